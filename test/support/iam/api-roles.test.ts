import { App, Stack } from 'aws-cdk-lib';
import { runningApi } from '../api';
import { ACCOUNT } from '../cloud';
import { isAllowed } from './decide';
import { roleIn } from './policies';
import { resourcePoliciesOf } from './resource-policies';
import { allowedSet } from './simulate';
import { canAssume } from './trust';
import { universeOf } from './universe';
import { World } from './world';

jest.setTimeout(5 * 60_000);

const world = World.of(Stack.of(runningApi()).node.root as App);
const universe = universeOf(world);

test('the execution role may do exactly what ECS needs to start a task', async () => {
  const { grants } = await allowedSet(roleIn(world, 'ExecutionRole'), universe);
  const parts = grants.map(({ action, resource }) => [action, resource.split(':').slice(5).join(':')].join(' ').trim());
  const stream = 'log-group:/ecs/prd-rl-bank-api:log-stream:sample';
  const streams = ['', '-other', 'x'].map((end) => stream + end);
  const secrets = [
    'API_KEY',
    'AUTH_M2M_CLIENT_ID',
    'AUTH_M2M_CLIENT_SECRET',
    'DB_URI',
    'MAILGUN_API_KEY',
    'SENTRY_DSN',
  ];
  const settings = ['AUTH_AUDIENCE', 'AUTH_DOMAIN', 'CORS_ORIGIN_WHITELIST', 'GRAPHQL_PUBLIC_URL', 'NODE_ENV', 'PORT'];
  const parameters = [...settings, 'SENTRY_RELEASE'].map((name) => `parameter/rl/bank/api/${name}`);
  expect(parts).toEqual([
    'ecr:BatchGetImage repository/rl-bank-api',
    'ecr:GetAuthorizationToken',
    'ecr:GetDownloadUrlForLayer repository/rl-bank-api',
    ...streams.map((name) => `logs:CreateLogStream ${name}`),
    ...streams.map((name) => `logs:PutLogEvents ${name}`),
    ...secrets.map((name) => `secretsmanager:GetSecretValue secret:rl/bank/api/${name}-AbCdEf`),
    ...parameters.map((name) => `ssm:GetParameter ${name}`),
    ...parameters.map((name) => `ssm:GetParameters ${name}`),
  ]);
});

test('the task role may do nothing', async () => {
  const { grants } = await allowedSet(roleIn(world, 'TaskRole'), universe);
  expect(grants).toEqual([]);
});

test.each(['ExecutionRole', 'TaskRole'])('ECS of this account takes the %s on, nobody else does', async (name) => {
  const role = roleIn(world, name);
  const context = { 'aws:SourceAccount': ACCOUNT, 'aws:SourceArn': `arn:aws:ecs:ap-southeast-1:${ACCOUNT}:task/a/b` };
  const principal = 'ecs-tasks.amazonaws.com';
  expect(await canAssume(role, { principal, context })).toBe(true);
  expect(await canAssume(role, { principal })).toBe(false);
  expect(await canAssume(role, { principal, context: { ...context, 'aws:SourceAccount': '999999999999' } })).toBe(
    false,
  );
  expect(await canAssume(role, { principal: 'lambda.amazonaws.com', context })).toBe(false);
});

test('only load balancers of this account write access logs, where their logs belong', async () => {
  const bucket = world.one('AWS::S3::Bucket').arn!;
  const ask = (more: { action?: string; key?: string; source?: string; principal?: string; secure?: string }) => {
    return isAllowed({
      principal: more.principal ?? 'logdelivery.elasticloadbalancing.amazonaws.com',
      action: more.action ?? 's3:PutObject',
      resource: `${bucket}/${more.key ?? `alb/AWSLogs/${ACCOUNT}/log.gz`}`,
      account: ACCOUNT,
      context: {
        'aws:SourceArn': `arn:aws:elasticloadbalancing:ap-southeast-1:${more.source ?? ACCOUNT}:loadbalancer/app/a/b`,
        'aws:SecureTransport': more.secure ?? 'true',
      },
      resourcePolicy: resourcePoliciesOf(world).get(bucket),
    });
  };
  expect(await ask({})).toBe(true);
  expect(await ask({ secure: 'false' })).toBe(false);
  expect(await ask({ source: '999999999999' })).toBe(false);
  expect(await ask({ key: 'alb/AWSLogs/999999999999/log.gz' })).toBe(false);
  expect(await ask({ action: 's3:GetObject' })).toBe(false);
  expect(await ask({ principal: 'cloudtrail.amazonaws.com' })).toBe(false);
});
