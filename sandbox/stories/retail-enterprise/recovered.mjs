import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { DescribeDBInstancesCommand, RDSClient } from '@aws-sdk/client-rds';
import { databaseOf } from './database.mjs';
import { query } from '../../run/kernel/aws/mysql.mjs';
import { services } from '../../run/kernel/aws/service.mjs';
import { Operator } from '../runbook.mjs';

const ROWS = 'SELECT order_id, sku, quantity FROM order_items ORDER BY order_id, sku';
const SECOND = 1100; // MySQL logs whole seconds

/** @type {import('../tell.mjs').Story<import('./retail-world.mjs').RetailWorld>} */
export const recovered = {
  name: 'FE5 rows that are deleted by mistake come back by the lines of the runbook: stopped, restored to the second before, renamed, started; the replica follows',
  async tell(world) {
    const { sandbox } = world;
    const { name: DB, owner } = await databaseOf(sandbox, 'production');
    const orders = (await world.askAsAdmin('/api/orders')).body;
    const rows = await query(owner, [ROWS]);
    assert.ok(rows.length > 1);
    await sleep(SECOND);
    const RESTORE_TIME = new Date().toISOString().replace(/\.\d+/, '');
    await sleep(SECOND);
    await query(owner, ['DELETE FROM order_items']);
    assert.deepEqual((await world.askAsAdmin('/api/orders')).body, { orders: [] });

    const ours = (await services(sandbox)).filter(({ serviceName }) => /^retailproduction/.test(serviceName));
    const tasks = { CLUSTER: ours[0].clusterArn, SERVICES: ours.map(({ serviceName }) => serviceName).join(' ') };
    const operator = new Operator(sandbox, 'data', 'Backup: restore step by step');
    const inTime = 'In the region, to a point in time';
    await operator.follow('Stop what writes', tasks);
    const said = await operator.follow(inTime, { DB, RESTORE_TIME }, 0, 2);
    const host = said.split('\n').at(-1) ?? '';
    assert.deepEqual(await query({ ...owner, host }, [ROWS]), rows, 'what an operator checks before the rename');
    assert.deepEqual(await query(owner, [ROWS]), []);

    await operator.follow(inTime, { REPLICA: await replicaOf(sandbox, DB) }, 2);
    await operator.follow('Start again', { ...tasks, TASKS: '3' });
    assert.deepEqual((await world.askAsAdmin('/api/orders')).body, orders);
    const today = new Date().toISOString().slice(0, 10);
    assert.equal((await world.askAsAdmin('/api/reports', { body: { from: today, to: today } })).status, 201);
  },
};

/**
 * The replica of a database.
 *
 * @param {import('../../run/kernel/aws/sandbox.mjs').Sandbox} sandbox
 */
async function replicaOf(sandbox, source) {
  const { DBInstances } = await sandbox.ask(RDSClient, new DescribeDBInstancesCommand({}));
  const [{ DBInstanceIdentifier }] = DBInstances.filter((it) => it.ReadReplicaSourceDBInstanceIdentifier === source);
  return DBInstanceIdentifier;
}
