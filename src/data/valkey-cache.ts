import { Duration, RemovalPolicy, Size, Stack } from 'aws-cdk-lib';
import { Metric, MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Connections, IConnectable, IVpc, SecurityGroup, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { IStringParameter } from 'aws-cdk-lib/aws-ssm';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { IValkeyCache, ValkeyCacheAttributes } from './i-valkey-cache';
import { AlarmDefinition, GraphDefinition, IMonitored, LogQueryDefinition, PendingInput, ServiceSecret } from '../core';
import {
  allowCacheAccess,
  cacheArnOf,
  cacheConnections,
  cacheVariables,
  grantCacheConnect,
  grantCacheUse,
} from './private/cache/cache-access';
import { cacheAlarms } from './private/cache/cache-alarms';
import { cacheGraphs } from './private/cache/cache-graphs';
import { cacheNameFor } from './private/cache/cache-name';
import { CACHE_TYPES, cacheProblems } from './private/cache/cache-problems';
import { iamUserGroup, IamUserGroup } from './private/cache/cache-users';
import { ImportedCache } from './private/cache/imported-cache';
import { placementProblems } from './private/placement-problems';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireProps } from '../core/private/checks/required-props';
import { typeProblems } from '../core/private/checks/types';
import { privateSubnets } from '../core/private/resources/private-subnets';
import { topLevelStack } from '../core/private/stacks/stack-of';
import { weakReference } from '../core/private/stacks/weak-reference';

/** Properties for defining a `ValkeyCache`. */
export interface ValkeyCacheProps {
  /** VPC of the cache. */
  readonly vpc: IVpc;

  /**
   * Subnets of the cache: two or three, in different Availability Zones. Other subnets replace the cache.
   * @default - the private subnets of the VPC
   */
  readonly subnets?: SubnetSelection;

  /**
   * Name of the cache. With a name of your own, a change that replaces the cache fails to deploy.
   * @default - a name from the path of the construct and a hash of everything that replaces the cache
   */
  readonly cacheName?: string;

  /**
   * Maximum data storage, in whole gibibytes. At the limit the cache evicts keys that have a time to live, and refuses
   * writes.
   * @default Size.gibibytes(1)
   */
  readonly maxDataStorage?: Size;

  /**
   * Maximum ElastiCache processing units (ECPU) per second. At the limit the cache throttles commands.
   * @default 5000
   */
  readonly maxEcpuPerSecond?: number;

  /**
   * Retention of daily snapshots.
   * @default - no snapshots: the API can fill a cache again
   */
  readonly snapshotRetention?: Duration;

  /**
   * Customer managed KMS key. Another key replaces the cache.
   * @default - an AWS owned key
   */
  readonly encryptionKey?: IKey;

  /**
   * Whether clients log in as IAM roles.
   * @default false
   */
  readonly iamAuthentication?: boolean;
}

/**
 * An ElastiCache Serverless cache for Valkey, over TLS, with limits on its cost.
 *
 * It is closed until a service has it in its `uses`, or `allowAccessFrom` or `connections` allow a client.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/WhatIs.html
 *
 * @example
 * import * as ec2 from 'aws-cdk-lib/aws-ec2';
 * import { ValkeyCache } from 'rl-bank-constructs/data';
 *
 * declare const vpc: ec2.IVpc;
 * declare const client: ec2.IConnectable;
 *
 * const cache = new ValkeyCache(this, 'Cache', { vpc });
 * cache.allowAccessFrom(client);
 */
@propertyInjectable
export class ValkeyCache extends Construct implements IValkeyCache, IMonitored {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.data.ValkeyCache';

  /**
   * References a cache that another app defines, in the account and region of the stack.
   * @param scope construct that the reference belongs to
   * @param id id of the reference in `scope`
   * @param attributes name, endpoint and security group of the cache
   */
  public static fromValkeyCacheAttributes(
    scope: Construct,
    id: string,
    attributes: ValkeyCacheAttributes,
  ): IValkeyCache {
    return new ImportedCache(scope, id, attributes);
  }

  /** Connections of the cache, closed by default. Rules are added to the client's stack, as by `allowAccessFrom`. */
  public readonly connections: Connections;

  /** Name of the cache. */
  public readonly cacheName: string;

  /** ARN of the cache. */
  public readonly cacheArn: string;

  /** Address of the cache, such as `rediss://name.serverless.apse1.cache.amazonaws.com:6379`, without credentials. */
  public readonly uri: string;

  /** Maximum data storage. */
  public readonly maxDataStorage: Size;

  /** Maximum ElastiCache processing units per second. */
  public readonly maxEcpuPerSecond: number;

  /** ElastiCache user that IAM roles log in as, `undefined` without IAM authentication. */
  public readonly iamUserName?: string;

  /** No parameters: the address is a variable in plain text. */
  public readonly parameters: Record<string, IStringParameter> = {};

  /** No secrets: clients are known by their security group, and by their role with IAM authentication. */
  public readonly secrets: Record<string, ServiceSecret> = {};

  /** Nothing has to be written before a service can start. */
  public readonly pendingInputs: PendingInput[] = [];

  /** Empty: another address is another value in the task definition, which starts new tasks. */
  public readonly fingerprint = '';

  private readonly securityGroup: SecurityGroup;
  private readonly users?: IamUserGroup;

  constructor(scope: Construct, id: string, props: ValkeyCacheProps) {
    super(scope, id);
    requireProps(this, props, { vpc: true });
    throwOnProblems(this, ...typeProblems(props, CACHE_TYPES));
    const selected = props.vpc.selectSubnets(props.subnets ?? privateSubnets(props.vpc));
    const { subnetIds } = selected;
    throwOnProblems(this, ...placementProblems(this, props.vpc, selected), ...cacheProblems(props, subnetIds));
    this.maxDataStorage = props.maxDataStorage ?? Size.gibibytes(1);
    this.maxEcpuPerSecond = props.maxEcpuPerSecond ?? 5000;
    this.cacheName = props.cacheName ?? cacheNameFor(this, subnetIds, props.encryptionKey);
    this.users = props.iamAuthentication ? iamUserGroup(this) : undefined;
    this.iamUserName = this.users?.userName;

    this.securityGroup = new SecurityGroup(this, 'SecurityGroup', {
      vpc: props.vpc,
      description: 'Who may call the cache',
      allowAllOutbound: false,
    });
    this.connections = cacheConnections(this, this.securityGroup);

    const cache = new CfnServerlessCache(this, 'Resource', {
      serverlessCacheName: this.cacheName,
      description: `Cache of ${Stack.of(this).stackName}`,
      engine: 'valkey',
      majorEngineVersion: '8',
      subnetIds,
      securityGroupIds: [this.securityGroup.securityGroupId],
      cacheUsageLimits: {
        dataStorage: { maximum: this.maxDataStorage.toGibibytes(), unit: 'GB' },
        ecpuPerSecond: { maximum: this.maxEcpuPerSecond },
      },
      snapshotRetentionLimit: props.snapshotRetention?.toDays(),
      kmsKeyId: props.encryptionKey?.keyArn,
      userGroupId: this.users?.groupId,
    });
    cache.applyRemovalPolicy(RemovalPolicy.DESTROY); // its data can be computed again, and it costs by the hour
    this.cacheArn = cacheArnOf(Stack.of(this), this.cacheName);
    this.uri = weakReference({
      producer: topLevelStack(this),
      name: 'CacheUri',
      value: `rediss://${cache.attrEndpointAddress}:${cache.attrEndpointPort}`,
      identity: () => [cache.logicalId, this.cacheName, subnetIds, props.encryptionKey?.keyArn],
    });
  }

  /** Address as `CACHE_URI`; with IAM authentication also the user to log in as, `CACHE_USER`. */
  public get variables(): Record<string, string> {
    return cacheVariables(this);
  }

  /** Alarms: `CacheRefusesCalls`, `CacheDataNearLimit` and `CacheComputeNearLimit`. */
  public get alarmDefinitions(): AlarmDefinition[] {
    return cacheAlarms(this);
  }

  /** Graphs of the data, the processing units and the throttled commands. */
  public get graphDefinitions(): GraphDefinition[] {
    return cacheGraphs(this);
  }

  /** No log queries: the cache writes no log. */
  public get logQueries(): LogQueryDefinition[] {
    return [];
  }

  /**
   * Opens the cache to a client. The rules belong to the client's stack, which is deployed after that of the cache.
   * @param client service or security group that connects
   */
  public allowAccessFrom(client: IConnectable): void {
    allowCacheAccess(client, this.securityGroup);
  }

  /**
   * Grants a role to log in, where the cache has IAM authentication.
   * @param grantee role of the client
   */
  public grantConnect(grantee: IGrantable): Grant {
    return grantCacheConnect(this, grantee, this.users?.userArn);
  }

  /**
   * Grants a role to log in with IAM authentication, and nothing without.
   * @param grantee task role of the service
   */
  public grantUse(grantee: IGrantable): Grant {
    return grantCacheUse(this, grantee);
  }

  /**
   * Data in the cache, in bytes: the maximum.
   * @param props metric options: period, statistic, label, region
   */
  public metricBytesUsed(props?: MetricOptions): Metric {
    return this.metric('BytesUsedForCache', Stats.MAXIMUM, props);
  }

  /**
   * ElastiCache processing units consumed: the sum.
   * @param props metric options: period, statistic, label, region
   */
  public metricProcessingUnits(props?: MetricOptions): Metric {
    return this.metric('ElastiCacheProcessingUnits', Stats.SUM, props);
  }

  /**
   * Commands throttled at the limits: the sum.
   * @param props metric options: period, statistic, label, region
   */
  public metricThrottledCommands(props?: MetricOptions): Metric {
    return this.metric('ThrottledCmds', Stats.SUM, props);
  }

  private metric(metricName: string, statistic: string, props?: MetricOptions): Metric {
    const dimensionsMap = { clusterId: this.cacheName };
    return new Metric({ namespace: 'AWS/ElastiCache', metricName, statistic, ...props, dimensionsMap });
  }
}
