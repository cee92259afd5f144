import assert from 'node:assert/strict';
import { missing, services } from '../../run/kernel/aws/service.mjs';

/** @type {import('../tell.mjs').Story<import('./world.mjs').PlatformWorld>} */
export const firstDeploy = {
  name: 'RB22 the first deployment of the platform: API and relays have 0 tasks, and outputs name the images that are missing',
  async tell(world) {
    world.atFirst = await world.inventory();
    const said = await world.deploy();
    for (const { serviceName, desiredCount, runningCount, pendingCount } of await services(world.sandbox)) {
      assert.deepEqual([desiredCount, runningCount, pendingCount], [0, 0, 0], serviceName);
    }
    const { account, region } = world.sandbox;
    const registry = `${account}.dkr.ecr.${region}.amazonaws.com`;
    const image = `${registry}/platform-api:live`;
    assert.match(said, /SyncPendingInputs = .*haproxy:3\.2-alpine/);
    assert.match(said, /MigrationPendingInputs = .*--repository platform-api --channel live --next/);
    assert.deepEqual(await missing(world.sandbox), [`${registry}/haproxy:3.2-alpine`, image, `${image}-next`]);
  },
};
