import assert from 'node:assert/strict';
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeRepositoriesCommand, ECRClient } from '@aws-sdk/client-ecr';
import { container, service } from '../../run/kernel/aws/service.mjs';

/** @typedef {import('../../run/kernel/aws/sandbox.mjs').Sandbox} Sandbox */

const SECRETS_MANAGER = 'arn:aws:secretsmanager:ap-southeast-1:982233224911:secret:rl/bank/api/';
const PARAMETER_STORE = 'arn:aws:ssm:ap-southeast-1:982233224911:parameter/rl/bank/api/';
/** The environment variables of the container, and where each value is stored. */
const ENVIRONMENT = {
  API_KEY: SECRETS_MANAGER,
  AUTH_AUDIENCE: PARAMETER_STORE,
  AUTH_DOMAIN: PARAMETER_STORE,
  AUTH_M2M_CLIENT_ID: SECRETS_MANAGER,
  AUTH_M2M_CLIENT_SECRET: SECRETS_MANAGER,
  CACHE_URI: PARAMETER_STORE,
  CORS_ORIGIN_WHITELIST: PARAMETER_STORE,
  DB_URI: SECRETS_MANAGER,
  GRAPHQL_PUBLIC_URL: PARAMETER_STORE,
  MAILGUN_API_KEY: SECRETS_MANAGER,
  NODE_ENV: PARAMETER_STORE,
  PORT: PARAMETER_STORE,
  SENTRY_DSN: SECRETS_MANAGER,
  SENTRY_RELEASE: PARAMETER_STORE,
  TWILIO_ACCOUNT_SID: SECRETS_MANAGER,
  TWILIO_AUTH_TOKEN: SECRETS_MANAGER,
};

/** @param {Sandbox} sandbox */
export async function theService(sandbox) {
  const { deploymentConfiguration, networkConfiguration, ...other } = await service(sandbox);
  assert.deepEqual(deploymentConfiguration.deploymentCircuitBreaker, { enable: true, rollback: true });
  const { assignPublicIp, subnets } = networkConfiguration.awsvpcConfiguration;
  assert.equal(assignPublicIp, 'DISABLED');
  assert.deepEqual([...subnets].sort(), ['subnet-0a1b2c3d4e5f60713', 'subnet-0a1b2c3d4e5f60714']);
  assert.equal(other.enableExecuteCommand, false);
  assert.equal(other.propagateTags, 'SERVICE');
}

/** @param {Sandbox} sandbox */
export async function theTask(sandbox) {
  const task = await container(sandbox);
  assert.equal(task.user, '1000:1000');
  assert.equal(task.readonlyRootFilesystem, true);
  assert.equal(task.environment ?? undefined, undefined);
  assert.deepEqual(
    task.portMappings.map(({ containerPort }) => containerPort),
    [9000],
  );
  assert.equal(task.logConfiguration.options['awslogs-group'], '/ecs/prd-rl-bank-api');
  // Secrets Manager appends six random characters to a name.
  assert.deepEqual(
    task.secrets.map(({ name, valueFrom }) => [name, valueFrom.replace(/(:secret:.+)-\w{6}$/, '$1')]).sort(),
    Object.entries(ENVIRONMENT).map(([name, place]) => [name, `${place}${name}`]),
  );
}

/** @param {Sandbox} sandbox */
export async function theImagesAndLogs(sandbox) {
  const repository = new DescribeRepositoriesCommand({ repositoryNames: ['rl-bank-api'] });
  const { repositories } = await sandbox.ask(ECRClient, repository);
  assert.equal(repositories[0].imageScanningConfiguration.scanOnPush, true);
  const group = new DescribeLogGroupsCommand({ logGroupNamePrefix: '/ecs/prd-rl-bank-api' });
  const { logGroups } = await sandbox.ask(CloudWatchLogsClient, group);
  assert.deepEqual(
    logGroups.map(({ logGroupName, retentionInDays }) => [logGroupName, retentionInDays]),
    [['/ecs/prd-rl-bank-api', 90]],
  );
}
