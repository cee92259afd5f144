import assert from 'node:assert/strict';
import { follow } from '../plan.mjs';
import { missing, service } from '../../run/kernel/aws/service.mjs';

export const firstDeploy = {
  name: 'RB22 the first deployment, in the order of the plan: 0 tasks without image and values, and it names what is missing',
  async tell(world) {
    const said = await follow(world, /Zone and certificates/, /Image pushed/);
    const { desiredCount, runningCount, pendingCount, deployments } = await service(world.sandbox);
    assert.deepEqual(
      { desiredCount, runningCount, pendingCount },
      { desiredCount: 0, runningCount: 0, pendingCount: 0 },
    );
    assert.deepEqual(
      deployments.map(({ status }) => status),
      ['PRIMARY'],
    );

    const named = /0 tasks until 'readiness' states that these are there: (.+?) \(/.exec(said)[1].split(', ');
    const empty = await missing(world.sandbox);
    assert.deepEqual(named.sort(), empty);
    assert.deepEqual(world.plan.toFill.values.map(({ name }) => name).sort(), empty);
  },
};
