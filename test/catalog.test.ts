import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import * as library from '../src';
import { PendingInput } from '../src/core';
import { appOf, variants } from './support/catalog';
import { lambdasIn, newApp, workloadStack } from './support/cloud';

/** What scripts/cloudformation-permissions.mjs writes. */
const permissions = JSON.parse(
  readFileSync(join(__dirname, '../resources/delivery/cloudformation-permissions.json'), 'utf8'),
);

interface Property {
  readonly name: string;
  readonly optional?: boolean;
}
interface Type {
  readonly name: string;
  readonly abstract?: boolean;
  readonly initializer?: { readonly parameters?: Array<{ readonly type: { readonly fqn?: string } }> };
}

const { types: structs } = JSON.parse(readFileSync(join(__dirname, '../.jsii'), 'utf8'));
const abstracts = Object.values<Type>(structs).flatMap(({ name, abstract }) => (abstract ? name : []));
const exported = Object.values(library).flatMap((folder) => Object.entries<unknown>(folder));
const constructs = exported.filter(([name, value]) => {
  return typeof value === 'function' && extendsConstruct(value) && !abstracts.includes(name);
});

test('every construct of the library is in the catalog', () => {
  expect(new Set(variants.map(({ construct }) => construct))).toEqual(new Set(constructs.map(([name]) => name)));
});

test.each(variants)('$construct with its $name adds no Lambda of its own and no custom resource', ({ build }) => {
  const app = appOf(build);
  const ofTheUser = app.node.findAll().filter((it) => it instanceof library.service.ServiceFunction);

  expect(lambdasIn(app)).toEqual(ofTheUser.map(() => 'AWS::Lambda::Function'));
});

test('a Lambda would be counted', () => {
  const app = newApp();
  const code = Code.fromInline('exports.handler = () => {}');
  new LambdaFunction(workloadStack(app), 'F', { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code });

  expect(lambdasIn(app)).toEqual(['AWS::Lambda::Function']);
});

test.each(variants)(
  'RB24 it is known what CloudFormation needs for each resource type of $construct, $name',
  ({ build }) => {
    const types = appOf(build)
      .synth()
      .stacksRecursively.flatMap(({ template }) => {
        return Object.values<{ Type: string }>(template.Resources ?? {}).map(({ Type }) => Type);
      });
    expect([...new Set(types)].filter((type) => !(type in permissions.types))).toEqual([]);
  },
);

test.each(variants)('checks of $construct with its $name are commands with what they print', ({ build }) => {
  const checks = appOf(build)
    .node.findAll()
    .flatMap((it) => (it as { pendingInputs?: PendingInput[] }).pendingInputs ?? [])
    .flatMap(({ check }) => check ?? []);
  expect(checks.filter((check) => !/^aws [^→]+ --output text # prints \S/.test(check))).toEqual([]);
});

/** The structs of the assembly, with what they inherit: the props that a caller must give. */
const requiredOf = (struct: string): string[] => [
  ...(structs[struct]?.interfaces ?? []).flatMap(requiredOf),
  ...(structs[struct]?.properties ?? [])
    .filter(({ optional }: Property) => !optional)
    .map(({ name }: Property) => name),
];
const demanding = constructs.flatMap(([name, construct]) => {
  const { initializer } = Object.values<Type>(structs).find((type) => type.name === name)!;
  const props = requiredOf(initializer?.parameters?.[2]?.type.fqn ?? '');
  return props.length > 0 ? [{ name, construct, props }] : [];
});

test.each(demanding)('$name without props names each that is missing, in plain JavaScript', ({ construct, props }) => {
  const Construct = construct as new (scope: Stack, id: string, props?: object) => unknown;
  for (const given of [undefined, {}]) {
    const message = messageOf(() => new Construct(workloadStack(), 'It', given));
    expect(message).toContain('[props/missing at Web/It]');
    expect(props.filter((prop) => !message.includes(`'${prop}' is missing`))).toEqual([]);
  }
});

function messageOf(call: () => unknown): string {
  try {
    call();
    return 'no error';
  } catch (error) {
    return (error as Error).message;
  }
}

function extendsConstruct(value: Function): boolean {
  const parent = Object.getPrototypeOf(value) as Function | null;
  return parent !== null && (parent.name === 'Construct' || extendsConstruct(parent));
}
