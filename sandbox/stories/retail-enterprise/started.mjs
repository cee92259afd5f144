import assert from 'node:assert/strict';
import { databaseOf } from './database.mjs';
import { openGateway } from './gateway.mjs';
import { fill } from '../../run/examples/example-without-plan.mjs';
import { publishShop, release } from '../../run/examples/retail-enterprise/release.mjs';
import { query } from '../../run/kernel/aws/mysql.mjs';
import { missing, services } from '../../run/kernel/aws/service.mjs';

/** @type {import('../tell.mjs').Story<import('./retail-world.mjs').RetailWorld>} */
export const started = {
  name: 'FE3 services have logins by the migration of the first release alone; then the launch phase starts API and reports',
  async tell(world) {
    const { sandbox } = world;
    await fill(sandbox);
    const { users } = await databaseOf(sandbox, 'production');
    assert.deepEqual(users.map(({ user }) => user).sort(), ['app', 'integration', 'reports']);
    await assert.rejects(query(users[0], ['SELECT 1']), /Access denied/);
    await release(sandbox);
    await publishShop(sandbox);
    for (const user of users) await query(user, ['SELECT 1 FROM orders']);
    await assert.rejects(query(users[0], ['SELECT 1'], { tls: false }), /Access denied/);
    assert.deepEqual(await missing(sandbox), []);

    world.gateway = await openGateway();
    world.context = { launchPhase: 'running', ...world.gateway.context };
    await world.synthesize(world.context);
    await world.deploy();
    for (const { serviceName, desiredCount, runningCount } of await services(sandbox)) {
      assert.deepEqual([desiredCount, runningCount], [3, 3], serviceName);
    }
  },
};
