import assert from 'node:assert/strict';
import { service } from '../../run/kernel/aws/service.mjs';
import { changes, withoutTime } from '../account/inventory.mjs';

const SECRET = 'rl/bank/api/TWILIO_VERIFY_SID';

export const failedUpdate = {
  name: 'LB5 an update that fails is taken back: the API runs on as before, and says which name was taken',
  async tell(world) {
    const before = await service(world.sandbox);
    await world.shell(`aws secretsmanager create-secret --name ${SECRET} --secret-string 'of somebody'`);
    await world.write({ 'api.twilioKeys': ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_VERIFY_SID'] });
    await assert.rejects(world.deploy(), new RegExp(`${SECRET} already exists`));

    const { come, gone } = changes(world.deployed, await world.inventory());
    assert.deepEqual(come.map(withoutTime), [
      `secret ${SECRET} in ap-southeast-1`,
      'stack prd-rl-bank-settings in ap-southeast-1, UPDATE_ROLLBACK_COMPLETE',
    ]);
    assert.equal(gone.length, 1, 'the settings as they were before');
    const after = await service(world.sandbox);
    assert.deepEqual([after.taskDefinition, after.runningCount], [before.taskDefinition, 2]);
  },
};

export const retriedUpdate = {
  name: 'LB5 the name is given up, the same update goes through, and back again',
  async tell(world) {
    await world.shell(`aws secretsmanager delete-secret --secret-id ${SECRET} --force-delete-without-recovery`);
    await world.deploy();
    await world.shell(`aws secretsmanager put-secret-value --secret-id ${SECRET} --secret-string 'of ours'`);
    const { come } = changes(world.deployed, await world.inventory());
    assert.ok(come.includes(`secret ${SECRET} in ap-southeast-1`), 'the secret is made');

    await world.write({ 'api.twilioKeys': ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN'] });
    await world.deploy();
    const left = changes(world.deployed, await world.inventory());
    assert.deepEqual(
      left.come.filter((line) => !/^(stack|task definition)/.test(line)),
      [`secret ${SECRET} in ap-southeast-1`],
      'a secret is kept when a config no longer names it',
    );
    await world.shell(`aws secretsmanager delete-secret --secret-id ${SECRET} --force-delete-without-recovery`);
    world.deployed = await world.inventory();
  },
};
