import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import { context } from '../../examples/rl-main-infra/cdk.json';
import { newApp } from '../support/cloud';
import { requireExample } from '../support/example';

jest.setTimeout(30_000);

const HOST = ['network', 'shared', 'todo-api'];

const { app: closedApp, mainInfra } = requireExample<{ app: App; mainInfra: (app: App) => App }>(
  'rl-main-infra',
  context,
);
const bank = { ...context['infra:bankMvp'], createResources: true };
const openApp = mainInfra(newApp({ context: { ...context, 'infra:bankMvp': bank } }));
const withoutBank = mainInfra(
  newApp({ context: { ...context, 'infra:bankMvp': { ...bank, enabled: false, createResources: false } } }),
);

const closed = closedApp.synth();
const open = openApp.synth();

function textOf({ templateFullPath }: CloudFormationStackArtifact): string {
  return readFileSync(templateFullPath, 'utf8');
}

function hostTemplates(app: App): string[] {
  return HOST.map((name) => textOf(app.synth().getStackByName(name)));
}

function bankStacks(): CloudFormationStackArtifact[] {
  return open.stacksRecursively.filter(({ stackName }) => !HOST.includes(stackName));
}

/** Resource types of the bank in the host's app, by stack. */
function typesOf({ template }: CloudFormationStackArtifact): string[] {
  return [...new Set(Object.values<{ Type: string }>(template.Resources ?? {}).map(({ Type }) => Type))].sort();
}

test('RB24 the templates of the host are byte for byte the same without the bank, with a closed and with an open gate', () => {
  const [without, planned, deployed] = [withoutBank, closedApp, openApp].map(hostTemplates);

  expect(planned).toEqual(without);
  expect(deployed).toEqual(without);
});

test('RB24 the host is synthesized without an AWS account: nothing is looked up', () => {
  expect([closed, open].map(({ manifest }) => manifest.missing)).toEqual([undefined, undefined]);
});

test('RB24 a closed gate leaves the host what `cdk deploy --all` reaches', () => {
  const deployable = closed.stacksRecursively.filter(({ template }) => template.Resources !== undefined);

  expect(deployable.map(({ stackName }) => stackName).sort()).toEqual(HOST);
});

test('RB24 no stack of the host depends on one of the bank, and none of the bank on one of the host', () => {
  const isHost = (name: string) => HOST.includes(name);
  const stacks = new Map(open.stacksRecursively.map(({ id, stackName }) => [id, stackName]));
  const dependencies = open.stacksRecursively.flatMap((stack) =>
    stack.dependencies.flatMap(({ id }) => (stacks.has(id) ? [[stack.stackName, stacks.get(id)!]] : [])),
  );
  const across = dependencies.filter(([from, to]) => isHost(from) !== isHost(to));

  expect(dependencies).toEqual(
    expect.arrayContaining([
      ['todo-api', 'shared'],
      ['prd-rl-bank-sites', 'prd-rl-bank-sites-edge'],
    ]),
  );
  expect(across).toEqual([]);
});

test('RB24 the bank creates nothing that the host has: hosted zone, repository, cluster, OIDC provider, VPC', () => {
  const types = bankStacks().flatMap(typesOf);
  const hosts = HOST.flatMap((name) => typesOf(open.getStackByName(name)));
  const adopted = [
    'AWS::Route53::HostedZone',
    'AWS::ECR::Repository',
    'AWS::ECS::Cluster',
    'AWS::IAM::OIDCProvider',
    'AWS::EC2::VPC',
  ];

  expect(hosts).toEqual(expect.arrayContaining(adopted));
  expect(types.filter((type) => adopted.includes(type))).toEqual([]);
});

test('LB4 examples/rl-main-infra with its gate open has the stacks and types that were read by eye', () => {
  expect(Object.fromEntries(bankStacks().map((stack) => [stack.stackName, typesOf(stack)]))).toMatchSnapshot();
});
