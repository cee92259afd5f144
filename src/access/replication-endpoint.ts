import { CfnResource, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { CpuArchitecture } from 'aws-cdk-lib/aws-ecs';
import { NetworkLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { EndpointService, endpointServiceFor } from './private/replication/endpoint-service';
import { addressesFor, addressTexts } from './private/replication/fixed-addresses';
import { loadBalancerFor, loadBalancerGroup, targetsFor } from './private/replication/load-balancer';
import { pendingInputsOf } from './private/replication/pending-inputs';
import { relayFor } from './private/replication/relay';
import { checkReplicationProps, requireReplicationProps } from './private/replication-checks/endpoint-problems';
import { replicationAlarms } from './private/replication-observed/replication-alarms';
import { replicationGraphs, replicationLogQueries } from './private/replication-observed/replication-graphs';
import * as metrics from './private/replication-observed/replication-metrics';
import { ReplicationExposure } from './replication-exposure';
import { AlarmDefinition, GraphDefinition, IMonitored, LogQueryDefinition, PendingInput } from '../core';
import { crossStackValue } from '../core/private/stacks/cross-stack-value';
import { IManagedDatabase } from '../data';
import { IImageRepository, LaunchPhase, ServicePlacementOptions, WorkerService } from '../service';

/** Properties for defining a `ReplicationEndpoint`. */
export interface ReplicationEndpointProps extends ServicePlacementOptions {
  /** PostgreSQL database with a `logicalReplicationUser`. */
  readonly database: IManagedDatabase;

  /** Image of HAProxy, 2.4 or newer, such as the official one that `pendingInputs` copies to ECR. */
  readonly image: IImageRepository;

  /** Clients that are admitted: endpoints of AWS PrivateLink, or named addresses on the internet. */
  readonly exposure: ReplicationExposure;

  /**
   * Whether the image exists. Without it no task runs.
   * @default LaunchPhase.NOT_READY
   */
  readonly launchPhase?: LaunchPhase;

  /**
   * Number of tasks that relay.
   * @default 2
   */
  readonly desiredCount?: number;

  /**
   * CPU architecture that the image is built for.
   * @default CpuArchitecture.X86_64
   */
  readonly cpuArchitecture?: CpuArchitecture;

  /**
   * Subnets of the load balancer, in two Availability Zones at least.
   * @default - the private subnets of the VPC, with named addresses the public ones
   */
  readonly loadBalancerSubnets?: SubnetSelection;

  /**
   * Deletion protection of the load balancer. Deploy once with `false` before deleting it.
   * @default true
   */
  readonly deletionProtection?: boolean;

  /**
   * Retention of the log group.
   * @default Duration.days(90)
   */
  readonly logRetention?: Duration;

  /**
   * Customer managed KMS key of the log group.
   * @default - encryption with keys of CloudWatch Logs
   */
  readonly logEncryptionKey?: IKey;

  /**
   * Removal policy of the log group and of Elastic IP addresses. `RemovalPolicy.DESTROY` takes the context
   * `rl-bank-constructs:destroyData`.
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * Way for a sync service outside of the account, such as PowerSync, to replicate from a private PostgreSQL database.
 *
 * A Network Load Balancer leads to tasks that relay TCP to the writer of the database, whose address changes at a failover.
 * TLS is between client and database: the tasks have no secret and see no plain text. The database admits the tasks alone.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-share-your-services.html
 * @example
 * import * as ec2 from 'aws-cdk-lib/aws-ec2';
 * import { ReplicationEndpoint, ReplicationExposure } from 'rl-bank-constructs/access';
 * import { PostgresDatabase } from 'rl-bank-constructs/data';
 * import { IImageRepository } from 'rl-bank-constructs/service';
 *
 * declare const vpc: ec2.IVpc;
 * declare const relay: IImageRepository;
 *
 * const database = new PostgresDatabase(this, 'Database', {
 *   vpc,
 *   databaseName: 'sites',
 *   users: ['app'],
 *   logicalReplicationUser: 'sync',
 * });
 * const sync = new ReplicationEndpoint(this, 'Sync', {
 *   vpc,
 *   database,
 *   image: relay, // HAProxy
 *   exposure: ReplicationExposure.privateLink({ allowedPrincipals: ['arn:aws:iam::131569880293:root'] }),
 * });
 */
@propertyInjectable
export class ReplicationEndpoint extends Construct implements IMonitored {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.access.ReplicationEndpoint';

  /** ECS service of the tasks that relay. */
  public readonly relay: WorkerService;

  /** Network Load Balancer. */
  public readonly loadBalancer: NetworkLoadBalancer;

  /** DNS name of the load balancer, for any stack. */
  public readonly loadBalancerDnsName: string;

  /** Elastic IP addresses of the load balancer, for any stack; none with PrivateLink. */
  public readonly addresses: string[];

  /** Port that clients connect to: that of the database. */
  public readonly port: number;

  /** Name of the database that clients connect to. */
  public readonly databaseName: string;

  /** Name of the user that clients log in as. */
  public readonly userName: string;

  private readonly props: ReplicationEndpointProps;
  private readonly endpointService?: EndpointService;
  private readonly metered: metrics.MeteredEndpoint;

  constructor(scope: Construct, id: string, props: ReplicationEndpointProps) {
    super(scope, id);
    requireReplicationProps(this, props);
    checkReplicationProps(this, props);
    const { database, exposure } = props;
    this.props = props;
    this.port = database.port;
    this.databaseName = database.databaseName;
    this.userName = database.logicalReplicationUser!;

    const securityGroup = loadBalancerGroup(this, props);
    const addresses = addressesFor(this, props);
    this.loadBalancer = loadBalancerFor(this, props, securityGroup, addresses);
    const { targets, listener } = targetsFor(this, props, this.loadBalancer);
    this.relay = relayFor(this, props, { targets, listener, securityGroup });
    this.endpointService = exposure.isPublic ? undefined : endpointServiceFor(this, this.loadBalancer, exposure);

    // The other kind of exposure replaces the load balancer below its logical id.
    const identity = ({ logicalId }: CfnResource) => [logicalId, exposure.isPublic];
    const seen = (name: string, value: string) => crossStackValue(this.loadBalancer, { name, value, identity });
    this.loadBalancerDnsName = seen('LoadBalancerDnsName', this.loadBalancer.loadBalancerDnsName);
    this.addresses = addressTexts(addresses);
    this.metered = {
      loadBalancer: seen('LoadBalancerFullName', this.loadBalancer.loadBalancerFullName),
      targetGroup: crossStackValue(targets, { name: 'TargetGroupFullName', value: targets.targetGroupFullName }),
      hasTasks: (props.launchPhase ?? LaunchPhase.NOT_READY) !== LaunchPhase.NOT_READY,
    };
  }

  /** Name of the endpoint service, such as `com.amazonaws.vpce.eu-west-2.vpce-svc-…`, for any stack; `undefined` with named addresses. */
  public get endpointServiceName(): string | undefined {
    return this.endpointService?.serviceName;
  }

  /** Id of the endpoint service, such as `vpce-svc-…`, for any stack; `undefined` with named addresses. */
  public get endpointServiceId(): string | undefined {
    return this.endpointService?.serviceId;
  }

  /** Image of the relay, and what an operator does at database and sync service, in this order, each with its command. */
  public get pendingInputs(): PendingInput[] {
    return pendingInputsOf(this, this.props);
  }

  /**
   * Alarms: `NoHealthyRelay`, `ConsumerDisconnected`, and of the tasks `TasksMissing`, `CpuHigh`, `MemoryHigh` and
   * `DeploymentFailed`. All but the last are left out while `launchPhase` keeps the number of tasks at 0. The database has
   * those of its replication slots.
   */
  public get alarmDefinitions(): AlarmDefinition[] {
    return replicationAlarms(this.metered, this.relay);
  }

  /** Graphs of connections, relays and traffic, and of the tasks. */
  public get graphDefinitions(): GraphDefinition[] {
    return [...replicationGraphs(this.metered), ...this.relay.graphDefinitions];
  }

  /** First queries to the log of the relays: connections, and those that did not reach the database. */
  public get logQueries(): LogQueryDefinition[] {
    return [...replicationLogQueries(this.relay), ...this.relay.logQueries];
  }

  /**
   * Relays that answer the health check of the load balancer: the minimum.
   * @param props metric options: period, statistic, label, region
   */
  public metricHealthyRelays(props?: MetricOptions): Metric {
    return metrics.healthyRelays(this.metered, props);
  }

  /**
   * Connections of clients at a time: the maximum.
   * @param props metric options: period, statistic, label, region
   */
  public metricActiveConnections(props?: MetricOptions): Metric {
    return metrics.activeConnections(this.metered, props);
  }
}
