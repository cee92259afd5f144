import assert from 'node:assert/strict';
import { tasksOf } from '../../run/examples/rl-bank/task.mjs';
import { service } from '../../run/kernel/aws/service.mjs';
import { changes, withoutTime } from '../account/inventory.mjs';

const SECRET = 'rl/bank/api/TWILIO_VERIFY_SID';

/** @type {import('../tell.mjs').Story} */
export const failedUpdate = {
  name: 'LB5 a failed update is rolled back: the API runs as before, and the error names the existing secret',
  async tell(world) {
    const before = await service(world.sandbox);
    await world.shell(`aws secretsmanager create-secret --name ${SECRET} --secret-string 'of another owner'`);
    await world.write({ 'api.twilioKeys': ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_VERIFY_SID'] });
    await assert.rejects(world.deploy(), new RegExp(`${SECRET} already exists`));

    const { come, gone } = changes(world.deployed, await world.inventory());
    assert.deepEqual(come.map(withoutTime), [
      `secret ${SECRET} in ap-southeast-1`,
      'stack prd-rl-bank-settings in ap-southeast-1, UPDATE_ROLLBACK_COMPLETE',
    ]);
    assert.equal(gone.length, 1, 'the stack of the settings, before the update');
    const after = await service(world.sandbox);
    assert.deepEqual([after.taskDefinition, after.runningCount], [before.taskDefinition, 2]);
  },
};

/** @type {import('../tell.mjs').Story} */
export const retriedUpdate = {
  name: 'LB5 without the existing secret the update fails until it has a value, then succeeds, and so does its reversal',
  async tell(world) {
    await world.shell(`aws secretsmanager delete-secret --secret-id ${SECRET} --force-delete-without-recovery`);
    const { taskDefinition } = await service(world.sandbox);
    await assert.rejects(world.deploy(), /ECS Deployment Circuit Breaker was triggered/);
    const { tasks } = await tasksOf(world.sandbox, 'STOPPED');
    assert.match(
      `${tasks.map(({ stoppedReason }) => stoppedReason)}`,
      /ResourceInitializationError: unable to pull secrets .*TWILIO_VERIFY_SID/,
    );
    const after = await service(world.sandbox);
    assert.deepEqual([after.taskDefinition, after.runningCount], [taskDefinition, 2], 'the tasks run as before');

    await world.shell(`aws secretsmanager put-secret-value --secret-id ${SECRET} --secret-string 'of the bank'`);
    await world.deploy();
    const { come } = changes(world.deployed, await world.inventory());
    assert.ok(come.includes(`secret ${SECRET} in ap-southeast-1`), 'the secret is created');

    await world.write({ 'api.twilioKeys': ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN'] });
    await world.deploy();
    const left = changes(world.deployed, await world.inventory());
    assert.deepEqual(
      left.come.filter((line) => !/^(stack|task definition)/.test(line)),
      [`secret ${SECRET} in ap-southeast-1`],
      'a secret is retained when the config no longer names it',
    );
    await world.shell(`aws secretsmanager delete-secret --secret-id ${SECRET} --force-delete-without-recovery`);
    world.deployed = await world.inventory();
  },
};
