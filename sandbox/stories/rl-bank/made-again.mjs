import assert from 'node:assert/strict';
import { ListSecretsCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { missing, service } from '../../run/kernel/aws/service.mjs';

/** @type {import('../tell.mjs').Story} */
export const failedCreation = {
  name: 'RB22 a failed creation leaves existing resources as they were, and is deleted as docs/first-deploy.md says',
  async tell(world) {
    await assert.rejects(world.deploy('Bank/settings'), /rl\/bank\/api\/API_KEY already exists/);
    assert.equal(await valueOf(world, 'rl/bank/api/DB_URI'), world.databaseUri);

    const stack = '--stack-name prd-rl-bank-settings --region ap-southeast-1';
    await assert.rejects(world.shell(`aws cloudformation delete-stack ${stack}`), /TerminationProtection is enabled/);
    await world.shell(`aws cloudformation update-termination-protection --no-enable-termination-protection ${stack}`);
    await world.shell(`aws cloudformation delete-stack ${stack}`);
    await world.shell(`aws cloudformation wait stack-delete-complete ${stack}`);
    assert.equal(await valueOf(world, 'rl/bank/api/DB_URI'), world.databaseUri);
  },
};

/** @type {import('../tell.mjs').Story} */
export const madeAgain = {
  name: 'RB22 the bank is created again with retained resources: adopted by name, with their values, 2 tasks at once',
  async tell(world) {
    const { SecretList } = await world.sandbox.ask(SecretsManagerClient, new ListSecretsCommand({ MaxResults: 100 }));
    await world.write({
      'adopt.repository': true,
      'adopt.logGroupName': '/ecs/prd-rl-bank-api',
      'adopt.secretArns': Object.fromEntries(SecretList.map(({ Name, ARN }) => [Name.split('/').pop(), ARN])),
      'webapp.bucketName': 'prd-rl-bank-webapp-again',
      'merchantPortal.bucketName': 'prd-rl-bank-mp-webapp-again',
      'api.launchPhase': 'running',
    });
    await world.deploy();
    assert.deepEqual(await missing(world.sandbox), []);
    assert.equal((await service(world.sandbox)).runningCount, 2);
    assert.equal(await valueOf(world, 'rl/bank/api/DB_URI'), world.databaseUri);
  },
};

function valueOf(world, secret) {
  return world.shell(`aws secretsmanager get-secret-value --secret-id ${secret} --query SecretString --output text`);
}
