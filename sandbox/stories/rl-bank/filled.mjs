import assert from 'node:assert/strict';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { pushImage } from '../../run/kernel/aws/initial-values.mjs';
import { outsideDatabase } from '../../run/kernel/aws/outside-database.mjs';
import { missing, service } from '../../run/kernel/aws/service.mjs';
import { filledIn } from '../plan.mjs';

/** @type {import('../tell.mjs').Story} */
export const filled = {
  name: 'RB22 the commands of the plan set the values, the image is pushed: nothing is missing, and no task starts',
  async tell(world) {
    world.databaseUri = await outsideDatabase(world.sandbox, { port: 27017 });
    const valueOf = (name) => (name.endsWith('/DB_URI') ? world.databaseUri : `of ${name.split('/').pop()}`);
    for (const line of filledIn(world.plan, valueOf)) await world.shell(line);
    const left = await missing(world.sandbox);
    assert.deepEqual(left, ['982233224911.dkr.ecr.ap-southeast-1.amazonaws.com/rl-bank-api:live']);

    await pushImage(world.sandbox, { repository: 'rl-bank-api', channel: 'live', commit: '0123456' });
    assert.deepEqual(await missing(world.sandbox), []);
    assert.equal((await service(world.sandbox)).desiredCount, 0);

    const secret = new GetSecretValueCommand({ SecretId: 'rl/bank/api/DB_URI' });
    assert.equal((await world.sandbox.ask(SecretsManagerClient, secret)).SecretString, world.databaseUri);
    const parameter = new GetParameterCommand({ Name: '/rl/bank/api/SENTRY_RELEASE' });
    assert.equal((await world.sandbox.ask(SSMClient, parameter)).Parameter.Value, 'of SENTRY_RELEASE');
  },
};
