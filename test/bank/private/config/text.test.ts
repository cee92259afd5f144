import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataOf, textOf } from '../../../../src/bank/private/config/text';

describe('RB18b a text that is no config is refused with a sentence', () => {
  test.each<[what: string, text: string, code: string, place?: string]>([
    ['an empty one', '', 'empty'],
    ['several documents', 'enabled: true\n---\nenabled: false\n', 'several-documents'],
    ['a key that is there twice', 'enabled: true\nenabled: false\n', 'not-yaml', 'at line 2, column 1'],
    ['an alias', 'a: &x [1]\nb: *x\n', 'not-yaml', '*x at line 2'],
    ['a tag of the caller', 'a: !secret x\n', 'not-yaml', '!secret at line 1'],
    ['a tag of JavaScript', 'a: 1\nb: !!js/function "x"\n', 'not-yaml', 'tag:yaml.org,2002:js/function at line 2'],
    ['YAML of an older version', '%YAML 1.1\n---\nenabled: yes\n', 'old-yaml', '1.1'],
    ['brackets in brackets', '['.repeat(21), 'too-deep'],
    ['brackets after others that close', `${']'.repeat(50)}${'['.repeat(21)}`, 'too-deep'],
    ['dashes after dashes', `${'- '.repeat(21)}a`, 'too-deep'],
    ['a tab', 'api:\n\tcpu: 512\n', 'not-yaml', 'at line 2, column 1'],
    ['a quote without its other', 'namePrefix: "prd\n', 'not-yaml', 'at line'],
    ['a key that is no text', '? [a]\n: 1\n', 'not-yaml', 'at line 1, column 3'],
    ['a hexadecimal number', 'api:\n  containerPort: 0x2328\n', 'not-yaml', 'write 9000 or "0x2328" at line 2'],
    ['a number with an exponent', 'a: 9e3', 'not-yaml', 'write 9000 or "9e3" at line 1'],
    ['a number that older YAML reads as octal', 'a: 010', 'not-yaml', 'write 10 or "010" at line 1'],
    ['a secret in the way', 'a: b\nc https://user:pass@db.bank.example\n', 'not-yaml', 'at line'],
  ])('%s', (_, text, code, place = '') => {
    const read = () => dataOf(text, 'bank.yaml');

    expect(read).toThrowProblem(`config/${code}`, 'config', 'bank.yaml');
    expect(read).toThrow(place);
    expect(read).not.toThrow('pass');
  });

  test('of many mistakes three are told', () => {
    expect(() => dataOf('a: 1\n'.repeat(9), 'x')).toThrow(/^(?!.*line 5).*line 4/);
  });
});

describe('RB18b what is made to take for ever is refused at once', () => {
  test.each<[string, string]>([
    ['10 MB', `a: ${'x'.repeat(10_000_000)}`],
    [
      'a billion laughs',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'].map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghij'[index]}`).join()}]`).join('\n')}`,
    ],
    ['brackets', '['.repeat(30_000)],
    ['braces', '{a: '.repeat(8_000)],
    ['dashes', `${'- '.repeat(15_000)}a`],
    ['empty lines', '\n'.repeat(32_000) + 'a: *x'],
    ['keys that are all there twice', 'a: 1\n'.repeat(6_500)],
    ['tags', 'a: !x y\n'.repeat(4_000)],
  ])(
    '%s',
    (_, text) => {
      const before = process.cpuUsage();
      expect(messageOf(() => dataOf(text, 'x')).length).toBeLessThan(1500);
      expect(process.cpuUsage(before).user).toBeLessThan(8_000_000); // of which most is a busy machine
    },
    30_000,
  );

  test('and many keys, which are some', () => {
    const text = Array.from({ length: 3000 }, (_, index) => `k${index}: 1`).join('\n');
    expect(Object.keys(dataOf(text, 'x') as object)).toHaveLength(3000);
  }, 30_000);
});

test('keys of prototypes are keys', () => {
  const data = dataOf('__proto__: {a: 1}\nconstructor: 2\n', 'x') as any;
  expect(Object.keys(data)).toEqual(['__proto__', 'constructor']);
  expect(data.a).toBeUndefined();
});

test('words are what YAML 1.2 takes them for', () => {
  expect(dataOf('{a: yes, b: true, c: 10, d: 1.50, e: 1_000, f: ~, g: 2026-01-01, <<: {h: 1}, 1: one}', 'x')).toEqual({
    ...{ a: 'yes', b: true, c: 10, d: 1.5, e: '1_000', f: null, g: '2026-01-01' },
    ...{ '<<': { h: 1 }, '1': 'one' },
  });
});

test('lines may end as on Windows, and begin with a mark', () => {
  expect(dataOf('\uFEFFa: 1\r\nb: 2\r\n', 'x')).toEqual({ a: 1, b: 2 });
});

describe('a file', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'bank-config-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const file = (name: string, content: string | Buffer) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };

  test('is read as text', () => {
    expect(textOf(file('good.yaml', 'a: ä'))).toBe('a: ä');
  });

  test('that is not there is told', () => {
    expect(() => textOf('nowhere.yaml')).toThrowProblem('config/no-file', 'config', 'nowhere.yaml');
  });

  test('of 10 MB is not read', () => {
    const path = file('long.yaml', 'x'.repeat(10_000_000));
    expect(() => textOf(path)).toThrowProblem('config/too-long', 'config', path);
  });

  test('that is a folder, or in another encoding, is told', () => {
    expect(() => textOf(folder)).toThrowProblem('config/no-text', 'config', folder);
    expect(() => textOf(file('latin.yaml', Buffer.from('a: \xE4', 'latin1')))).toThrowProblem(
      'config/no-text',
      'config',
      join(folder, 'latin.yaml'),
    );
  });
});

test('a text that is too long is told', () => {
  expect(() => dataOf('x'.repeat(70_000), 'the text')).toThrowProblem('config/too-long', 'config', 'the text');
});

test.each<[unknown, string]>([
  [undefined, 'undefined'],
  [null, 'null'],
  [1, 'number'],
  [{}, 'object'],
])('%p is no text', (text, type) => {
  const read = () => dataOf(text as string, 'the text');

  expect(read).toThrowProblem('config/no-string', 'config', 'the text');
  expect(read).toThrow(`of type ${type}:`);
});

function messageOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was refused');
}
