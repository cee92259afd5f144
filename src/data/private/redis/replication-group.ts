import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnParameterGroup, CfnReplicationGroup, CfnSubnetGroup } from 'aws-cdk-lib/aws-elasticache';
import { userGroupOf } from './redis-users';
import { entriesOf } from '../../../core/private/checks/types';
import { acknowledge } from '../../../core/private/resources/acknowledge';
import { removalPolicyOf } from '../../../core/private/resources/removal-policy';
import type { RedisEngine } from '../../redis-engine';
import type { RedisReplicationGroup, RedisReplicationGroupProps } from '../../redis-replication-group';

/** What the construct has decided and made before the nodes. */
interface Place {
  readonly engine: RedisEngine;
  readonly subnetIds: string[];
  readonly securityGroupId: string;
}

/** The nodes: one shard, since the scripts of a queue library reach keys of several slots. */
export function replicationGroup(
  scope: RedisReplicationGroup,
  props: RedisReplicationGroupProps,
  { engine, subnetIds, securityGroupId }: Place,
): CfnReplicationGroup {
  const { replicas } = scope;
  const subnets = new CfnSubnetGroup(scope, 'Subnets', { description: `Subnets of ${scope.node.path}`, subnetIds });
  const group = new CfnReplicationGroup(scope, 'Resource', {
    replicationGroupId: scope.replicationGroupId,
    replicationGroupDescription: `Queues of ${Stack.of(scope).stackName}`,
    engine: engine.engineName,
    engineVersion: engine.version,
    autoMinorVersionUpgrade: true,
    cacheNodeType: props.nodeType ?? 'cache.t4g.small',
    clusterMode: 'disabled',
    numCacheClusters: replicas + 1,
    automaticFailoverEnabled: replicas > 0,
    multiAzEnabled: replicas > 0,
    cacheParameterGroupName: parametersOf(scope, engine, props.parameters).ref,
    cacheSubnetGroupName: subnets.ref,
    securityGroupIds: [securityGroupId],
    transitEncryptionEnabled: true,
    transitEncryptionMode: 'required',
    atRestEncryptionEnabled: true,
    kmsKeyId: props.encryptionKey?.keyArn,
    userGroupIds: [userGroupOf(scope, engine.engineName, scope.passwordSecret)],
    snapshotRetentionLimit: props.snapshotRetention?.toDays() ?? 7,
    snapshotName: props.snapshotName,
  });
  group.applyRemovalPolicy(removalOf(scope, props.removalPolicy));
  acknowledge(
    group,
    'AEC5',
    'The port is no secret: the security group decides who reaches it, and libraries expect 6379.',
  );
  acknowledge(
    group,
    'AEC6',
    'A user group with a password takes the place of the AUTH token, and limits the commands as well.',
  );
  return group;
}

/** Jobs exist nowhere else: without room for one, the writer gets an error, and no other job is lost. */
function parametersOf(
  scope: RedisReplicationGroup,
  { engineName, version }: RedisEngine,
  parameters: Record<string, string> | undefined,
): CfnParameterGroup {
  return new CfnParameterGroup(scope, 'Parameters', {
    cacheParameterGroupFamily: `${engineName}${version.split('.')[0]}`,
    description: `Parameters of ${scope.node.path}`,
    properties: Object.fromEntries([...entriesOf(parameters), ['maxmemory-policy', 'noeviction']]),
  });
}

/** A snapshot has all of the data; nodes that stay would bill by the hour, and hold on to subnets and security group. */
function removalOf(scope: RedisReplicationGroup, removalPolicy: RemovalPolicy = RemovalPolicy.SNAPSHOT): RemovalPolicy {
  return removalPolicy === RemovalPolicy.SNAPSHOT ? removalPolicy : removalPolicyOf(scope, removalPolicy);
}
