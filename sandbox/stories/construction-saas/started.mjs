import assert from 'node:assert/strict';
import { openEntra } from './users.mjs';
import { DOMAIN, onboardTenants } from '../../run/examples/construction-saas/example.mjs';
import { publish } from '../../run/examples/construction-saas/pages.mjs';
import { release } from '../../run/examples/construction-saas/release.mjs';
import { fill } from '../../run/examples/example-without-plan.mjs';
import { missing, services } from '../../run/kernel/aws/service.mjs';

/** @type {import('../tell.mjs').Story<import('./world.mjs').PlatformWorld>} */
export const started = {
  name: 'CM2b a release makes the schemas, an operator adds tenants, CM2d and the launch phases start the tasks of the API',
  async tell(world) {
    const { sandbox } = world;
    await openEntra();
    await fill(sandbox);
    await release(sandbox);
    assert.deepEqual(await missing(sandbox), []);
    await onboardTenants(sandbox);
    await publish(sandbox, DOMAIN);
    await world.synthesize({ launchPhase: 'first-start' });
    await world.deploy('london/api', '--exclusively');
    world.context = { launchPhase: 'running' };
    await world.synthesize(world.context);
    await world.deploy(); // and alarms of what runs
    for (const { serviceName, desiredCount, runningCount, deployments } of await services(sandbox)) {
      const states = deployments.map(({ rolloutState }) => rolloutState);
      assert.deepEqual([desiredCount, runningCount, ...states], [2, 2, 'COMPLETED'], serviceName);
    }
  },
};
