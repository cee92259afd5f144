import assert from 'node:assert/strict';
import { print } from './cell-world.mjs';
import { LIVE } from './cells.mjs';
import { during } from './load.mjs';
import { release } from '../../run/examples/product-cell/release.mjs';
import { services } from '../../run/kernel/aws/service.mjs';
import { places } from '../../run/kernel/places.mjs';
import { changedKeys, physicalIds } from '../account/stacks.mjs';
import { until } from '../until.mjs';

/** @type {import('../tell.mjs').Story<import('./cell-world.mjs').CellWorld>} */
export const added = {
  name: 'PC3b a module is added to a cell that runs: its stack is new, no other changes but the list of the root, a release finds it, and no request fails meanwhile',
  async tell(world) {
    const { sandbox } = world;
    const before = await physicalIds(sandbox, world.assemblyOf(LIVE));
    await world.synthesizeCell(LIVE, { launchPhase: 'first-start', modules: 'tasks,contacts' });
    const diff = await world.compare('diff');
    const stacks = diff.matchAll(/^Stack (\S+) .*\n(?!There were no differences)/gm);
    const changed = [...stacks].map(([, path]) => path);
    assert.deepEqual(changed.sort(), ['ProductCell', 'ProductCell/module-contacts'], diff);

    const steps = {};
    const contacts = () => world.ask(LIVE, '/v2/contacts/health');
    assert.equal((await contacts()).status, 404);
    const { asked, failed, seconds, slowest } = await during(
      Object.fromEntries(
        ['/v1/health', '/v2/health', '/v2/tasks/health'].map((path) => [path, () => world.ask(LIVE, path)]),
      ),
      async () => {
        const from = performance.now();
        await world.deploy();
        steps.deploy = Math.round((performance.now() - from) / 1000);
        assert.equal((await contacts()).status, 404, 'tasks that ran before know nothing of it');
        await release(sandbox, LIVE);
        steps.release = Math.round((performance.now() - from) / 1000) - steps.deploy;
        const { body } = await until('the module', contacts, ({ status }) => status === 200);
        assert.deepEqual(body, { healthy: true, module: 'contacts' });
        await rollOlder(world);
      },
    );
    print(`${LIVE} gets a module`, {
      ...steps,
      'seconds under load': seconds,
      requests: asked,
      failed: failed.length,
      'slowest, ms': slowest,
    });
    assert.deepEqual(failed, []);
    assert.ok(asked > 50, `${asked} requests`);
    assert.deepEqual(changedKeys(before, await physicalIds(sandbox, places.out)), []);
    assert.equal((await world.ask(LIVE, '/v1/contacts/health')).status, 200);
  },
};

/** A release rolls the newest version: older ones find the module when their tasks are replaced. */
async function rollOlder({ sandbox }) {
  const ofCell = async () =>
    (await services(sandbox)).filter(
      ({ clusterArn, serviceName }) => clusterArn.endsWith(`/${LIVE}`) && /ApiV1/.test(serviceName),
    );
  const [{ serviceName }] = await ofCell();
  const line = `aws ecs update-service --cluster ${LIVE} --service ${serviceName} --force-new-deployment --query service.status`;
  await sandbox.bash('Roll', ['-euo', 'pipefail', '-c', line], { seconds: 30 });
  /** @param {any[]} found */
  const isSteady = ([{ deployments }]) => deployments.length === 1 && deployments[0].rolloutState === 'COMPLETED';
  await until('new tasks of v1', ofCell, isSteady, 60);
}
