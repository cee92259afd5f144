import { contract } from './api-contract';
import { Api, Assembly, Type } from './assembly';

const docs = { summary: 'Tells.' };
const text = { primitive: 'string' };
const scope = { name: 'scope', type: { fqn: 'constructs.Construct' } };
const id = { name: 'id', type: text };

/** A property without which the made-up struct is sound. */
const label = { name: 'label', type: text, docs };
const wallProps: Type = { fqn: 'lib.edge.WallProps', name: 'WallProps', kind: 'interface', datatype: true, docs };
const wall: Type = { fqn: 'lib.edge.Wall', name: 'Wall', kind: 'class', docs };
const builder: Type = { fqn: 'lib.edge.IBuilder', name: 'IBuilder', kind: 'interface', docs };

describe('in this repository', () => {
  test.each(Object.entries(contract))('%s', (_, clause) => {
    expect(clause(Api.ofRepository())).toEqual([]);
  });

  test('there is an API to check, a submodule for each folder', () => {
    const api = Api.ofRepository();
    expect(api.submodules).toEqual(expect.arrayContaining(['core', 'edge', 'network']));
    expect(api.types.length).toBeGreaterThan(api.submodules.length);
  });
});

test('nothing is found in a sound API', () => {
  const props = { ...wallProps, properties: [label, optional('height', '- as high as its neighbours')] };
  const parameters = [scope, id, { name: 'props', type: { fqn: wallProps.fqn } }];
  const severity: Type = {
    fqn: 'lib.core.Severity',
    name: 'Severity',
    kind: 'enum',
    docs,
    members: [{ name: 'A', docs }],
  };
  const dns: Type = { ...wall, fqn: 'lib.edge.BankDnsProps', name: 'BankDnsProps' };

  expect(found(props, { ...wall, initializer: { parameters } }, builder, severity, dns)).toEqual({});
});

describe('a missing summary is found', () => {
  test.each<[string, Type, string]>([
    ['a type', { ...wall, docs: {} }, 'edge.Wall'],
    ['a blank one', { ...wall, docs: { summary: ' ' } }, 'edge.Wall'],
    ['a property', { ...wall, properties: [{ ...label, docs: {} }] }, 'edge.Wall.label'],
    ['a method', { ...wall, methods: [{ name: 'paint' }] }, 'edge.Wall.paint'],
    ['a parameter', method({ ...label, docs: undefined }), 'edge.Wall.paint(label)'],
    ['a member of an enum', { ...wall, kind: 'enum', members: [{ name: 'OLD' }] }, 'edge.Wall.OLD'],
    ['a constructor of its own kind', { ...wall, initializer: { parameters: [id] } }, 'edge.Wall(id)'],
  ])('of %s', (_, type, path) => {
    expect(found(type)).toEqual({
      'everything public has a summary': [`${path} has no summary: tell what it is in the first line of its comment`],
    });
  });
});

describe('a default that tells nothing is found', () => {
  const rule = 'an optional property tells its default';

  test.each([
    [undefined, 'is optional without @default: tell what happens when it is left out'],
    ['', "has @default '': tell what happens, not that nothing was given"],
    ['undefined', "has @default 'undefined': tell what happens, not that nothing was given"],
    ['- undefined', "has @default '- undefined': tell what happens, not that nothing was given"],
    ['- none.', "has @default '- none.': tell what happens, not that nothing was given"],
    ['-', "has @default '-': tell what happens, not that nothing was given"],
    ['a high one', "has @default 'a high one': write a value, or prose after '- '"],
    ['5 or so', "has @default '5 or so': write a value, or prose after '- '"],
    ['props.wallHeight', "has @default 'props.wallHeight': write a value, or prose after '- '"],
    [
      '- the default wall height',
      "has @default '- the default wall height', which goes in a circle: tell what happens",
    ],
    ['- `wallHeight`', "has @default '- `wallHeight`', which goes in a circle: tell what happens"],
  ])('%j', (given, problem) => {
    expect(found({ ...wallProps, properties: [optional('wallHeight', given)] })).toEqual({
      [rule]: [`edge.WallProps.wallHeight ${problem}`],
    });
  });

  test.each([
    'false',
    '-1',
    '1_000',
    "'/'",
    "['a', 'b']",
    '{}',
    'Duration.days(1)',
    'RemovalPolicy.RETAIN',
    'Zone.created({ delegated: true })',
    '- the height of the gate',
    '- nothing is painted',
  ])('%s is a default', (given) => {
    expect(found({ ...wallProps, properties: [optional('wallHeight', given)] })).toEqual({});
  });
});

describe('a type that other languages cannot use is found', () => {
  const union = { union: { types: [text, { primitive: 'number' }] } };
  const cfn = { fqn: 'aws-cdk-lib.aws_ec2.CfnVPC.TagProperty' };

  test.each<[string, Type]>([
    ['edge.Wall.label', { ...wall, properties: [{ ...label, type: union }] }],
    ['edge.Wall.label', { ...wall, properties: [{ ...label, type: { collection: { elementtype: union } } }] }],
    ['edge.Wall.paint', { ...wall, methods: [{ name: 'paint', docs, returns: { type: union } }] }],
    ['edge.Wall.paint(label)', method({ ...label, type: union })],
    ['edge.Wall(label)', { ...wall, initializer: { parameters: [{ ...label, type: union }] } }],
  ])('a union at %s', (path, type) => {
    expect(found(type)).toEqual({
      'a signature has no union': [`${path} is a union: make it an enum, or a class with static factories`],
    });
  });

  test('any', () => {
    expect(found(method({ ...label, type: { collection: { elementtype: { primitive: 'any' } } } }))).toEqual({
      'a signature has no any': ['edge.Wall.paint(label) is any: name the type'],
    });
  });

  test('a type of the Cfn level, in an intersection too', () => {
    expect(found(method({ ...label, type: { intersection: { types: [cfn] } } }))).toEqual({
      'a signature has no Cfn type': [
        `edge.Wall.paint(label) is ${cfn.fqn}: take an interface or a value of the level above`,
      ],
    });
  });
});

describe('a name that is a word of a language is found', () => {
  test.each<[string, string, string, Type]>([
    ['edge.Wall.lambda', 'lambda', 'Python', { ...wall, properties: [{ ...label, name: 'lambda' }] }],
    ['edge.Wall.default', 'default', 'Java', { ...wall, methods: [{ name: 'default', docs }] }],
    ['edge.Wall.paint(base)', 'base', 'C#', method({ ...label, name: 'base' })],
    ['edge.Wall.paint(range)', 'range', 'Go', method({ ...label, name: 'range' })],
    ['edge.Wall.paint(import)', 'import', 'Python, Java, Go', method({ ...label, name: 'import' })],
    ['edge.Wall.None', 'None', 'Python', { ...wall, kind: 'enum', members: [{ name: 'None', docs }] }],
  ])('%s', (path, name, languages, type) => {
    expect(found(type)).toEqual({
      'no name is a word of a language': [`${path}: \`${name}\` is a word of ${languages}: take another`],
    });
  });

  test('as a submodule', () => {
    expect(foundIn({ name: 'lib', types: {}, submodules: { 'lib.internal': {} } })).toEqual({
      'no name is a word of a language': ['internal: `internal` is a word of Go: take another'],
    });
  });

  test('but not where the language writes it in another way', () => {
    expect(
      found({
        ...wall,
        properties: [
          { ...label, name: 'internal' },
          { ...label, name: 'fromHere' },
        ],
      }),
    ).toEqual({});
  });
});

test('an optional boolean that is true by default is found', () => {
  const open = { ...optional('open', 'true'), type: { primitive: 'boolean' } };
  expect(found({ ...wallProps, properties: [open] })).toEqual({
    'no optional boolean is true by default': [
      'edge.WallProps.open is true by default: name it for the departure and let it be false',
    ],
  });
});

test('an optional parameter that users have to implement is found', () => {
  expect(found({ ...method({ ...label, optional: true }), ...builder })).toEqual({
    'an interface asks its implementer for no optional parameter': [
      'edge.IBuilder.paint(label) is optional, which breaks implementers in Java and Go: take a required struct',
    ],
  });
});

describe('an optional struct with a required field is found', () => {
  const rule = 'a struct that may be left out has no required field';
  const problem = 'may be left out, but WallProps requires label: Python demands them anyway';
  const props = { name: 'props', type: { fqn: wallProps.fqn }, optional: true, docs };
  const base: Type = { ...wallProps, fqn: 'lib.core.Base', name: 'Base', properties: [label] };

  test.each<[string, Type]>([
    ['edge.Wall(props)', { ...wall, initializer: { parameters: [scope, id, props] } }],
    ['edge.Wall.paint(props)', method(props)],
  ])('at %s', (path, type) => {
    expect(found(type, { ...wallProps, properties: [label] })).toEqual({ [rule]: [`${path} ${problem}`] });
  });

  test('with the field in the struct it extends', () => {
    expect(found(method(props), base, { ...wallProps, interfaces: [base.fqn] })).toEqual({
      [rule]: [`edge.Wall.paint(props) ${problem}`],
    });
  });

  test('with a struct of another package', () => {
    const foreign: Assembly = { name: 'other', types: { 'other.WallProps': { ...wallProps, properties: [label] } } };
    const api = new Api(assemblyOf(method({ ...props, type: { fqn: 'other.WallProps' } })), () => foreign);
    expect(contract[rule](api)).toEqual([`edge.Wall.paint(props) ${problem}`]);
  });
});

test('a new name that begins with Bank is found', () => {
  expect(found({ ...wall, fqn: 'lib.edge.BankWall', name: 'BankWall' })).toEqual({
    'only the names of the owner begin with Bank': ['edge.BankWall begins with Bank: name it for what it is'],
  });
});

test('what a type overrides for another package is not judged', () => {
  const overrides = 'aws-cdk-lib.aws_certificatemanager.ICertificate';
  const parameters = [{ name: 'default', type: { primitive: 'any' }, optional: true }];
  const given = {
    methods: [{ name: 'metric', parameters, overrides }],
    properties: [{ ...label, docs: {}, overrides }],
  };
  expect(found({ ...builder, ...given })).toEqual({});
  expect(found({ ...wall, properties: [{ ...label, docs: {}, overrides: 'lib.edge.IBuilder' }] })).not.toEqual({});
});

function optional(name: string, given: string | undefined) {
  return { name, type: text, optional: true, docs: { ...docs, default: given } };
}

function method(parameter: NonNullable<NonNullable<Type['methods']>[number]['parameters']>[number]): Type {
  return { ...wall, methods: [{ name: 'paint', docs, parameters: [parameter] }] };
}

function assemblyOf(...types: Type[]): Assembly {
  return { name: 'lib', types: Object.fromEntries(types.map((type) => [type.fqn, type])) };
}

function found(...types: Type[]): Record<string, string[]> {
  return foundIn(assemblyOf(...types));
}

function foundIn(assembly: Assembly): Record<string, string[]> {
  const all = Object.entries(contract).map(([name, clause]) => [name, clause(new Api(assembly))] as const);
  return Object.fromEntries(all.filter(([, problems]) => problems.length > 0));
}
