// Each story has to be able to fail: worlds in which something went wrong. Without an emulator.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asPlanned } from '../bank/as-planned.mjs';
import { closed } from '../bank/closed.mjs';
import { destroyed } from '../bank/destroyed.mjs';
import { firstDeploy } from '../bank/first-deploy.mjs';
import { closedAgain, openedAgain, protectedFromHaste } from '../bank/gate.mjs';

const CLOSED =
  'Bank/Gate is closed: no command creates, changes or deletes what is behind it\nstack has no resources, skipping deployment';
const nine = Array.from({ length: 9 }, (_, index) => ({ name: `stack-${index}`, region: 'r', resources: {} }));
const ask = (answers) => async (Client, command) => answers[command.constructor.name];

/** A world in which all is well, but for what is given. */
function world(given) {
  const deployed = ['bucket of the bank', 'stack api, since then'];
  return {
    atFirst: [],
    deployed,
    plan: { stacks: nine },
    inventory: async () => deployed,
    write: async () => {},
    deploy: async () => CLOSED,
    destroy: async () => '',
    ...given,
  };
}

/** An account to which something happens from the given look on. */
function changing(before, after, from = 1) {
  let looked = 0;
  return async () => (looked++ < from ? before : after);
}

test('closed: something is created', async () => {
  await closed.tell(world({ inventory: async () => [] }));
  await assert.rejects(closed.tell(world({ inventory: changing([], ['stack api']) })), /stack api/);
});

test('closed: the CLI says nothing of the gate', async () => {
  await assert.rejects(closed.tell(world({ inventory: async () => [], deploy: async () => '' })), /is closed/);
});

for (const [what, after] of [
  ['something is deleted', ['stack api, since then']],
  ['a stack is touched', ['bucket of the bank', 'stack api, since now']],
]) {
  const inventory = () => changing(['bucket of the bank', 'stack api, since then'], after);
  test(`closed again: ${what}`, async () => {
    await closedAgain.tell(world());
    await assert.rejects(closedAgain.tell(world({ inventory: inventory() })), /cdk deploy --all/);
    const late = changing(['bucket of the bank', 'stack api, since then'], after, 3);
    await assert.rejects(closedAgain.tell(world({ inventory: late })), /cdk destroy --all/);
  });
  test(`opened again: ${what}`, async () => {
    const deploy = async () => nine.map(({ name }) => `✅  ${name} (no changes)`).join('\n');
    await openedAgain.tell(world({ deploy }));
    await assert.rejects(openedAgain.tell(world({ deploy, inventory: async () => after })));
  });
}

test('opened again: one stack has a change', async () => {
  const deploy = async () => nine.map(({ name }, index) => `✅  ${name}${index ? ' (no changes)' : ''}`).join('\n');
  await assert.rejects(openedAgain.tell(world({ deploy })), /8 !== 9|stack-0/);
});

test('haste: nothing stops it', async () => {
  await assert.rejects(protectedFromHaste.tell(world()), /Missing expected rejection/);
});

test('first deployment: it names one thing less than is missing', async () => {
  const sandbox = {
    ask: ask({
      ListClustersCommand: { clusterArns: ['c'] },
      ListServicesCommand: { serviceArns: ['s'] },
      DescribeServicesCommand: {
        services: [{ desiredCount: 0, runningCount: 0, pendingCount: 0, deployments: [{ status: 'PRIMARY' }] }],
      },
      DescribeTaskDefinitionCommand: {
        taskDefinition: {
          containerDefinitions: [
            {
              image: '1.dkr.ecr.r.amazonaws.com/api:live',
              secrets: [{ name: 'KEY', valueFrom: 'arn:aws:secretsmanager:r:1:secret:bank/KEY-123456' }],
            },
          ],
        },
      },
      ListImagesCommand: { imageIds: [] },
      DescribeSecretCommand: {},
    }),
  };
  const told = (names) => {
    const order = [
      { step: 'Zone and certificates', lines: ['npx cdk deploy Bank/api'] },
      { step: 'Image pushed', lines: [] },
    ];
    const plan = { order, toFill: { values: [{ name: '1.dkr.ecr.r.amazonaws.com/api:live' }, { name: 'bank/KEY' }] } };
    const deploy = async () =>
      `0 tasks until 'readiness' states that these are there: ${names} (Construct Annotations)`;
    return firstDeploy.tell({ sandbox, plan, deploy });
  };
  await told('1.dkr.ecr.r.amazonaws.com/api:live, bank/KEY');
  await assert.rejects(told('1.dkr.ecr.r.amazonaws.com/api:live'), /bank\/KEY/);
});

test('as planned: the plan knows another number of resources, or another value', async () => {
  const sandbox = (value) => ({
    ask: ask({
      DescribeStacksCommand: {
        Stacks: [{ StackName: 'api', StackStatus: 'CREATE_COMPLETE', EnableTerminationProtection: true }],
      },
      ListStackResourcesCommand: { StackResourceSummaries: [{ ResourceType: 'AWS::S3::Bucket' }] },
      GetParameterCommand: { Parameter: { Value: value } },
      ListResourceRecordSetsCommand: { ResourceRecordSets: [{ Type: 'A', Name: 'api.bank.example.' }] },
    }),
  });
  const plan = (buckets, name) => ({
    stacks: [{ name: 'api', region: 'r', path: 'Bank/api', resources: { 'AWS::S3::Bucket': buckets } }],
    settings: { parameters: [{ name: '/bank/URI', value: 'rediss://<Bank/cache>.Endpoint.Address:6379' }] },
    names: { records: [{ name, type: 'A' }], certificates: [] },
  });
  const right = sandbox('rediss://cache.example:6379');
  await asPlanned.tell({ sandbox: right, plan: plan(1, 'api.bank.example') });
  await assert.rejects(asPlanned.tell({ sandbox: right, plan: plan(2, 'api.bank.example') }));
  await assert.rejects(asPlanned.tell({ sandbox: right, plan: plan(1, 'app.bank.example') }));
  await assert.rejects(asPlanned.tell({ sandbox: sandbox('redis://:6379'), plan: plan(1, 'api.bank.example') }), /URI/);
});

test('destroyed: something is left, or something that is to be kept is lost', async () => {
  const kept = [
    'bucket prd-rl-bank-api-bankapiaccesslogs1',
    'bucket prd-rl-bank-mp-webapp',
    'bucket prd-rl-bank-sites-bankmpwebstaticsiteaccesslogs1',
    'bucket prd-rl-bank-sites-bankwebstaticsiteaccesslogs1',
    'bucket prd-rl-bank-webapp',
    'log group /ecs/prd-rl-bank-api in ap-southeast-1',
    'repository rl-bank-api in ap-southeast-1',
    'parameter /rl/bank/api/SENTRY_RELEASE in ap-southeast-1',
    ...['API_KEY', 'AUTH_M2M_CLIENT_ID', 'AUTH_M2M_CLIENT_SECRET', 'DB_URI', 'MAILGUN_API_KEY'],
    ...['SENTRY_DSN', 'TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN'],
  ].map((line) => (line.includes(' ') ? line : `secret rl/bank/api/${line} in ap-southeast-1`));
  const sandbox = {
    ask: ask({
      DescribeLoadBalancersCommand: { LoadBalancers: [{ LoadBalancerArn: 'a' }] },
      DescribeLoadBalancerAttributesCommand: { Attributes: [{ Key: 'deletion_protection.enabled', Value: 'false' }] },
      DescribeListenersCommand: { Listeners: [] },
      DescribeTargetGroupsCommand: { TargetGroups: [] },
    }),
  };
  const told = (left) => destroyed.tell(world({ sandbox, atFirst: ['zone'], inventory: async () => left }));
  await told(['zone', ...kept]);
  await assert.rejects(told(['zone', ...kept, 'role of nobody']), /left without a reason/);
  await assert.rejects(told(['zone', ...kept.slice(1)]), /lost/);
  await assert.rejects(told(kept), /zone/);
});
