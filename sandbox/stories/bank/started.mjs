import assert from 'node:assert/strict';
import { changes, withoutTime } from '../account/inventory.mjs';
import { follow } from '../plan.mjs';
import { service } from '../../run/kernel/aws/service.mjs';

export const started = {
  name: 'RB22 readiness is flipped: 2 tasks, and the rest of the order; stated to run, nothing changes that runs',
  async tell(world) {
    const before = await world.inventory();
    await follow(world, /The tasks start/, /The tasks are stated to run/);
    const { desiredCount, runningCount, deployments } = await service(world.sandbox);
    assert.deepEqual({ desiredCount, runningCount }, { desiredCount: 2, runningCount: 2 });
    assert.deepEqual(
      deployments.map(({ rolloutState }) => rolloutState),
      ['COMPLETED'],
    );
    // The flip of readiness touches the stack of the service, and no other.
    const { come, gone } = changes(before, await world.inventory());
    assert.deepEqual(come.map(withoutTime), ['stack prd-rl-bank-api in ap-southeast-1, UPDATE_COMPLETE']);
    assert.deepEqual(gone.map(withoutTime), ['stack prd-rl-bank-api in ap-southeast-1, CREATE_COMPLETE']);

    const running = await service(world.sandbox);
    await follow(world, /The tasks are stated to run/);
    const { taskDefinition, deployments: after } = await service(world.sandbox);
    assert.equal(taskDefinition, running.taskDefinition);
    assert.deepEqual(after[0].id, running.deployments[0].id);
  },
};
