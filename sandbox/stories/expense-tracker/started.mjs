import assert from 'node:assert/strict';
import { banks } from './rates.mjs';
import { fill } from '../../run/examples/example-without-plan.mjs';
import { release } from '../../run/examples/expense-tracker/release.mjs';
import { missing, services } from '../../run/kernel/aws/service.mjs';

/** @type {import('../tell.mjs').Story<import('../app-world.mjs').AppWorld>} */
export const started = {
  name: 'RB22 with values and images nothing is missing and no task starts; the launch phase starts those of each service',
  async tell(world) {
    await fill(world.sandbox);
    await release(world.sandbox); // the schema is there, and the tag, before the first task
    assert.deepEqual(await missing(world.sandbox), []);
    for (const { serviceName, desiredCount } of await services(world.sandbox)) {
      assert.equal(desiredCount, 0, serviceName);
    }

    world.context = { launchPhase: 'running', ...(await banks()) };
    await world.synthesize(world.context);
    await world.deploy();
    for (const { serviceName, desiredCount, runningCount, deployments } of await services(world.sandbox)) {
      assert.ok(desiredCount > 0, serviceName);
      assert.equal(runningCount, desiredCount, serviceName);
      const states = deployments.map(({ rolloutState }) => rolloutState);
      assert.deepEqual(states, ['COMPLETED'], serviceName);
    }
  },
};
