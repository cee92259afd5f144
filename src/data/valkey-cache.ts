import { ArnFormat, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Metric, MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Connections, IConnectable, IVpc, Port, SecurityGroup, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { AlarmDefinition, GraphDefinition, IMonitored, LogQueryDefinition } from '../core';
import { cacheAlarms } from './private/cache/cache-alarms';
import { cacheGraphs } from './private/cache/cache-graphs';
import { cacheNameFor } from './private/cache/cache-name';
import { cacheProblems } from './private/cache/cache-problems';
import { iamUserGroup, IamUserGroup } from './private/cache/cache-users';
import { throwOnProblems } from '../core/private/checks/problems';
import { importGroupInto } from '../core/private/stacks/import-group';
import { topLevelStack } from '../core/private/stacks/stack-of';
import { weakReference } from '../core/private/stacks/weak-reference';

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
export class ValkeyCache extends Construct implements IConnectable, IMonitored {
  /** Who may connect. Nobody may until a client is allowed. */
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

    const securityGroup = new SecurityGroup(this, 'SecurityGroup', {
      vpc: props.vpc,
      description: 'Who may call the cache',
      allowAllOutbound: false,
    });
    this.connections = new Connections({ securityGroups: [securityGroup], defaultPort: Port.tcp(6379) });

    const cache = new CfnServerlessCache(this, 'Resource', {
      serverlessCacheName: this.cacheName,
      description: `Cache of ${Stack.of(this).stackName}`,
      engine: 'valkey',
      majorEngineVersion: '8',
      subnetIds,
      securityGroupIds: [securityGroup.securityGroupId],
      cacheUsageLimits: {
        dataStorage: { maximum: this.maxDataGigabytes, unit: 'GB' },
        ecpuPerSecond: { maximum: this.maxEcpuPerSecond },
      },
      snapshotRetentionLimit: props.snapshotRetention?.toDays(),
      kmsKeyId: props.encryptionKey?.keyArn,
      userGroupId: this.users?.groupId,
    });
    cache.applyRemovalPolicy(RemovalPolicy.DESTROY); // it holds nothing that cannot be made again, and costs by the hour
    // By its name and not by the resource, so that no export holds the cache in its place.
    this.cacheArn = Stack.of(this).formatArn({
      service: 'elasticache',
      resource: 'serverlesscache',
      resourceName: this.cacheName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
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
   * Lets a client call the cache. The rules lie in the client's stack, which comes after the cache's.
   * @param client whose tasks call
   */
  public allowAccessFrom(client: IConnectable): void {
    const [group] = this.connections.securityGroups;
    client.connections.allowTo(importGroupInto(client, group), Port.tcp(6379), 'The cache');
  }

  /**
   * Allows a role to log in, where the cache logs roles of IAM in.
   * @param grantee the role of the client
   */
  public grantConnect(grantee: IGrantable): Grant {
    throwOnProblems(
      this,
      this.users
        ? undefined
        : {
            code: 'cache/no-iam-authentication',
            prop: 'iamAuthentication',
            value: false,
            allowed: 'roles log in only where the cache knows them, and this one takes every client that reaches it',
            fix: "set 'iamAuthentication', or allow the client by its security group alone",
          },
    );
    return Grant.addToPrincipal({
      grantee,
      actions: ['elasticache:Connect'],
      resourceArns: [this.cacheArn, this.users!.userArn],
    });
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
