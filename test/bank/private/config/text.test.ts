import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataOf, textOf } from '../../../../src/bank/private/config/text';

describe('RB18b a text that is no config is refused with a sentence', () => {
  test.each<[string, string, string]>([
    ['an empty one', '', `must have keys: write the keys below 'infra:bankMvp:' [config/empty`],
    [
      'several documents',
      'enabled: true\n---\nenabled: false\n',
      'must be one YAML document, and has 2: remove all but one, and the lines of "---" [config/several-documents',
    ],
    [
      'a key that is there twice',
      'enabled: true\nenabled: false\n',
      'must be plain YAML: Map keys must be unique at line 2, column 1: correct it there [config/not-yaml',
    ],
    [
      'an alias',
      'a: &x [1]\nb: *x\n',
      'must be plain YAML: Aliases are not supported: write the value instead of *x at line 2: correct it there [config/not-yaml',
    ],
    [
      'a tag of the caller',
      'a: !secret x\n',
      'Tags are not supported: remove !secret at line 1: correct it there [config/not-yaml',
    ],
    [
      'a tag of JavaScript',
      'a: 1\nb: !!js/function "x"\n',
      'Tags are not supported: remove tag:yaml.org,2002:js/function at line 2',
    ],
    [
      'YAML of an older version',
      '%YAML 1.1\n---\nenabled: yes\n',
      'must be YAML 1.2, since other words mean true and false in YAML 1.1: remove the line that begins with %YAML [config/old-yaml',
    ],
    [
      'brackets in brackets',
      '['.repeat(21),
      'must be 20 levels deep at most, and a config has five: close the open brackets [config/too-deep',
    ],
    ['brackets after others that close', `${']'.repeat(50)}${'['.repeat(21)}`, 'must be 20 levels deep at most'],
    ['dashes after dashes', `${'- '.repeat(21)}a`, 'must be 20 levels deep at most'],
    ['a tab', 'api:\n\tcpu: 512\n', 'Tabs are not allowed as indentation at line 2, column 1'],
    ['a quote without its other', 'namePrefix: "prd\n', 'Missing closing "quote at line'],
    ['a key that is no text', '? [a]\n: 1\n', 'With stringKeys, all keys must be strings at line 1, column 3'],
    ['a secret in the way', 'a: b\nc https://user:pass@db.bank.example\n', 'at line'],
  ])('%s', (_, text, sentence) => {
    const message = messageOf(() => dataOf(text, 'bank.yaml'));
    expect(message).toMatch(/^'config' is "bank.yaml", but .+: .+ \[config\/[a-z-]+ at BankMvpConfig\]$/);
    expect(message).toContain(sentence);
    expect(message).not.toContain('pass');
  });

  test('the error has the first three of many syntax errors', () => {
    expect(messageOf(() => dataOf('a: 1\n'.repeat(9), 'x'))).toContain(
      'at line 4, column 1; and more: correct it there',
    );
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
  expect(dataOf('{a: yes, b: true, c: 010, d: 0x10, e: 1_000, f: ~, g: 2026-01-01, <<: {h: 1}, 1: one}', 'x')).toEqual({
    ...{ a: 'yes', b: true, c: 10, d: 16, e: '1_000', f: null, g: '2026-01-01' },
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

  test('that does not exist is refused', () => {
    expect(() => textOf('nowhere.yaml')).toThrow(
      `'config' is "nowhere.yaml", but must be a file that exists: write the path relative to the folder of cdk.json [config/no-file at BankMvpConfig]`,
    );
  });

  test('of 10 MB is not read', () => {
    const path = file('long.yaml', 'x'.repeat(10_000_000));
    expect(() => textOf(path)).toThrow(
      'must have 32 KiB at most, and has 10000000 bytes: name the file of the config [config/too-long at BankMvpConfig]',
    );
  });

  test('that is a folder, or in another encoding, is refused', () => {
    const noText = 'must be a text file in UTF-8: save it as UTF-8 [config/no-text';

    expect(() => textOf(folder)).toThrow(noText);
    expect(() => textOf(file('latin.yaml', Buffer.from('a: \xE4', 'latin1')))).toThrow(noText);
  });
});

test('a text that is too long is refused', () => {
  expect(messageOf(() => dataOf('x'.repeat(70_000), 'the text'))).toBe(
    `'config' is "the text", but must have 32 KiB at most, and has 70000 characters: pass the config alone [config/too-long at BankMvpConfig]`,
  );
});

function messageOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was refused');
}
