import assert from 'node:assert/strict';
import { DescribeDBInstancesCommand, RDSClient } from '@aws-sdk/client-rds';
import { places } from '../../run/kernel/places.mjs';
import { changes } from '../account/inventory.mjs';
import { assertLeft, unprotect } from '../account/left.mjs';
import { stacksIn } from '../account/stacks.mjs';

/** Resources with content that cannot be created again: retained by their stacks, and listed by name. */
const RETAINED = [/^nothing$/];

/** @type {import('../tell.mjs').Story<import('./retail-world.mjs').RetailWorld>} */
export const destroyed = {
  name: 'FE5 production is destroyed, its network after the retained databases in it: what existed before is left, and what is retained, by name',
  async tell(world) {
    const stages = ['production', 'staging'];
    await world.synthesize({ ...world.context, stages: stages.join(), deletionProtection: 'false' });
    const apps = stages.map((stage) => `retail-${stage}-app`);
    await world.deploy(...apps, '--exclusively'); // deletion protection would stop the deletion of the stack
    await unprotect(world.sandbox, stacksIn(places.out));
    await assert.rejects(world.destroy(), /retail-production-network: destroy failed/);
    await deleteDatabases(world);
    await world.destroy();

    const { come, gone } = changes(world.atFirst, await world.inventory());
    assert.deepEqual(gone, []);
    assertLeft(come, RETAINED);
  },
};

/**
 * Deletes the retained databases, that before the recovery too, and then what they were in.
 *
 * @param {import('./retail-world.mjs').RetailWorld} world
 */
async function deleteDatabases(world) {
  const { DBInstances } = await world.sandbox.ask(RDSClient, new DescribeDBInstancesCommand({}));
  const each = (line, names) => [...new Set(names)].map((name) => `${line} ${name}`);
  const names = DBInstances.map(({ DBInstanceIdentifier }) => DBInstanceIdentifier);
  for (const line of [
    ...each('rds modify-db-instance --no-deletion-protection --db-instance-identifier', names),
    ...each('rds delete-db-instance --skip-final-snapshot --db-instance-identifier', names),
    ...each(
      'rds delete-db-subnet-group --db-subnet-group-name',
      DBInstances.map(({ DBSubnetGroup: it }) => it.DBSubnetGroupName),
    ),
    ...each(
      'rds delete-db-parameter-group --db-parameter-group-name',
      DBInstances.map(({ DBParameterGroups: [it] }) => it.DBParameterGroupName),
    ),
    ...each(
      'ec2 delete-security-group --group-id',
      DBInstances.map(({ VpcSecurityGroups: [it] }) => it.VpcSecurityGroupId),
    ),
  ]) {
    await world.shell(`aws ${line}`);
  }
}
