import assert from 'node:assert/strict';
import { databaseOf } from './database.mjs';
import { CUSTOMER } from './shop.mjs';
import { fill } from '../../run/examples/example-without-plan.mjs';
import { release } from '../../run/examples/retail-enterprise/release.mjs';
import { query } from '../../run/kernel/aws/mysql.mjs';
import { services } from '../../run/kernel/aws/service.mjs';

/** @typedef {import('../../run/kernel/aws/sandbox.mjs').Sandbox} Sandbox */

export const SNAPSHOT = 'retail-production-for-staging';
const APP = 'retail-staging-app';
const COLUMNS = `SELECT TABLE_NAME AS \`table\`, COLUMN_NAME AS name FROM information_schema.COLUMNS
  WHERE TABLE_SCHEMA = 'retail' AND CHARACTER_MAXIMUM_LENGTH IS NOT NULL`;

/** @type {import('../tell.mjs').Story<import('./retail-world.mjs').RetailWorld>} */
export const copied = {
  name: 'FE8b staging has a snapshot of production without persons: no task runs and no service can log in before the migration has removed them',
  async tell(world) {
    const { sandbox } = world;
    const production = await databaseOf(sandbox, 'production');
    await world.shell(
      `aws rds create-db-snapshot --db-instance-identifier ${production.name} --db-snapshot-identifier ${SNAPSHOT}`,
    );
    await world.synthesize({ stages: 'staging' });
    await world.deploy(APP); // and what it stands on
    await fill(sandbox);
    const staging = await databaseOf(sandbox, 'staging');
    assert.ok((await personsIn(staging.owner)).length > 0, 'the copy begins with persons');
    for (const user of staging.users) await assert.rejects(query(user, ['SELECT 1']), /Access denied/, user.user);
    assert.deepEqual(await tasks(sandbox), [0, 0]);

    await release(sandbox, 'staging');
    assert.deepEqual(await personsIn(staging.owner), []);
    assert.ok((await personsIn(production.owner)).length > 0, 'production keeps its own');
    const [orders, live] = await Promise.all(
      [staging, production].map(({ owner }) => query(owner, ['SELECT id, status FROM orders'])),
    );
    assert.deepEqual(orders, live);
    for (const user of staging.users) await query(user, ['SELECT 1 FROM orders']);
  },
};

/** Running tasks of each service of staging. */
async function tasks(sandbox) {
  const all = (await services(sandbox)).filter(({ serviceName }) => /^retailstaging/.test(serviceName));
  return all.map(({ runningCount }) => runningCount);
}

/** Columns with something of the customer of the stories, or with the token of a card. */
async function personsIn(owner) {
  const columns = await query(owner, [COLUMNS]);
  const parts = [...Object.values(CUSTOMER), 'tok_'].map((text) => `LOCATE('${text}', %) > 0`).join(' OR ');
  const found = [];
  for (const { table, name } of columns) {
    const [{ rows }] = await query(owner, [
      `SELECT COUNT(*) AS \`rows\` FROM \`${table}\` WHERE ${parts.replaceAll('%', `\`${name}\``)}`,
    ]);
    if (rows > 0) found.push(`${table}.${name}`);
  }
  return found;
}
