import { Connections, IConnectable, ISecurityGroup, Port } from 'aws-cdk-lib/aws-ec2';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { ServiceSecret } from '../../../core';
import { CONNECTABLE, GRANTABLE } from '../../../core/private/checks/cdk-types';
import { requireArgument } from '../../../core/private/checks/required-props';
import { importGroupInto } from '../../../core/private/stacks/import-group';
import { ServerGroup } from '../../../core/private/stacks/server-group';
import type { IRedisReplicationGroup } from '../../i-redis-replication-group';

const PORT = 6379;

/** Connections of a replication group, closed until a client is allowed. */
export function redisConnections(scope: Construct, group: ISecurityGroup): Connections {
  return new ServerGroup(scope, 'Connections', {
    group,
    port: Port.tcp(PORT),
    code: 'redis/not-a-client',
    fix: 'pass the client to `allowAccessFrom()` of the replication group',
  }).connections;
}

/** Opens the replication group to a client. The rules belong to the client's stack, which is deployed after it. */
export function allowRedisAccess(client: IConnectable, securityGroup: ISecurityGroup): void {
  requireArgument('RedisReplicationGroup.allowAccessFrom', 'client', client, CONNECTABLE);
  client.connections.allowTo(importGroupInto(client, securityGroup), Port.tcp(PORT), 'The replication group');
}

/** Environment variables that lead a service to the replication group. */
export function redisVariables(group: IRedisReplicationGroup): Record<string, string> {
  return {
    REDIS_HOST: group.primaryEndpointAddress,
    REDIS_PORT: String(PORT),
    REDIS_TLS: 'true',
    REDIS_USERNAME: group.userName,
  };
}

/** The password. Queue libraries take it by itself, and no URL has to be escaped. */
export function redisSecrets({ passwordSecret }: IRedisReplicationGroup): Record<string, ServiceSecret> {
  return { REDIS_PASSWORD: ServiceSecret.fromJsonField(passwordSecret, 'password') };
}

/** No permission: ElastiCache knows services by their password. */
export function grantNothing(grantee: IGrantable): Grant {
  requireArgument('RedisReplicationGroup.grantUse', 'grantee', grantee, GRANTABLE);
  return Grant.drop(grantee, 'it has a password');
}
