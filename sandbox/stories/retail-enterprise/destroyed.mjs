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
    await world.synthesize({ ...world.context, deletionProtection: 'false' });
    await world.deploy(); // deletion protection would stop the deletion of the stack
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
 * Deletes the retained database, and then what it was in.
 *
 * @param {import('./retail-world.mjs').RetailWorld} world
 */
async function deleteDatabases(world) {
  const { DBInstances } = await world.sandbox.ask(RDSClient, new DescribeDBInstancesCommand({}));
  for (const {
    DBInstanceIdentifier: name,
    DBSubnetGroup: subnets,
    DBParameterGroups,
    VpcSecurityGroups,
  } of DBInstances) {
    for (const line of [
      `rds modify-db-instance --db-instance-identifier ${name} --no-deletion-protection`,
      `rds delete-db-instance --db-instance-identifier ${name} --skip-final-snapshot`,
      `rds delete-db-subnet-group --db-subnet-group-name ${subnets.DBSubnetGroupName}`,
      `rds delete-db-parameter-group --db-parameter-group-name ${DBParameterGroups[0].DBParameterGroupName}`,
      `ec2 delete-security-group --group-id ${VpcSecurityGroups[0].VpcSecurityGroupId}`,
    ]) {
      await world.shell(`aws ${line}`);
    }
  }
}
