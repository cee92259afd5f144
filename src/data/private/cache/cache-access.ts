import { ArnFormat, Stack } from 'aws-cdk-lib';
import { Connections, IConnectable, ISecurityGroup, Port } from 'aws-cdk-lib/aws-ec2';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { CONNECTABLE, GRANTABLE } from '../../../core/private/checks/cdk-types';
import { throwOnProblems } from '../../../core/private/checks/problems';
import { requireArgument } from '../../../core/private/checks/required-props';
import { importGroupInto } from '../../../core/private/stacks/import-group';
import { ServerGroup } from '../../../core/private/stacks/server-group';
import type { IValkeyCache } from '../../i-valkey-cache';

const PORT = Port.tcp(6379);

/** Connections of a cache, closed until a client is allowed. */
export function cacheConnections(cache: Construct, group: ISecurityGroup): Connections {
  return new ServerGroup(cache, 'Connections', {
    group,
    port: PORT,
    code: 'cache/not-a-client',
    fix: 'pass the client to `cache.allowAccessFrom()`',
  }).connections;
}

/** Opens the cache to a client. The rules belong to the client's stack, which is deployed after that of the cache. */
export function allowCacheAccess(client: IConnectable, securityGroup: ISecurityGroup): void {
  requireArgument('cache.allowAccessFrom', 'client', client, CONNECTABLE);
  client.connections.allowTo(importGroupInto(client, securityGroup), PORT, 'The cache');
}

/** Environment variables that lead a service to a cache. */
export function cacheVariables({ uri, iamUserName }: IValkeyCache): Record<string, string> {
  return { CACHE_URI: uri, ...(iamUserName !== undefined && { CACHE_USER: iamUserName }) };
}

/** Allows the role of a service to log in, where the cache asks for a login. */
export function grantCacheUse(cache: IValkeyCache, grantee: IGrantable): Grant {
  return cache.iamUserName === undefined
    ? Grant.drop(grantee, 'the cache has no IAM authentication')
    : cache.grantConnect(grantee);
}

/** Allows a role to connect as the IAM user of the cache, where it has one. */
export function grantCacheConnect(cache: IValkeyCache, grantee: IGrantable, userArn: string | undefined): Grant {
  requireArgument(cache, 'grantee', grantee, GRANTABLE);
  throwOnProblems(
    cache,
    userArn === undefined
      ? {
          code: 'cache/no-iam-authentication',
          prop: 'iamAuthentication',
          value: false,
          allowed: 'must be true, or the cache has no IAM user that a role could log in as',
          fix: "set 'iamAuthentication', or allow the client by its security group alone",
        }
      : undefined,
  );
  return Grant.addToPrincipal({
    grantee,
    actions: ['elasticache:Connect'],
    resourceArns: [cache.cacheArn, userArn!],
  });
}

/** ARN built from the name, not from the resource, so no CloudFormation export blocks replacing the cache. */
export function cacheArnOf(stack: Stack, cacheName: string): string {
  return arnOf(stack, 'serverlesscache', cacheName);
}

/** ARN of an ElastiCache user. */
export function cacheUserArnOf(stack: Stack, userName: string): string {
  return arnOf(stack, 'user', userName);
}

function arnOf(stack: Stack, resource: string, resourceName: string): string {
  const arnFormat = ArnFormat.COLON_RESOURCE_NAME;
  return stack.formatArn({ service: 'elasticache', resource, resourceName, arnFormat });
}
