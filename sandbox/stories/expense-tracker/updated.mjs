import assert from 'node:assert/strict';
import { join } from 'node:path';
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeDBInstancesCommand, RDSClient } from '@aws-sdk/client-rds';
import { ask } from './request.mjs';
import { tenants } from './tenants.mjs';
import { WEB } from '../../run/examples/expense-tracker/example.mjs';
import { databases, query } from '../../run/kernel/aws/postgresql.mjs';
import { places } from '../../run/kernel/places.mjs';
import { changedKeys, physicalIds, statuses } from '../account/stacks.mjs';
import { changeResources, copyAssembly } from '../assembly-copy.mjs';

const NETWORK = 'tracker-network';
const DATABASE = 'tracker-database';
const EXISTING = 'tracker/of-another-owner';
const CHANGED = join(places.run, 'changed');
const FAULTY = join(places.run, 'faulty');

/** @type {import('../tell.mjs').Story<import('../app-world.mjs').AppWorld>} */
export const updated = {
  name: 'ET1 an update changes database and flow log in place: PostgreSQL has the new threshold, and the rows written before',
  async tell(world) {
    const { sandbox } = world;
    const before = await state(sandbox);
    const ids = await physicalIds(sandbox, places.out);
    copyAssembly(places.out, CHANGED, (template, path) => {
      if (path === NETWORK) changeResources(template, 'AWS::Logs::LogGroup', (it) => (it.RetentionInDays = 90));
      if (path === DATABASE) changeDatabase(template, { threshold: '250', backupDays: 14 });
    });
    await world.deployOf(CHANGED, NETWORK, DATABASE, '--exclusively');

    assert.deepEqual(changedKeys(ids, await physicalIds(sandbox, places.out)), [], 'no resource is replaced');
    const after = await state(sandbox);
    assert.deepEqual([before.threshold, before.backupDays, before.flowLogDays], ['1s', 7, 30]);
    assert.deepEqual(after, { ...before, threshold: '250ms', backupDays: 14, flowLogDays: 90 });
    await assertWrites(sandbox);
  },
};

/** @type {import('../tell.mjs').Story<import('../app-world.mjs').AppWorld>} */
export const rolledBack = {
  name: 'LB5 a failed update of the database is rolled back: rows, endpoint, login and parameters are as before, and the error names the existing secret',
  async tell(world) {
    const { sandbox } = world;
    await world.shell(`aws secretsmanager create-secret --name ${EXISTING} --secret-string theirs`);
    const before = await state(sandbox);
    const ids = await physicalIds(sandbox, places.out);
    copyAssembly(CHANGED, FAULTY, (template, path) => {
      if (path !== DATABASE) return;
      const DependsOn = changeDatabase(template, { threshold: '5000', backupDays: 21 }); // these are updated before it fails
      template.Resources.Fault = { Type: 'AWS::SecretsManager::Secret', Properties: { Name: EXISTING }, DependsOn };
    });
    const failed = world.deployOf(FAULTY, DATABASE, '--exclusively');
    await assert.rejects(failed, new RegExp(`${EXISTING} already exists`));

    assert.equal((await statuses(sandbox, FAULTY))[DATABASE], 'UPDATE_ROLLBACK_COMPLETE');
    assert.deepEqual(changedKeys(ids, await physicalIds(sandbox, places.out)), []);
    assert.deepEqual(await state(sandbox), before);
    await assertWrites(sandbox);
    await world.shell(`aws secretsmanager delete-secret --secret-id ${EXISTING} --force-delete-without-recovery`);
  },
};

function changeDatabase(template, { threshold, backupDays }) {
  return [
    ...changeResources(
      template,
      'AWS::RDS::DBParameterGroup',
      ({ Parameters }) => (Parameters.log_min_duration_statement = threshold),
    ),
    ...changeResources(template, 'AWS::RDS::DBInstance', (it) => (it.BackupRetentionPeriod = backupDays)),
  ];
}

/** The web application adds a row with the login that it has from before. */
async function assertWrites(sandbox) {
  const [{ owner }] = await databases(sandbox);
  const before = await entries(owner);
  const { cookie } = tenants.ann;
  const entry = { kind: 'income', amount: 1, currency: 'EUR' };
  const { status, body } = await ask(sandbox, WEB, '/api/entries', { body: entry, headers: { cookie } });
  assert.equal(status, 201, JSON.stringify(body));
  assert.equal(await entries(owner), before + 1);
}

async function entries(login) {
  const [row] = await query(login, ['SELECT count(*)::int AS entries FROM ledger_entries']);
  return row.entries;
}

/** The database and its rows, and the retention of the flow log, as their services return them. */
async function state(sandbox) {
  const [{ owner, users }] = await databases(sandbox);
  const { DBInstances } = await sandbox.ask(RDSClient, new DescribeDBInstancesCommand({}));
  const [{ log_min_duration_statement: threshold }] = await query(owner, ['SHOW log_min_duration_statement']);
  const { logGroups } = await sandbox.ask(CloudWatchLogsClient, new DescribeLogGroupsCommand({}));
  const [{ BackupRetentionPeriod: backupDays, ...instance }] = DBInstances;
  return {
    ...{ owner, users, rows: await entries(owner), threshold, backupDays, instance },
    flowLogDays: logGroups.find(({ logGroupName }) => logGroupName.includes('FlowLogs')).retentionInDays,
  };
}
