import assert from 'node:assert/strict';
import { service } from '../../run/kernel/aws/service.mjs';
import { changes, withoutTime } from '../account/inventory.mjs';
import { follow } from '../plan.mjs';

/** @type {import('../tell.mjs').Story} */
export const started = {
  name: 'RB22 the launch phase starts 2 tasks, then the other steps of the plan; the last phase changes no running task',
  async tell(world) {
    const before = await world.inventory();
    await follow(world, /Start the tasks/, /Set the launch phase to running/);
    const { desiredCount, runningCount, deployments } = await service(world.sandbox);
    assert.deepEqual({ desiredCount, runningCount }, { desiredCount: 2, runningCount: 2 });
    assert.deepEqual(
      deployments.map(({ rolloutState }) => rolloutState),
      ['COMPLETED'],
    );
    // The launch phase changes the stack of the service only.
    const { come, gone } = changes(before, await world.inventory());
    assert.deepEqual(come.map(withoutTime), ['stack prd-rl-bank-api in ap-southeast-1, UPDATE_COMPLETE']);
    assert.deepEqual(gone.map(withoutTime), ['stack prd-rl-bank-api in ap-southeast-1, CREATE_COMPLETE']);

    const running = await service(world.sandbox);
    await follow(world, /Set the launch phase to running/);
    const { taskDefinition, deployments: after } = await service(world.sandbox);
    assert.equal(taskDefinition, running.taskDefinition);
    assert.deepEqual(after[0].id, running.deployments[0].id);
  },
};
