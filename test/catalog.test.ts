import { readFileSync } from 'node:fs';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import * as library from '../src';
import { appOf, variants } from './support/catalog';
import { lambdasIn, newApp, workloadStack } from './support/cloud';

/** How many Lambdas each construct adds; the folder's README says the same. */
const LAMBDAS: Record<string, number> = {
  BankApiService: 0,
  BankMvp: 0,
  BankObservability: 0,
  UptimeCheck: 0,
  DeployRole: 0,
  ImagePushRole: 0,
  InfrastructureRole: 0,
  LeastPrivilegeDeployRoles: 0,
  OidcIssuer: 0,
  PlanRole: 0,
  ReleaseMarkerRole: 0,
  ResourceGate: 0,
  ServiceRollRole: 0,
  SitePublishRole: 0,
  StackDeployRole: 0,
  EdgeCertificate: 0,
  BankDns: 0,
  BankSecretsScaffold: 0,
  ContainerImageChannel: 0,
  ExternalDatabase: 0,
  ImportedNetwork: 0,
  ValkeyCache: 0,
  StaticSpaSite: 0,
};

test('every construct of the library is in the catalog', () => {
  const exported = Object.values(library).flatMap((folder) => Object.entries(folder));
  const constructs = exported.filter(([, value]) => typeof value === 'function' && extendsConstruct(value));

  expect(new Set(variants.map(({ construct }) => construct))).toEqual(new Set(constructs.map(([name]) => name)));
});

test.each(variants)('$construct with its $name adds the Lambdas it tells of', ({ construct, build }) => {
  expect(lambdasIn(appOf(build))).toHaveLength(LAMBDAS[construct]);
});

test('a Lambda would be counted', () => {
  const app = newApp();
  const code = Code.fromInline('exports.handler = () => {}');
  new LambdaFunction(workloadStack(app), 'F', { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code });

  expect(lambdasIn(app)).toEqual(['AWS::Lambda::Function']);
});

test.each(variants)('$construct with its $name makes the same templates every time', ({ build }) => {
  expect(templatesOf(build)).toEqual(templatesOf(build));
});

function templatesOf(build: (typeof variants)[number]['build']): string[] {
  return appOf(build)
    .synth()
    .stacksRecursively.map((stack) => readFileSync(stack.templateFullPath, 'utf8'));
}

function extendsConstruct(value: Function): boolean {
  const parent = Object.getPrototypeOf(value) as Function | null;
  return parent !== null && (parent.name === 'Construct' || extendsConstruct(parent));
}
