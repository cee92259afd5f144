import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Metric, MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import {
  Connections,
  IConnectable,
  ISecurityGroup,
  IVpc,
  Port,
  SecurityGroup,
  SubnetSelection,
} from 'aws-cdk-lib/aws-ec2';
import { CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct, IConstruct } from 'constructs';
import { AlarmDefinition, GraphDefinition, IMonitored, LogQueryDefinition } from '../core';
import { allowCacheAccess, cacheArnOf, grantCacheConnect } from './private/cache/cache-access';
import { cacheAlarms } from './private/cache/cache-alarms';
import { cacheGraphs } from './private/cache/cache-graphs';
import { cacheNameFor } from './private/cache/cache-name';
import { cacheProblems } from './private/cache/cache-problems';
import { iamUserGroup, IamUserGroup } from './private/cache/cache-users';
import { ImportedCache } from './private/cache/imported-cache';
import { throwOnProblems } from '../core/private/checks/problems';
import { ClientSideGroup } from '../core/private/stacks/client-side-group';
import { topLevelStack } from '../core/private/stacks/stack-of';
import { weakReference } from '../core/private/stacks/weak-reference';

/** A serverless cache that speaks Valkey over TLS. */
export interface IValkeyCache extends IConstruct, IConnectable {
  /** Name of the cache. */
  readonly cacheName: string;

  /** ARN of the cache. */
  readonly cacheArn: string;

  /** Address of the cache, such as `rediss://name.serverless.apse1.cache.amazonaws.com:6379`, without credentials. */
  readonly uri: string;

  /** ElastiCache user that IAM roles log in as; `undefined` without IAM authentication. */
  readonly iamUserName?: string;

  /**
   * Opens the cache to a client. The rules belong to the client's stack, which is deployed after that of the cache.
   * @param client service or security group that connects
   */
  allowAccessFrom(client: IConnectable): void;

  /**
   * Grants a role to log in, where the cache has IAM authentication.
   * @param grantee role of the client
   */
  grantConnect(grantee: IGrantable): Grant;
}

/** Attributes of a cache that another app defines. */
export interface ValkeyCacheAttributes {
  /** Name of the cache. */
  readonly cacheName: string;

  /** DNS name of its endpoint, such as `name.serverless.apse1.cache.amazonaws.com`. */
  readonly endpointAddress: string;

  /** Security group of the cache. */
  readonly securityGroup: ISecurityGroup;

  /**
   * ElastiCache user that IAM roles log in as.
   * @default - the cache has no IAM authentication
   */
  readonly iamUserName?: string;
}

/** Properties for defining a `ValkeyCache`. */
export interface ValkeyCacheProps {
  /** The network that the cache is in. */
  readonly vpc: IVpc;

  /**
   * The subnets, two or three, in different zones. Other subnets make another cache.
   * @default - the private subnets of the network
   */
  readonly subnets?: SubnetSelection;

  /**
   * The name of the cache. With a name of your own, a change that makes another cache cannot be deployed.
   * @default - a name that follows from the construct and from what makes another cache
   */
  readonly cacheName?: string;

  /**
   * The most data it holds, in gigabytes. At the limit it evicts keys that have a time to live, and refuses writes.
   * @default 1
   */
  readonly maxDataGigabytes?: number;

  /**
   * The most it computes, in ElastiCache processing units a second. Beyond the limit it refuses.
   * @default 5000
   */
  readonly maxEcpuPerSecond?: number;

  /**
   * How long daily snapshots are kept.
   * @default - no snapshots: what is in a cache can be made again
   */
  readonly snapshotRetention?: Duration;

  /**
   * A key of the team's own. Another key makes another cache.
   * @default - a key that AWS keeps
   */
  readonly encryptionKey?: IKey;

  /**
   * Whether clients log in as roles of IAM.
   * @default false
   */
  readonly iamAuthentication?: boolean;
}

/**
 * A serverless cache that speaks Valkey over TLS, reachable by named clients alone, with a ceiling on what it may cost.
 */
export class ValkeyCache extends Construct implements IValkeyCache, IMonitored {
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

  /** The name of the cache. */
  public readonly cacheName: string;

  /** The ARN of the cache. */
  public readonly cacheArn: string;

  /** Where it is, such as `rediss://name.serverless.apse1.cache.amazonaws.com:6379`. There are no credentials in it. */
  public readonly uri: string;

  /** The most data it holds, in gigabytes. */
  public readonly maxDataGigabytes: number;

  /** The most it computes, in ElastiCache processing units a second. */
  public readonly maxEcpuPerSecond: number;

  /** The user that roles of IAM log in as. Without IAM authentication there is none. */
  public readonly iamUserName?: string;

  private readonly securityGroup: SecurityGroup;
  private readonly users?: IamUserGroup;

  constructor(scope: Construct, id: string, props: ValkeyCacheProps) {
    super(scope, id);
    const subnetIds = subnetsOf(props);
    throwOnProblems(this, ...cacheProblems(props, subnetIds));
    this.maxDataGigabytes = props.maxDataGigabytes ?? 1;
    this.maxEcpuPerSecond = props.maxEcpuPerSecond ?? 5000;
    this.cacheName = props.cacheName ?? cacheNameFor(this, subnetIds, props.encryptionKey);
    this.users = props.iamAuthentication ? iamUserGroup(this) : undefined;
    this.iamUserName = this.users?.userName;

    this.securityGroup = new SecurityGroup(this, 'SecurityGroup', {
      vpc: props.vpc,
      description: 'Who may call the cache',
      allowAllOutbound: false,
    });
    this.connections = new Connections({
      securityGroups: [new ClientSideGroup(this, 'Connections', this.securityGroup)],
      defaultPort: Port.tcp(6379),
    });

    const cache = new CfnServerlessCache(this, 'Resource', {
      serverlessCacheName: this.cacheName,
      description: `Cache of ${Stack.of(this).stackName}`,
      engine: 'valkey',
      majorEngineVersion: '8',
      subnetIds,
      securityGroupIds: [this.securityGroup.securityGroupId],
      cacheUsageLimits: {
        dataStorage: { maximum: this.maxDataGigabytes, unit: 'GB' },
        ecpuPerSecond: { maximum: this.maxEcpuPerSecond },
      },
      snapshotRetentionLimit: props.snapshotRetention?.toDays(),
      kmsKeyId: props.encryptionKey?.keyArn,
      userGroupId: this.users?.groupId,
    });
    cache.applyRemovalPolicy(RemovalPolicy.DESTROY); // it holds nothing that cannot be made again, and costs by the hour
    this.cacheArn = cacheArnOf(Stack.of(this), this.cacheName);
    this.uri = weakReference({
      producer: topLevelStack(this),
      name: 'CacheUri',
      value: `rediss://${cache.attrEndpointAddress}:${cache.attrEndpointPort}`,
      identity: () => [cache.logicalId, this.cacheName, subnetIds, props.encryptionKey?.keyArn],
    });
  }

  /** The alarms near the limits. */
  public get alarmDefinitions(): AlarmDefinition[] {
    return cacheAlarms(this);
  }

  /** How near it is to its limits. */
  public get graphDefinitions(): GraphDefinition[] {
    return cacheGraphs(this);
  }

  /** None: it writes no log. */
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
   * The data it holds, in bytes: the maximum.
   * @param props how it is drawn
   */
  public metricBytesUsed(props?: MetricOptions): Metric {
    return this.metric('BytesUsedForCache', Stats.MAXIMUM, props);
  }

  /**
   * What it has computed, in ElastiCache processing units: the sum.
   * @param props how it is drawn
   */
  public metricProcessingUnits(props?: MetricOptions): Metric {
    return this.metric('ElastiCacheProcessingUnits', Stats.SUM, props);
  }

  /**
   * The calls it has refused at its limits: the sum.
   * @param props how it is drawn
   */
  public metricThrottledCommands(props?: MetricOptions): Metric {
    return this.metric('ThrottledCmds', Stats.SUM, props);
  }

  private metric(metricName: string, statistic: string, props?: MetricOptions): Metric {
    const dimensionsMap = { clusterId: this.cacheName };
    return new Metric({ namespace: 'AWS/ElastiCache', metricName, statistic, ...props, dimensionsMap });
  }
}

/** The private ones, with a way out or without: the CDK's own choice would fall back on public subnets. */
function subnetsOf({ vpc, subnets }: ValkeyCacheProps): string[] {
  if (subnets) {
    return vpc.selectSubnets(subnets).subnetIds;
  }
  const own = vpc.privateSubnets.length > 0 ? vpc.privateSubnets : vpc.isolatedSubnets;
  return own.map(({ subnetId }) => subnetId);
}
