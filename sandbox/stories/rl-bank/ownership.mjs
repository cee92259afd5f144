import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeRepositoriesCommand, ECRClient } from '@aws-sdk/client-ecr';
import { DescribeSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { service } from '../../run/kernel/aws/service.mjs';
import { limits } from '../../run/kernel/limits.mjs';
import { places } from '../../run/kernel/places.mjs';
import { deleteStack } from '../account/delete-stack.mjs';
import { digestOf } from '../account/tasks.mjs';

const REPOSITORY = 'rl-bank-api';
const SECRET = 'rl/bank/api/API_KEY';
const LOG_GROUP = '/ecs/prd-rl-bank-api';

/** @type {import('../tell.mjs').Story} */
export const adoptedInstead = {
  name: 'RB24 repository, secret and log group of the bank are adopted instead: nothing is deleted, and the tasks run on',
  async tell(world) {
    const before = await held(world);
    await world.write({
      'adopt.repository': true,
      'adopt.secretArns': { API_KEY: before.secret.ARN },
      'adopt.logGroupName': LOG_GROUP,
    });
    await world.deploy();
    assert.deepEqual(await held(world), before);

    const images = { name: 'prd-rl-bank-images', region: 'ap-southeast-1' };
    await deleteStack(world.sandbox, images); // the repository goes to another team
    assert.deepEqual(await held(world), before);
    assert.equal((await service(world.sandbox)).runningCount, 2);
  },
};

/** @type {import('../tell.mjs').Story} */
export const ownedAgain = {
  name: 'RB24 with the mapping file of the plan `cdk import` makes the log group a part of its stack again, as it is',
  async tell(world) {
    const before = await held(world);
    await world.restore(['adopt.logGroupName']);
    await world.write({ createResources: false });
    // An opened gate takes the plan out of the assembly. The repository and the secret are types that MiniStack cannot import.
    const mapping = JSON.parse(readFileSync(join(places.out, 'plan-Bank-Gate', 'import-prd-rl-bank-api.json'), 'utf8'));
    const [entry] = Object.entries(mapping).filter(([, { LogGroupName }]) => LogGroupName === LOG_GROUP);
    await world.restore(['createResources']);

    const file = join(places.run, 'mapping.json');
    writeFileSync(file, JSON.stringify(Object.fromEntries([entry])));
    const args = ['import', 'Bank/api', '--resource-mapping', file, '--force', '--app', places.out];
    await world.sandbox.cdk('cdk import', args, { seconds: limits.deploy });
    await world.deploy('Bank/api');
    assert.deepEqual(await held(world), before);
    assert.equal((await service(world.sandbox)).runningCount, 2);
  },
};

/** What they are, and hold: the image that the tasks run, a value, the logs. */
async function held({ sandbox }) {
  const { repositories } = await sandbox.ask(
    ECRClient,
    new DescribeRepositoriesCommand({ repositoryNames: [REPOSITORY] }),
  );
  const described = new DescribeSecretCommand({ SecretId: SECRET });
  const { ARN, VersionIdsToStages } = await sandbox.ask(SecretsManagerClient, described);
  const groups = new DescribeLogGroupsCommand({ logGroupNamePrefix: LOG_GROUP });
  const { logGroups } = await sandbox.ask(CloudWatchLogsClient, groups);
  const [{ repositoryArn, createdAt }] = repositories;
  const [{ arn, creationTime, retentionInDays }] = logGroups;
  return {
    repository: { repositoryArn, createdAt, live: await digestOf(sandbox, 'live') },
    secret: { ARN, VersionIdsToStages },
    logGroup: { arn, creationTime, retentionInDays },
  };
}
