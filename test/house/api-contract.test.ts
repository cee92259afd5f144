import { contract } from './api-contract';
import { Api, Type } from './assembly';
import { defaultProblem } from './default-text';

describe('in this repository', () => {
  const api = Api.ofRepository();

  test.each(Object.entries(contract))('%s', (_, clause) => {
    expect(clause(api)).toEqual([]);
  });

  test('there is an API to check', () => {
    expect(Object.keys(api.assembly.submodules ?? {})).toContain('rl-bank-constructs.edge');
    expect(api.types.length).toBeGreaterThan(50);
  });
});

const docs = { summary: 'Tells.' };
const text = { primitive: 'string' };
const label = { name: 'label', type: text, docs };
const optional = { ...label, optional: true, docs: { ...docs, default: '- nothing is painted' } };
const wallProps: Type = {
  ...{ fqn: 'lib.edge.WallProps', name: 'WallProps', kind: 'interface', datatype: true, docs },
  properties: [label, optional],
};
const wall: Type = { fqn: 'lib.edge.Wall', name: 'Wall', kind: 'class', docs };
const parameters = [
  ...[
    { name: 'scope', type: { fqn: 'constructs.Construct' } },
    { name: 'id', type: text },
  ],
  { name: 'props', type: { fqn: wallProps.fqn } },
];
const house: Type = {
  ...{ fqn: 'lib.edge.House', name: 'House', kind: 'class', base: 'constructs.Construct' },
  ...{ docs: { ...docs, example: 'new House();', see: 'https://docs' }, interfaces: ['lib.edge.IHouse'] },
  methods: [{ name: 'fromHouseName', docs, static: true }],
};
const iHouse: Type = { fqn: 'lib.edge.IHouse', name: 'IHouse', kind: 'interface', docs };
const overridden = {
  name: 'metric',
  parameters: [{ name: 'default', type: { primitive: 'any' } }],
  overrides: 'b.IWall',
};
const sound = [house, iHouse, wallProps, { ...wall, initializer: { parameters }, methods: [overridden] }];

/** A method of the wall that takes something. */
function taking(parameter: object): Type {
  return { ...wall, methods: [{ name: 'paint', docs, parameters: [{ ...label, ...parameter }] }] };
}

function found(...types: Type[]): Record<string, string[]> {
  const assembly = { name: 'lib', types: Object.fromEntries([...sound, ...types].map((type) => [type.fqn, type])) };
  const all = Object.entries(contract).map(([name, clause]) => [name, clause(new Api(assembly))] as const);
  return Object.fromEntries(all.filter(([, problems]) => problems.length > 0));
}

test('nothing is found in a sound API, nor in what it overrides for another package', () => {
  expect(found()).toEqual({});
});

test.each<[string, Type, string]>([
  ['everything public has a summary', taking({ docs: {} }), 'edge.Wall.paint(label) has no summary'],
  [
    'an optional property tells its default',
    { ...wallProps, properties: [{ ...optional, docs }] },
    'edge.WallProps.label is optional without @default',
  ],
  [
    'a signature has no union',
    taking({ type: { collection: { elementtype: { union: { types: [text] } } } } }),
    'edge.Wall.paint(label) is a union',
  ],
  ['a signature has no any', taking({ type: { primitive: 'any' } }), 'edge.Wall.paint(label) is any'],
  [
    'a signature has no Cfn type',
    taking({ type: { fqn: 'aws-cdk-lib.aws_ec2.CfnVPC.TagProperty' } }),
    'edge.Wall.paint(label) is aws-cdk-lib.aws_ec2.CfnVPC.TagProperty',
  ],
  ['no name is a word of a language', taking({ name: 'lambda' }), '`lambda` is a word of Python'],
  [
    'no optional boolean is true by default',
    { ...wallProps, properties: [{ ...optional, type: { primitive: 'boolean' }, docs: { ...docs, default: 'true' } }] },
    'edge.WallProps.label is true by default',
  ],
  [
    'an interface asks its implementer for no optional parameter',
    { ...taking({ optional: true }), kind: 'interface' },
    'edge.Wall.paint(label) is optional',
  ],
  [
    'a struct that may be left out has no required field',
    taking({ type: { fqn: wallProps.fqn }, optional: true }),
    'WallProps requires label',
  ],
  [
    'a prop or a parameter takes an interface, not a construct of ours',
    { ...wallProps, properties: [{ ...label, type: { fqn: house.fqn } }] },
    'edge.WallProps.label takes lib.edge.House',
  ],
  [
    'a construct has an example and a link to AWS',
    { ...house, docs: { ...docs, see: 'https://docs' } },
    'edge.House has no @example',
  ],
  [
    'a construct with an interface implements it, and can be imported',
    { ...house, methods: [], interfaces: ['lib.edge.IHouse'] },
    'edge.House has no static from method',
  ],
  [
    'metric methods take options and return what has createAlarm',
    { ...house, methods: [...house.methods!, { name: 'metricHeight', docs, returns: { type: text } }] },
    'edge.House.metricHeight',
  ],
  [
    'grants return a Grant, and add methods what they added',
    { ...wall, methods: [{ name: 'addDoor', docs }] },
    'addDoor',
  ],
  [
    "props have the CDK's words: removalPolicy, Size and Duration, no negations",
    { ...wallProps, properties: [{ ...label, name: 'heightMiB' }] },
    'edge.WallProps.heightMiB',
  ],
  [
    'only the names of the owner begin with Bank',
    { ...wall, fqn: 'lib.edge.BankWall', name: 'BankWall' },
    'edge.BankW',
  ],
])('%s: a breach is found', (rule, type, sentence) => {
  expect(found(type)).toEqual({ [rule]: [expect.stringContaining(sentence)] });
});

test.each<[string, string | undefined]>([
  ['without @default', undefined],
  ['tell what happens, not that nothing was given', '- undefined'],
  ["write a value, or prose after '- '", '5 or so'],
  ['goes in a circle', '- the default wall height'],
  ['', 'Zone.created({ delegated: true })'],
  ['', '- as high as its neighbours'],
])('"%s" is what a default of %j is told', (problem, given) => {
  expect(defaultProblem('wallHeight', given) ?? '').toContain(problem);
  expect(defaultProblem('wallHeight', given) === undefined).toBe(problem === '');
});
