import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { MathExpression, MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Connections, IConnectable, IVpc, SecurityGroup, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { IStringParameter } from 'aws-cdk-lib/aws-ssm';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { IRedisReplicationGroup, RedisReplicationGroupAttributes } from './i-redis-replication-group';
import { placementProblems } from './private/placement-problems';
import { RedisEngine } from './redis-engine';
import { AlarmDefinition, GraphDefinition, IMonitored, LogQueryDefinition, PendingInput, ServiceSecret } from '../core';
import { ImportedReplicationGroup } from './private/redis/imported-replication-group';
import {
  allowRedisAccess,
  grantNothing,
  redisConnections,
  redisSecrets,
  redisVariables,
} from './private/redis/redis-access';
import { redisAlarms } from './private/redis/redis-alarms';
import { redisGraphs } from './private/redis/redis-graphs';
import { highestOfNodes } from './private/redis/redis-metrics';
import { passwordSecretOf, USER_NAME } from './private/redis/redis-password';
import { REDIS_TYPES, redisProblems, subnetProblems } from './private/redis/redis-problems';
import { replicationGroup } from './private/redis/replication-group';
import { replacedName } from './private/replaced-name';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireProps } from '../core/private/checks/required-props';
import { typeProblems } from '../core/private/checks/types';
import { dataSubnets } from '../core/private/resources/private-subnets';
import { topLevelStack } from '../core/private/stacks/stack-of';
import { resolveStable, weakReference } from '../core/private/stacks/weak-reference';

/** Properties for defining a `RedisReplicationGroup`. */
export interface RedisReplicationGroupProps {
  /** VPC of the nodes. */
  readonly vpc: IVpc;

  /**
   * Subnets of the nodes, in two Availability Zones at least. Subnets can be added, and those without a node taken away.
   * @default - the isolated subnets of the VPC, else the private ones
   */
  readonly subnets?: SubnetSelection;

  /**
   * Engine and version. A newer version is an upgrade in place, an older one is refused by ElastiCache; the other engine
   * replaces the replication group.
   * @default RedisEngine.VALKEY_8_0
   */
  readonly engine?: RedisEngine;

  /**
   * Node type of the primary and of each replica, `small` at least. Another one changes in place.
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html
   * @default 'cache.t4g.small'
   */
  readonly nodeType?: string;

  /**
   * Number of replicas, 0 to 5, which take over when the primary fails. Without a replica there is no Multi-AZ: a failure of
   * the node loses every job since the last snapshot, so 0 is for development.
   * @default 1
   */
  readonly replicas?: number;

  /**
   * Parameters of the engine, such as `{ 'notify-keyspace-events': 'Ex' }`. `maxmemory-policy` is always `noeviction`, and
   * `cluster-enabled` always `no`.
   * @default - those of the engine
   */
  readonly parameters?: Record<string, string>;

  /**
   * Customer managed KMS key of nodes, snapshots and password. Another key replaces the replication group.
   * @default - keys of AWS
   */
  readonly encryptionKey?: IKey;

  /**
   * Retention of daily snapshots, 0 to 35 days; 0 takes none.
   * @default Duration.days(7)
   */
  readonly snapshotRetention?: Duration;

  /**
   * Name of a snapshot that the nodes start with. Setting, changing or taking it away replaces the replication group.
   * @default - the nodes start empty
   */
  readonly snapshotName?: string;

  /**
   * Removal policy. `RemovalPolicy.SNAPSHOT` takes a final snapshot before a deletion or a replacement; `RemovalPolicy.DESTROY` is
   * refused without `new App({ context: { 'rl-bank-constructs:destroyData': true } })` or
   * `-c rl-bank-constructs:destroyData=true`.
   * @default RemovalPolicy.SNAPSHOT
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * A replication group of ElastiCache for queues in Redis, such as BullMQ or Sidekiq: one shard that evicts nothing, a replica in
 * another Availability Zone, TLS, and a password in a secret.
 *
 * It is closed until a service has it in its `uses`, or `allowAccessFrom` or `connections` allow a client. For data that can be
 * computed again, `ValkeyCache` needs no nodes.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Replication.html
 * @example
 * import * as ec2 from 'aws-cdk-lib/aws-ec2';
 * import { RedisReplicationGroup } from 'rl-bank-constructs/data';
 *
 * declare const vpc: ec2.IVpc;
 *
 * new RedisReplicationGroup(this, 'Queue', { vpc, nodeType: 'cache.m7g.large' });
 */
@propertyInjectable
export class RedisReplicationGroup extends Construct implements IRedisReplicationGroup, IMonitored {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.data.RedisReplicationGroup';

  /**
   * References a replication group that another app defines, in the account and region of the stack.
   * @param scope construct that the reference belongs to
   * @param id id of the reference in `scope`
   * @param attributes endpoint, security group and user
   */
  public static fromRedisReplicationGroupAttributes(
    scope: Construct,
    id: string,
    attributes: RedisReplicationGroupAttributes,
  ): IRedisReplicationGroup {
    return new ImportedReplicationGroup(scope, id, attributes);
  }

  /** Connections of the nodes, closed by default. Rules are added to the client's stack, as by `allowAccessFrom`. */
  public readonly connections: Connections;

  /** ID of the replication group: from the path of the construct, and a hash of everything that replaces it. */
  public readonly replicationGroupId: string;

  /** DNS name of the primary endpoint, which follows a failover. */
  public readonly primaryEndpointAddress: string;

  /** Name of the ElastiCache user that services log in as. */
  public readonly userName: string = USER_NAME;

  /** Secret with the password of that user, in the field `password`. */
  public readonly passwordSecret: ISecret;

  /** Number of replicas. */
  public readonly replicas: number;

  /** No parameters: the address is a variable in plain text. */
  public readonly parameters: Record<string, IStringParameter> = {};

  /** Nothing has to be written before a service can start. */
  public readonly pendingInputs: PendingInput[] = [];

  /** Empty: another address is another value in the task definition, which starts new tasks. */
  public readonly fingerprint = '';

  private readonly securityGroup: SecurityGroup;

  constructor(scope: Construct, id: string, props: RedisReplicationGroupProps) {
    super(scope, id);
    requireProps(this, props, { vpc: true });
    throwOnProblems(this, ...typeProblems(props, REDIS_TYPES));
    throwOnProblems(this, ...redisProblems(props));
    const selected = props.vpc.selectSubnets(props.subnets ?? dataSubnets(props.vpc));
    throwOnProblems(this, ...placementProblems(this, props.vpc, selected), ...subnetProblems(selected, props));
    const engine = props.engine ?? RedisEngine.VALKEY_8_0;
    this.replicas = props.replicas ?? 1;
    const replacing = [engine.engineName, props.encryptionKey?.keyArn ?? '', props.snapshotName ?? ''];
    this.replicationGroupId = replacedName(this, resolveStable(Stack.of(this), replacing), 31);
    this.securityGroup = new SecurityGroup(this, 'SecurityGroup', {
      vpc: props.vpc,
      description: 'Who may call the replication group',
      allowAllOutbound: false,
    });
    this.connections = redisConnections(this, this.securityGroup);
    this.passwordSecret = passwordSecretOf(this, props.encryptionKey);
    const group = replicationGroup(this, props, {
      engine,
      subnetIds: selected.subnetIds,
      securityGroupId: this.securityGroup.securityGroupId,
    });
    this.primaryEndpointAddress = weakReference({
      producer: topLevelStack(this),
      name: 'RedisEndpoint',
      value: group.attrPrimaryEndPointAddress,
      identity: () => [group.logicalId, this.replicationGroupId],
    });
  }

  /** Address and user, as `REDIS_HOST`, `REDIS_PORT`, `REDIS_USERNAME` and `REDIS_TLS`. */
  public get variables(): Record<string, string> {
    return redisVariables(this);
  }

  /** The password, as `REDIS_PASSWORD`. */
  public get secrets(): Record<string, ServiceSecret> {
    return redisSecrets(this);
  }

  /**
   * Alarms: `RedisRefusesWrites`, `RedisEvicts`, `RedisMemoryNearLimit`, `RedisEngineBusy`, `RedisConnectionsNearLimit`, and with a
   * replica `RedisReplicaLags`.
   */
  public get alarmDefinitions(): AlarmDefinition[] {
    return redisAlarms(this);
  }

  /** Graphs of memory, CPU of the engine, connections and replication lag. */
  public get graphDefinitions(): GraphDefinition[] {
    return redisGraphs(this);
  }

  /** No log queries: the nodes write no log. */
  public get logQueries(): LogQueryDefinition[] {
    return [];
  }

  /**
   * Opens the replication group to a client. The rules belong to the client's stack, which is deployed after this one.
   * @param client service or security group that connects
   */
  public allowAccessFrom(client: IConnectable): void {
    allowRedisAccess(client, this.securityGroup);
  }

  /**
   * Grants nothing: the service has a password.
   * @param grantee task role of the service
   */
  public grantUse(grantee: IGrantable): Grant {
    return grantNothing(grantee);
  }

  /**
   * Memory in use, in percent of what data may take, of the fullest node: the maximum.
   * @param props metric options: period, statistic, label, region
   */
  public metricMemoryUsage(props?: MetricOptions): MathExpression {
    return highestOfNodes(this, 'DatabaseMemoryUsagePercentage', Stats.MAXIMUM, props);
  }

  /**
   * CPU of the engine's one thread, in percent, of the busiest node: the average.
   * @param props metric options: period, statistic, label, region
   */
  public metricEngineCpu(props?: MetricOptions): MathExpression {
    return highestOfNodes(this, 'EngineCPUUtilization', Stats.AVERAGE, props);
  }

  /**
   * Keys that were evicted, of the node with the most: the sum.
   * @param props metric options: period, statistic, label, region
   */
  public metricEvictions(props?: MetricOptions): MathExpression {
    return highestOfNodes(this, 'Evictions', Stats.SUM, props);
  }

  /**
   * Connections of clients, of the node with the most: the maximum.
   * @param props metric options: period, statistic, label, region
   */
  public metricConnections(props?: MetricOptions): MathExpression {
    return highestOfNodes(this, 'CurrConnections', Stats.MAXIMUM, props);
  }

  /**
   * Seconds that the slowest replica is behind the primary: the average.
   * @param props metric options: period, statistic, label, region
   */
  public metricReplicationLag(props?: MetricOptions): MathExpression {
    return highestOfNodes(this, 'ReplicationLag', Stats.AVERAGE, props);
  }
}
