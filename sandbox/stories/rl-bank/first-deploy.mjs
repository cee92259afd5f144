import assert from 'node:assert/strict';
import { missing, service } from '../../run/kernel/aws/service.mjs';
import { follow } from '../plan.mjs';

/** @type {import('../tell.mjs').Story} */
export const firstDeploy = {
  name: 'RB22 the first deployment, in the order of the plan: 0 tasks without image and values, and the output names both',
  async tell(world) {
    const said = await follow(world, /Zone and certificates/, /Image and values/);
    const { desiredCount, runningCount, pendingCount, deployments } = await service(world.sandbox);
    assert.deepEqual(
      { desiredCount, runningCount, pendingCount },
      { desiredCount: 0, runningCount: 0, pendingCount: 0 },
    );
    assert.deepEqual(
      deployments.map(({ status }) => status),
      ['PRIMARY'],
    );

    const named =
      said.match(/0 tasks until 'launchPhase' states that these are there: (.+?) \(/)?.[1].split(', ') ?? [];
    const empty = await missing(world.sandbox);
    assert.deepEqual(named.sort(), empty);
    assert.deepEqual(world.plan.pendingInputs.values.map(({ target }) => target).sort(), empty);
  },
};
