import { readFileSync } from 'node:fs';
import { App, CfnResource } from 'aws-cdk-lib';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import * as library from '../src';
import { appOf, newAppOf, variants } from './support/catalog';
import { lambdasIn, newApp, workloadStack } from './support/cloud';

test('every construct of the library is in the catalog', () => {
  const exported = Object.values(library).flatMap((folder) => Object.entries(folder));
  const constructs = exported.filter(([, value]) => typeof value === 'function' && extendsConstruct(value));

  expect(new Set(variants.map(({ construct }) => construct))).toEqual(new Set(constructs.map(([name]) => name)));
});

test.each(variants)('$construct with its $name adds no Lambda and no custom resource', ({ build }) => {
  expect(lambdasIn(appOf(build))).toEqual([]);
});

test('a Lambda would be counted', () => {
  const app = newApp();
  const code = Code.fromInline('exports.handler = () => {}');
  new LambdaFunction(workloadStack(app), 'F', { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code });

  expect(lambdasIn(app)).toEqual(['AWS::Lambda::Function']);
});

test.each(variants)(
  '$construct with its $name makes the same templates every time, and mixins reach all',
  ({ build }) => {
    const app = newAppOf(build);
    const resources = resourcesIn(app); // a mixin applies to those that exist before synthesis

    expect(templatesOf(app)).toEqual(templatesOf(appOf(build)));
    expect(resourcesIn(app)).toEqual(resources);
  },
);

function resourcesIn(app: App): string[] {
  return app.node
    .findAll()
    .filter((construct) => CfnResource.isCfnResource(construct))
    .map(({ node }) => node.path);
}

function templatesOf(app: App): string[] {
  return app.synth().stacksRecursively.map((stack) => readFileSync(stack.templateFullPath, 'utf8'));
}

function extendsConstruct(value: Function): boolean {
  const parent = Object.getPrototypeOf(value) as Function | null;
  return parent !== null && (parent.name === 'Construct' || extendsConstruct(parent));
}
