import { architecture } from './architecture';
import { Repository } from './repository';
import { smellRules } from './smells';

const rules = { ...architecture, ...smellRules };

describe('in this repository', () => {
  test.each(Object.entries(rules))('%s', (_, rule) => {
    expect(rule(Repository.here)).toEqual([]);
  });

  test('there is something to look at', () => {
    const folders = Repository.here.sources().map((path) => path.split('/')[1]);
    expect(folders).toEqual(expect.arrayContaining(['core', 'edge', 'network']));
  });
});

const sound = {
  'src/index.ts': "export * as core from './core';\nexport * as edge from './edge';\n",
  'src/core/README.md': '# Core\n',
  'src/core/index.ts': "export * from './severity';\n",
  'src/core/severity.ts': "/** Loud. */\nexport enum Severity {\n  /** Now. */\n  PAGE = 'PAGE',\n}\n",
  'src/core/private/text.ts': "export function text() {}\nnew CfnOutput(stack, 'Text');\n",
  'src/edge/README.md': '# Edge\n',
  'src/edge/index.ts': "export * from './wall';\n",
  'src/edge/wall.ts': "import { Severity } from '../core';\nexport abstract class Wall extends Severity {}\n",
  'src/network/README.md': '# Network\n',
  'src/network/index.ts': "export * from './road';\n",
  'src/network/road.ts': "/* import '../bank' */\nexport class Road {}\nnew CfnOutput(stack, 'Road');\n",
  'test/core/private/text.test.ts': '',
  'test/edge/wall.test.ts': '',
  'test/network/road.test.ts': '',
  'test/edge/proof/all-of-it.test.ts': '',
};
const wall = (line: string) => ({ 'src/edge/wall.ts': `${line}\nexport class Wall {}\n` });

test('nothing is found in a sound repository', () => {
  expect(found({})).toEqual({});
});

// The rules are what holds the house up, so each has been seen to hold: a breach, and the rule that finds it.
test.each<[keyof typeof rules, Record<string, string>, string]>([
  ['a folder imports from lower floors only', wall("import type { Road } from '../network';"), '1 looks below it only'],
  ['a folder imports from lower floors only', wall("import { core } from 'rl-bank-constructs';"), 'the root barrel'],
  ['a folder imports from lower floors only', wall("require('../../test/support/cloud');"), 'is outside src'],
  [
    'the library imports no package but its peers and what it bundles',
    wall("import { Token } from 'constructs';\nimport { parse } from 'acorn';"),
    "imports 'acorn'",
  ],
  ['a folder imports from lower floors only', { 'src/wall.ts': '' }, 'src/wall.ts is in no folder'],
  [
    'a private folder is imported by its own folder, and that of core by all',
    {
      'src/bank/index.ts': '',
      'src/bank/README.md': '',
      'src/bank/private/a.ts': "import { b } from '../../edge/private/b';\n",
    },
    'src/bank/private/a.ts imports src/edge/private/b',
  ],
  [
    'a private file knows a construct by its type only',
    {
      'src/edge/private/a.ts': "import { Wall } from '../wall';\n",
      'src/edge/wall.ts': 'export class Wall extends Construct {}\n',
    },
    'src/edge/private/a.ts imports src/edge/wall',
  ],
  ['a file exports one class or enum at most', wall('export enum Gate {}'), 'exports Gate, Wall'],
  [
    'an index file re-exports what is public, and declares nothing',
    { 'src/core/index.ts': "export * from './private/text';" },
    "holds `export * from './private/text';`",
  ],
  ['what other languages do not get is not exported', wall('export const HEIGHT = 1;'), 'says `export const HEIGHT'],
  ['the value of an enum member is its name', { 'src/core/age.ts': 'export enum Age {\n  OLD,\n}\n' }, "OLD = 'OLD'"],
  ['no file is longer than 300 lines', { 'bench/a.mjs': '// a\n'.repeat(301) }, 'bench/a.mjs has 301 lines'],
  ['tests mirror sources', { 'src/edge/brick.ts': 'export class A {}\n' }, 'src/edge/brick.ts has no'],
  ['tests mirror sources', { 'test/edge/brick.test.ts': '' }, 'there is no src/edge/brick.ts'],
  ['a folder has an index file and a README', { 'src/site/index.ts': '' }, 'src/site/README.md is missing'],
  ['Date.now', wall('Date.now();'), 'has `Date.now(`'],
  ['setContext', wall("this.node.setContext('a', 1);"), 'has `setContext(`'],
  ['instanceof', wall('zone instanceof Zone;'), 'has `instanceof`'],
  ['props || default', wall('props.count || 2;'), 'has `props.count || 2`'],
  ['id from a template', wall('new Bucket(this, `${id}Bucket`);'), 'has `new Bucket(this'],
  ['CfnOutput', wall("new cdk.CfnOutput(this, 'Arn');"), 'has `new cdk.CfnOutput(`'],
])('%s: a breach is found', (rule, breach, sentence) => {
  expect(found(breach)).toEqual({ [rule]: [expect.stringContaining(sentence)] });
});

function found(breach: Record<string, string>): Record<string, string[]> {
  return Repository.madeUp({ ...sound, ...breach }, (repository) => {
    const all = Object.entries(rules).map(([name, rule]) => [name, rule(repository)] as const);
    return Object.fromEntries(all.filter(([, sentences]) => sentences.length > 0));
  });
}
