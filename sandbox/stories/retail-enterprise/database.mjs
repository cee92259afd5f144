import assert from 'node:assert/strict';
import { DescribeDBInstancesCommand, RDSClient } from '@aws-sdk/client-rds';
import { databases } from '../../run/kernel/aws/postgresql.mjs';

/** @typedef {import('../../run/kernel/aws/sandbox.mjs').Sandbox} Sandbox */

/**
 * The database of a stage with its logins: not the replica.
 *
 * @param {Sandbox} sandbox
 */
export async function databaseOf(sandbox, stage) {
  const { DBInstances } = await sandbox.ask(RDSClient, new DescribeDBInstancesCommand({}));
  const sources = DBInstances.filter((it) => !it.ReadReplicaSourceDBInstanceIdentifier);
  const names = sources.map(({ DBInstanceIdentifier }) => DBInstanceIdentifier);
  const [found] = (await databases(sandbox, ['mysql'])).filter(
    ({ name }) => names.includes(name) && name.includes(stage),
  );
  assert.ok(found, `${stage}: ${names}`);
  return found;
}
