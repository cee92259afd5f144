import { CfnResource, RemovalPolicy } from 'aws-cdk-lib';
import { Connections, IConnectable, ISecurityGroup, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { CfnDBSubnetGroup } from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';
import { keepWith } from './removal';
import { CONNECTABLE } from '../../../core/private/checks/cdk-types';
import { requireArgument } from '../../../core/private/checks/required-props';
import { importGroupInto } from '../../../core/private/stacks/import-group';
import { ServerGroup } from '../../../core/private/stacks/server-group';
import type { ManagedDatabaseOptions } from '../../managed-database-options';

/** Where a database is, and the way to it. */
export interface DatabasePlace {
  readonly subnetGroupName: string;
  readonly securityGroup: ISecurityGroup;
  readonly connections: Connections;
}

/** Creates the subnet group, and a security group that is closed until a client is allowed. */
export function placeFor(
  scope: Construct,
  { vpc }: ManagedDatabaseOptions,
  subnetIds: string[],
  port: number,
  removal: RemovalPolicy,
): DatabasePlace {
  const subnetGroup = new CfnDBSubnetGroup(scope, 'SubnetGroup', {
    dbSubnetGroupDescription: `Subnets of ${scope.node.path}`,
    subnetIds,
  });
  const securityGroup = new SecurityGroup(scope, 'SecurityGroup', {
    vpc,
    description: 'Who may call the database',
    allowAllOutbound: false,
  });
  keepWith(removal, subnetGroup, securityGroup.node.defaultChild as CfnResource);
  return {
    subnetGroupName: subnetGroup.ref,
    securityGroup,
    connections: databaseConnections(scope, securityGroup, port),
  };
}

/** Connections of a database, closed until a client is allowed. */
export function databaseConnections(scope: Construct, group: ISecurityGroup, port: number): Connections {
  return new ServerGroup(scope, 'Connections', {
    group,
    port: Port.tcp(port),
    code: 'database/not-a-client',
    fix: 'pass the client to `database.allowAccessFrom()`',
  }).connections;
}

/** Opens the database to a client. The rules belong to the client's stack, which is deployed after that of the database. */
export function allowDatabaseAccess(client: IConnectable, group: ISecurityGroup, port: number): void {
  requireArgument('database.allowAccessFrom', 'client', client, CONNECTABLE);
  client.connections.allowTo(importGroupInto(client, group), Port.tcp(port), 'The database');
}
