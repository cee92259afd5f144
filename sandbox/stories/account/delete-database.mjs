import assert from 'node:assert/strict';
import { DescribeDBInstancesCommand, RDSClient } from '@aws-sdk/client-rds';

/**
 * Deletes the retained database of a region, and then what it was in.
 *
 * @param {import('../app-world.mjs').AppWorld} world
 */
export async function deleteDatabase(world, region) {
  const { DBInstances } = await world.sandbox.ask(RDSClient, new DescribeDBInstancesCommand({}), region);
  const [{ DBInstanceIdentifier: name, DBSubnetGroup: subnets, DBParameterGroups, VpcSecurityGroups }, ...others] =
    DBInstances;
  assert.deepEqual(others, [], 'one database is retained');
  for (const line of [
    `rds modify-db-instance --db-instance-identifier ${name} --no-deletion-protection`,
    `rds delete-db-instance --db-instance-identifier ${name} --skip-final-snapshot`,
    `rds delete-db-subnet-group --db-subnet-group-name ${subnets.DBSubnetGroupName}`,
    `rds delete-db-parameter-group --db-parameter-group-name ${DBParameterGroups[0].DBParameterGroupName}`,
    `ec2 delete-security-group --group-id ${VpcSecurityGroups[0].VpcSecurityGroupId}`,
  ]) {
    await world.shell(`aws --region ${region} ${line}`);
  }
}
