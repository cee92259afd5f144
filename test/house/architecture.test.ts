import { architecture } from './architecture';
import { findings, Repository } from './repository';

const sound = {
  'src/index.ts': "export * as core from './core';\nexport * as edge from './edge';\n",
  'src/core/README.md': '# Core\n\nNames things.\n\n## Snippet\n\n```ts\nconst a = 1;\n```\n\n## More\n',
  'src/core/index.ts': "export * from './severity';\nexport * from './name';\n",
  'src/core/severity.ts': "export enum Severity {\n  PAGE = 'PAGE',\n}\n",
  'src/core/name.ts': 'export interface NameProps {}\nexport class Name {}\n',
  'src/core/private/text.ts': 'export function text() {}\n',
  'src/edge/README.md': '# Edge\n\n```ts\nconst a = 1;\n```\n',
  'src/edge/index.ts': "export * from './wall';\n",
  'src/edge/wall.ts': "import { Name } from '../core';\nexport class Wall extends Name {}\n",
  'src/network/README.md': '# Network\n\n```ts\nconst a = 1;\n```\n',
  'src/network/index.ts': "export * from './road';\n",
  'src/network/road.ts': "import { text } from '../core/private/text';\nexport class Road {}\ntext();\n",
  'test/core/name.test.ts': '',
  'test/core/private/text.test.ts': '',
  'test/edge/wall.test.ts': '',
  'test/house/anything.test.ts': '',
  'test/network/road.test.ts': '',
  'test/anything.test.ts': '',
  'test/edge/proof/all-of-it.test.ts': '',
};

describe('in this repository', () => {
  test.each(Object.entries(architecture))('%s', (_, rule) => {
    expect(rule(Repository.here)).toEqual([]);
  });

  test('there is something to look at', () => {
    const folders = Repository.here.sources().map((path) => path.split('/')[1]);
    expect(folders).toEqual(expect.arrayContaining(['core', 'edge', 'network']));
  });
});

test('nothing is found in a sound repository', () => {
  expect(found({})).toEqual({});
});

describe('an import that does not go down is found', () => {
  const rule = 'a folder imports from lower floors only';
  const sideways = 'network is on floor 1, and edge on 1 looks below it only';

  test.each([
    ['import', "import { Road } from '../network';", "'../network'"],
    ['import of a file', "import { Road } from '../network/road';", "'../network/road'"],
    ['import of types', "import type { Road } from '../network';", "'../network'"],
    ['type of an import', "type R = import('../network').Road;", "'../network'"],
    ['import for its effects', "import '../network';", "'../network'"],
    ['import equals', "import network = require('../network');", "'../network'"],
    ['re-export', "export { Road } from '../network';", "'../network'"],
    ['require', "const { Road } = require('../network');", "'../network'"],
    ['dynamic import', "void import('../network');", "'../network'"],
    ['own subpath', "import { Road } from 'rl-bank-constructs/network';", "'rl-bank-constructs/network'"],
  ])('as %s', (_, line, specifier) => {
    expect(found({ 'src/edge/wall.ts': `${line}\nexport class Wall {}\n` })).toEqual({
      [rule]: [`src/edge/wall.ts imports ${specifier}: ${sideways}`],
    });
  });

  test('out of a private folder', () => {
    const file = 'src/core/private/text.ts';
    expect(found({ [file]: "import { Wall } from '../../edge';\nexport const text = Wall;\n" })).toEqual({
      [rule]: [`${file} imports '../../edge': edge is on floor 1, and core on 0 looks below it only`],
    });
  });

  test.each(['..', '../index', 'rl-bank-constructs'])('through the root barrel, as %s', (specifier) => {
    expect(found({ 'src/edge/wall.ts': `import { core } from '${specifier}';\nexport class Wall {}\n` })).toEqual({
      [rule]: [`src/edge/wall.ts imports '${specifier}': the root barrel holds every folder, this one too`],
    });
  });

  test('out of src', () => {
    const line = "import { cloud } from '../../test/support/cloud';";
    expect(found({ 'src/edge/wall.ts': `${line}\nexport class Wall {}\n` })).toEqual({
      [rule]: ["src/edge/wall.ts imports '../../test/support/cloud': what is outside src is not part of the library"],
    });
  });

  test('in a file that is in no folder', () => {
    expect(found({ 'src/wall.ts': "export * from './edge';\n" })).toEqual({
      [rule]: ['src/wall.ts is in no folder: move it into one'],
    });
  });

  test('from a folder that is on no floor', () => {
    const shiny = { 'src/shiny/index.ts': '', 'src/shiny/README.md': '```ts\n```\n' };
    expect(found(shiny)).toEqual({ [rule]: ['src/shiny is on no floor: add it to test/house/floors.ts'] });
  });
});

describe('a second class or enum in a file is found', () => {
  test.each([
    ['a construct', 'export class Wall extends Construct {}\nexport class Gate extends Construct {}\n', 'Wall, Gate'],
    ['an enum', 'export class Wall {}\nexport enum Gate {}\n', 'Wall, Gate'],
    ['exported further down', 'class Wall {}\nclass Gate {}\nexport { Wall, Gate as Door };\n', 'Wall, Gate'],
  ])('%s', (_, text, names) => {
    expect(found({ 'src/edge/wall.ts': text })).toEqual({
      'a file exports one class or enum at most': [`src/edge/wall.ts exports ${names}: give each a file of its own`],
    });
  });

  test('in a private folder', () => {
    expect(found({ 'src/core/private/text.ts': 'export class A {}\nexport class B {}\n' })).toEqual({
      'a file exports one class or enum at most': [
        'src/core/private/text.ts exports A, B: give each a file of its own',
      ],
    });
  });
});

describe('a declaration in an index file is found', () => {
  test.each([
    ['class', 'export class Gate {}'],
    ['interface', 'export interface Gate {}'],
    ['enum', "export enum Gate { OPEN = 'OPEN' }"],
    ['const', 'export const gate = 1;'],
    ['function', 'function gate() {}'],
  ])('%s', (_, line) => {
    expect(found({ 'src/edge/index.ts': `export * from './wall';\n${line}\n` })).toEqual({
      'an index file re-exports and declares nothing': [
        `src/edge/index.ts holds \`${line}\`: move it into a file with a name`,
      ],
    });
  });
});

describe('a file of more than 300 lines is found', () => {
  test.each(['src/README.md', 'test/a.ts', 'examples/a/app.py', 'projenrc/a.ts', 'scripts/a.mjs', 'bench/a.mjs'])(
    '%s',
    (path) => {
      expect(found({ [path]: '// a\n'.repeat(301) })).toEqual({
        'no file is longer than 300 lines': [`${path} has 301 lines: say it in 300, or in two files`],
      });
      expect(found({ [path]: '// a\n'.repeat(300) })).toEqual({});
    },
  );
});

describe('a test without source and a source without test are found', () => {
  test('a source without test', () => {
    expect(found({ 'src/edge/private/brick.ts': 'export const brick = 1;\n' })).toEqual({
      'tests mirror sources': ['src/edge/private/brick.ts has no test: write test/edge/private/brick.test.ts'],
    });
  });

  test('a test without source', () => {
    expect(found({ 'test/edge/private/brick.test.ts': '' })).toEqual({
      'tests mirror sources': ['test/edge/private/brick.test.ts tests nothing: there is no src/edge/private/brick.ts'],
    });
  });

  test('declarations alone need none', () => {
    expect(found({ 'src/edge/brick.ts': "import { Name } from '../core';\nexport type Brick = Name;\n" })).toEqual({});
  });
});

describe('something private that becomes public is found', () => {
  const rule = 'nothing private is re-exported';
  const advice = 'makes public what is private: move it out of private/, or keep it in';

  test('by the index file itself', () => {
    expect(found({ 'src/core/index.ts': "export * from './private/text';\n" })).toEqual({
      [rule]: [
        `src/index.ts → src/core/index.ts → src/core/private/text.ts ${advice}`,
        `src/core/index.ts → src/core/private/text.ts ${advice}`,
      ].sort(),
    });
  });

  test.each([
    ['re-exported', "export { text } from '../core/private/text';"],
    ['imported and exported', "import { text } from '../core/private/text';\nexport { text };"],
    ['imported as a whole and exported', "import * as text from '../core/private/text';\nexport { text };"],
  ])('by a file on the way: %s', (_, lines) => {
    const { [rule]: chains, ...others } = found({ 'src/edge/wall.ts': `${lines}\nexport class Wall {}\n` });
    expect(chains).toContain(`src/edge/index.ts → src/edge/wall.ts → src/core/private/text.ts ${advice}`);
    expect(others).toEqual({});
  });
});

describe('a folder that is not furnished is found', () => {
  test('without index file', () => {
    expect(found({ 'src/site/README.md': '```ts\n```\n' })).toEqual({
      'a folder has an index file': [
        'src/site has no index.ts: write it, and run `npx projen` for the exports of the package',
      ],
    });
  });

  test('without README', () => {
    expect(found({ 'src/site/index.ts': '' })).toEqual({
      'a folder has a README that begins with a snippet': [
        'src/site has no README.md: write it: the promise in a sentence, then the smallest snippet',
      ],
    });
  });

  test.each([
    ['no snippet', '# Edge\n\nA lot to tell.\n'],
    ['another language first', '# Edge\n\n```sh\nnpm ci\n```\n\n```ts\nconst a = 1;\n```\n'],
    ['a snippet after the second heading', '# Edge\n\n## One\n\n## Two\n\n```ts\nconst a = 1;\n```\n'],
  ])('with a README that has %s', (_, text) => {
    expect(found({ 'src/edge/README.md': text })).toEqual({
      'a folder has a README that begins with a snippet': [
        'src/edge/README.md tells before it shows: put a `ts` snippet first',
      ],
    });
  });
});

function found(breach: Record<string, string>): Record<string, string[]> {
  return Repository.madeUp({ ...sound, ...breach }, (repository) => findings(architecture, repository));
}
