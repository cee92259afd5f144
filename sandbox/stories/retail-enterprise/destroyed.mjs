import assert from 'node:assert/strict';
import { DescribeDBInstancesCommand, RDSClient } from '@aws-sdk/client-rds';
import { places } from '../../run/kernel/places.mjs';
import { changes } from '../account/inventory.mjs';
import { assertLeft, unprotect } from '../account/left.mjs';
import { stacksIn } from '../account/stacks.mjs';

/** What each stage leaves, of the stacks that both have. */
const ofEach = (stage) => [
  new RegExp(`^bucket retail-${stage}-app-loadbalanceraccesslogs`),
  ...['reportsbucket', 'reportsaccesslogs'].map((id) => new RegExp(`^bucket retail-${stage}-data-${id}`)),
  /^key \S+ in us-west-2$/, // of the database, for its backups
  new RegExp(`^log group \\S*retail-${stage}-network/NetworkFlowLogs`),
  ...['error', 'slowquery'].map((log) => new RegExp(`^log group /aws/rds/instance/retail${stage}data-\\S+/${log} `)),
  ...['Api', 'Reports', 'Migration'].map((id) => new RegExp(`^log group /ecs/retail${stage}app-${id}-`)),
  ...['api', 'reports'].map((name) => new RegExp(`^repository retail-${stage}-${name} `)),
  ...['integration/PAYMENT_KEY', 'migration/ADMIN_PASSWORD', 'services/JWT_KEY'].map(
    (key) => new RegExp(`^secret retail-${stage}/${key} `),
  ),
];

/** Resources with content that cannot be created again: retained by their stacks, and listed by name. */
const RETAINED = [
  ...ofEach('production'),
  ...ofEach('staging'),
  /^key \S+ in us-west-2$/, // of the backup vault
  /^key \S+ in us-east-1$/, // of the vault of the copies
  ...['shopcontent', 'shopaccesslogs'].map((id) => new RegExp(`^bucket retail-production-web-${id}`)),
  /^log group aws-waf-logs-retailproductionweb-Firewall-\S+ in us-east-1$/,
  /^log group aws-waf-logs-retailproductionintegration-PartnerFirewall-\S+ in us-west-2$/,
  /^log group \S*ApiAccessLog/,
  ...['Check', 'Worker'].map((name) => new RegExp(`^log group /aws/lambda/retailproductionintegration-${name}-`)),
  ...['OrdersQueue', 'OrdersDeadLetterQueue'].map(
    (id) => new RegExp(`^queue \\S*/retail-production-integration-${id}`),
  ),
  /^role retail-production-integration-ApiAccountLogRole/, // of API Gateway, for the account
  ...['pos', 'edi'].map(() => /^API key \S+ in us-west-2$/), // made by an operator: of no stack
  /^repository otel-collector in us-west-2$/,
];

/** @type {import('../tell.mjs').Story<import('./retail-world.mjs').RetailWorld>} */
export const destroyed = {
  name: 'FE5 production is destroyed, its network after the retained databases in it: what existed before is left, and what is retained, by name',
  async tell(world) {
    const stages = ['production', 'staging'];
    await world.synthesize({ ...world.context, stages: stages.join(), deletionProtection: 'false' });
    const apps = stages.map((stage) => `retail-${stage}-app`);
    await world.deploy(...apps, '--exclusively'); // deletion protection would stop the deletion of the stack
    const ofData = stacksIn(places.out).filter(({ name }) => /-(network|data|data-edge)$/.test(name));
    await unprotect(world.sandbox, ofData); // staging has no other stacks than these and the services
    const destroying = stages.map((stage) =>
      assert.rejects(
        world.destroy(`retail-${stage}-*`, `retail-${stage}-*/*`),
        new RegExp(`retail-${stage}-network: destroy failed`),
      ),
    );
    await Promise.all(destroying);
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
