// The examples by name, and what an example without a plan has in the sandbox. Without an emulator.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { contextsOf, exampleNamed } from '../examples/example-named.mjs';
import { exampleWithoutPlan } from '../examples/example-without-plan.mjs';
import { appOf, exampleNames } from '../kernel/app.mjs';
import { assembly } from '../kernel/aws/assembly.mjs';
import { Progress } from '../kernel/aws/progress.mjs';
import { missingInputs } from '../kernel/aws/service.mjs';
import { places } from '../kernel/places.mjs';

const folder = mkdtempSync(join(tmpdir(), 'examples-'));
after(() => rmSync(folder, { recursive: true }));

/** A cloud assembly with one stack of the given resources. */
function assemblyOf(Resources, environment = 'aws://111122223333/eu-west-1') {
  const properties = { templateFile: 'One.template.json' };
  const artifacts = {
    One: { type: 'aws:cloudformation:stack', environment, displayName: 'One', properties },
    Tree: { type: 'cdk:tree' },
  };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ artifacts }));
  writeFileSync(join(folder, properties.templateFile), JSON.stringify({ Resources }));
  return assembly(folder);
}

test('an unknown example is refused with the names of all', async () => {
  assert.deepEqual(exampleNames(), [
    'construction-saas',
    'expense-tracker',
    'product-cell',
    'retail-enterprise',
    'rl-bank',
    'rl-main-infra',
  ]);
  await assert.rejects(exampleNamed('shop'), {
    message:
      "'shop' is no example, but must be one of: construction-saas, expense-tracker, product-cell, retail-enterprise, rl-bank, rl-main-infra.",
  });
});

test('an example of templates alone is refused with the command that prints them', async () => {
  await assert.rejects(exampleNamed('landing-zone'), {
    message: /since an organization has many accounts.*npm run demo -- landing-zone/,
  });
});

test('an option that an example does not take is refused', async () => {
  await assert.rejects(exampleNamed('expense-tracker', { config: 'bank.yaml' }), {
    message: "'--config' is bank.yaml, but examples/expense-tracker has no option of that name: leave it out.",
  });
});

test('an example runs in its folder if it has a cdk.json, else at the root', () => {
  assert.equal(appOf('expense-tracker').folder, join(places.examples, 'expense-tracker'));
  assert.equal(appOf('rl-bank').folder, places.root);
});

test('the resource types of an example are those of each launch phase', async () => {
  assert.deepEqual(
    await contextsOf('expense-tracker', folder),
    ['not-ready', 'first-start', 'running'].map((launchPhase) => ({ launchPhase })),
  );
});

test('a stack that has the name of its artifact is known by it', () => {
  const [stack] = assemblyOf({}).stacks;
  assert.deepEqual([stack.stackName, stack.templateFile], ['One', join(folder, 'One.template.json')]);
});

test('an example without a plan: the hosted zone that exists, and a program for each repository of its templates', () => {
  const example = exampleWithoutPlan({ name: 'shop', hostedZone: { id: 'Z1', name: 'shop.example' } });
  const repository = (RepositoryName) => ({ Type: 'AWS::ECR::Repository', Properties: { RepositoryName } });
  const templates = assemblyOf({ A: repository('web'), B: repository('worker'), C: { Type: 'AWS::SQS::Queue' } });
  assert.deepEqual(example.fixtures(templates), {
    account: '111122223333',
    region: 'eu-west-1',
    subnets: [],
    webAcls: [],
    hostedZone: { id: 'Z1', name: 'shop.example' },
  });
  assert.deepEqual(example.repositories(templates), ['web', 'worker']);
});

test('an example without an environment is refused', () => {
  const templates = assemblyOf({}, 'aws://unknown-account/unknown-region');
  assert.throws(() => exampleWithoutPlan({ name: 'shop' }).fixtures(templates), {
    message: "No stack of examples/shop has an account and a region: set 'env'.",
  });
});

test('a stack is timed whether or not its path is its name', () => {
  const lines = [];
  const progress = new Progress(1, (line) => lines.push(line));
  progress.read('tracker-web: deploying... [1/3]');
  progress.read(' ✅  tracker-web');
  assert.match(lines[0], /1\/1 tracker-web +0\.0 s/);
});

const SECRET = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop';

/** A sandbox with these containers, each of a family of its own, and with secrets that have no value. */
function sandboxWith(containers, secrets) {
  const answers = {
    ListTaskDefinitionFamiliesCommand: () => ({ families: containers.map((_, index) => `${index}`) }),
    DescribeTaskDefinitionCommand: ({ taskDefinition }) => ({
      taskDefinition: { containerDefinitions: [containers[Number(taskDefinition)]] },
    }),
    ListSecretsCommand: () => ({ SecretList: secrets.map((ARN) => ({ ARN })) }),
    DescribeSecretCommand: () => ({}),
    ListImagesCommand: () => ({ imageIds: [{ imageTag: 'live' }] }),
  };
  /** @type {any} */
  const sandbox = {
    account: '111122223333',
    ask: async (_, command) => answers[command.constructor.name](command.input),
  };
  return sandbox;
}

test('what is missing: images of ECR, fields of secrets, and secrets that no container reads', async () => {
  const registry = '111122223333.dkr.ecr.eu-west-1.amazonaws.com';
  const secrets = [
    { name: 'USER', valueFrom: `${SECRET}/db-a1B2c3:username::` },
    { name: 'PASSWORD', valueFrom: `${SECRET}/db-a1B2c3:password::` },
  ];
  const containers = [
    { image: `${registry}/web:live`, secrets },
    { image: `${registry}/worker:next`, secrets: secrets.slice(1) },
    { image: 'public.ecr.aws/collector:v1' },
    { image: '906394416424.dkr.ecr.eu-west-1.amazonaws.com/aws-for-fluent-bit:stable' },
  ];
  assert.deepEqual(await missingInputs(sandboxWith(containers, [`${SECRET}/key-a1B2c3`])), {
    images: [`${registry}/worker:next`],
    parameters: [],
    secrets: [
      { id: `${SECRET}/db-a1B2c3`, name: 'shop/db', fields: ['username', 'password'] },
      { id: `${SECRET}/key-a1B2c3`, name: 'shop/key', fields: [] },
    ],
  });
});
