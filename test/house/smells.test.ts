import { findings, Repository } from './repository';
import { exceptions, smellRules, staleExceptions } from './smells';

describe('src does not smell of', () => {
  test.each(Object.entries(smellRules))('%s', (_, rule) => {
    expect(rule(Repository.here)).toEqual([]);
  });
});

test('every exception has a reason and is still needed', () => {
  expect(exceptions.filter(({ reason }) => reason.length < 20)).toEqual([]);
  expect(staleExceptions(Repository.here)).toEqual([]);
  expect(Repository.madeUp({ 'src/edge/wall.ts': '' }, staleExceptions)).toEqual(exceptions);
});

test.each([
  ['Date.now', 'Date.now()', 'another template at every synth; take the moment as a property'],
  ['setContext', "this.node.setContext('a', 1)", 'context belongs to the app; take a property'],
  [
    'instanceof',
    'zone instanceof Zone',
    'false between two copies of a library; ask for a property, or with `X.isX()`',
  ],
  ['props || default', 'props?.count || fallback', 'replaces 0, false and the empty string too; write `??`'],
  ['props || default', 'props.count || 2', 'replaces 0, false and the empty string too; write `??`'],
  ['props || default', 'this.props.names || []', 'replaces 0, false and the empty string too; write `??`'],
  [
    'id from a template',
    'new Bucket(this, `${id}Bucket`)',
    'ids are contract: write a literal, with a Construct as namespace in loops',
  ],
  [
    'id from a template',
    'new Bucket(this, (many ? `Bucket${index}` : "Bucket"), {})',
    'ids are contract: write a literal, with a Construct as namespace in loops',
  ],
  [
    'CfnOutput',
    "new CfnOutput(this, 'Arn', { value })",
    'what a stack prints is for the app to decide; expose a property',
  ],
  [
    'CfnOutput',
    "new cdk.CfnOutput(this, 'Arn', { value })",
    'what a stack prints is for the app to decide; expose a property',
  ],
])('%s is smelt in `%s`', (name, code, advice) => {
  expect(found('src/edge/wall.ts', code)).toEqual({ [name]: [`src/edge/wall.ts:2 \`${code}\`: ${advice}`] });
});

test.each([
  'props.count ?? 2',
  'if (props.open || props.closed) {}',
  "names || ['a']",
  'new Bucket(this, `Bucket`)',
  'new RangeError("a", `${b}`)',
  'new Metric(`${name}Count`)',
  'now()',
  'new Date(props.since)',
])('nothing is smelt in `%s`', (code) => {
  expect(found('src/edge/wall.ts', code)).toEqual({});
});

test('an output is no smell where it is an exception, and what is no exception there is one', () => {
  expect(found('src/core/private/reference.ts', "new CfnOutput(this, 'Arn', { value })")).toEqual({});
  expect(Object.keys(found('src/core/private/reference.ts', 'Date.now()'))).toEqual(['Date.now']);
  expect(Object.keys(found('src/core/reference.ts', "new CfnOutput(this, 'Arn', { value })"))).toEqual(['CfnOutput']);
});

function found(path: string, code: string): Record<string, string[]> {
  return Repository.madeUp({ [path]: `// line 1\n${code};\n` }, (repository) => findings(smellRules, repository));
}
