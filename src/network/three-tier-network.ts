import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { MathExpression, Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { IConnectable, ISecurityGroup, IVpc, NetworkAcl, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { IPeerableNetwork } from './i-peerable-network';
import { NetworkConnection } from './network-connection';
import { NetworkEgress } from './network-egress';
import { AlarmDefinition, GraphDefinition, IMonitored, LogQueryDefinition } from '../core';
import { connectionProblems } from './private/connection/connection-problems';
import { connectionRules, routesOf } from './private/connection/connection-routes';
import { allowEndpointAccess } from './private/endpoints';
import { recordPeerable } from './private/peering/peerable';
import { FlowLogs, flowLogsOf } from './private/tiers/flow-logs';
import {
  natGatewayAddress,
  natGatewaysOf,
  natGatewayZones,
  NatGateway,
  routeByNat,
} from './private/tiers/nat-gateways';
import { aclProblem, aclRulesOf, addRules, networkAclOf } from './private/tiers/network-acls';
import { networkAlarms, networkGraphs, networkLogQueries } from './private/tiers/network-alarms';
import { anomalyMetric, natMetrics } from './private/tiers/network-metrics';
import { endpointsIn, requireNetworkProps, tierProblem } from './private/tiers/network-props';
import { addSubnets, CreatedTier, privateTier, publicTier, vpcOf } from './private/tiers/subnets';
import { plannedTiers } from './private/tiers/tier-plan';
import { planProblems } from './private/tiers/tier-problems';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireArgument } from '../core/private/checks/required-props';
import { instance, TEXT } from '../core/private/checks/types';
import { removalPolicyOf } from '../core/private/resources/removal-policy';
import { topLevelStack } from '../core/private/stacks/stack-of';
import { weakReference } from '../core/private/stacks/weak-reference';

/** A tier beside the three: subnets with addresses and a network ACL of their own. */
export interface AdditionalTier {
  /** Name of the tier in PascalCase, such as `Batch`: prefix of the ids of its subnets, and their `subnetGroupName`. */
  readonly name: string;

  /** CIDR block of its subnet in zone a, such as `10.0.30.0/24`. Zone b has the next block. */
  readonly cidr: string;

  /**
   * Whether it has the routes of the app tier, and may connect to isolated tiers. Else it is isolated as the data tier is.
   * @default false
   */
  readonly egress?: boolean;
}

/** Properties for defining a `ThreeTierNetwork`. */
export interface ThreeTierNetworkProps {
  /**
   * IPv4 CIDR block of the VPC, /16 to /28. Another one replaces the VPC with everything in it. Choose one that no network
   * has which this one may be connected to.
   */
  readonly cidr: string;

  /**
   * Egress path of the app subnets: `natGatewayPerZone()`, `singleNatGateway()`, `vpcEndpoints()` or `none()`. NAT gateways
   * and interface endpoints are billed by the hour.
   */
  readonly egress: NetworkEgress;

  /**
   * Names of the Availability Zones, two at least. One more creates subnets and changes none. List it last: a single NAT
   * gateway is in the first one.
   * @default - zones a, b and c of the region of the stack (ca-central-1: a, b, d; ap-northeast-1: a, c, d)
   */
  readonly availabilityZones?: string[];

  /**
   * CIDR block of the public subnet in zone a; zone b has the next block.
   * @default - the first /24 of the VPC, such as 10.0.0.0/24
   */
  readonly publicCidr?: string;

  /**
   * CIDR block of the app subnet in zone a; zone b has the next block.
   * @default - the eleventh /24 of the VPC, such as 10.0.10.0/24
   */
  readonly appCidr?: string;

  /**
   * CIDR block of the data subnet in zone a; zone b has the next block.
   * @default - the 21st /24 of the VPC, such as 10.0.20.0/24
   */
  readonly dataCidr?: string;

  /**
   * Tiers beside the three. One more changes no subnet.
   * @default - the VPC has the three tiers alone
   */
  readonly additionalTiers?: AdditionalTier[];

  /**
   * Retention of the flow logs.
   * @default Duration.days(30)
   */
  readonly flowLogRetention?: Duration;

  /**
   * Removal policy of the log group of the flow logs, and of the Elastic IP addresses, which stand in the allow lists of
   * others. `RemovalPolicy.DESTROY` takes the context `rl-bank-constructs:destroyData`.
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * A VPC with public, app and data subnets, whose addresses depend on tier and zone alone.
 *
 * The data subnets have no route out of the VPC. Each tier has a network ACL, and all traffic is in flow logs.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/what-is-amazon-vpc.html
 *
 * @example
 * import { NetworkEgress, ThreeTierNetwork } from 'rl-bank-constructs/network';
 *
 * const network = new ThreeTierNetwork(this, 'Network', {
 *   cidr: '10.0.0.0/16',
 *   egress: NetworkEgress.natGatewayPerZone(),
 * });
 */
@propertyInjectable
export class ThreeTierNetwork extends Construct implements IPeerableNetwork, IMonitored {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.network.ThreeTierNetwork';

  /** VPC, for constructs of the CDK and of this library. Its private subnets are the app subnets. */
  public readonly vpc: IVpc;

  /** Selection of the public subnets, for load balancers. */
  public readonly publicSubnets: SubnetSelection;

  /** Selection of the app subnets, for tasks. */
  public readonly appSubnets: SubnetSelection;

  /** Selection of the data subnets, for databases and caches. */
  public readonly dataSubnets: SubnetSelection;

  /** Network ACL of the public tier. */
  public readonly publicNetworkAcl: NetworkAcl;

  /** Network ACL of the app tier. */
  public readonly appNetworkAcl: NetworkAcl;

  /** Network ACL of the data tier: it admits TCP from the app tier, and nothing else. Add entries below 1000. */
  public readonly dataNetworkAcl: NetworkAcl;

  /** Public IP addresses of the NAT gateways, for allow lists, in any stack of the account; empty without NAT gateways. */
  public readonly allowListAddresses: string[];

  /** Security group of the VPC endpoints; `undefined` without them. */
  public readonly endpointSecurityGroup?: ISecurityGroup;

  /** Log group of the flow logs. */
  public readonly flowLogGroup: ILogGroup;

  private readonly tiers: CreatedTier[];
  private readonly networkAcls: NetworkAcl[];
  private readonly natGateways: NatGateway[];
  private readonly flowLogs: FlowLogs;
  private readonly cidr: string;
  private readonly hasEgress: boolean;
  private readonly connections = new Map<string, NetworkConnection>();

  constructor(scope: Construct, id: string, props: ThreeTierNetworkProps) {
    super(scope, id);
    const zones = requireNetworkProps(this, props);
    const sorted = [...zones].sort(); // other stacks have lists of subnets, which no order of zones may change
    const planned = plannedTiers(props, sorted);
    this.cidr = props.cidr;
    this.hasEgress = props.egress._kind !== 'none()';
    throwOnProblems(this, ...planProblems(props.cidr, planned));
    throwOnProblems(
      this,
      ...planned.map((tier) => aclProblem(tier, aclRulesOf(tier, planned, props.cidr, this.hasEgress))),
    );
    const removalPolicy = removalPolicyOf(this, props.removalPolicy);

    this.vpc = vpcOf(this, props.cidr, sorted);
    const publicOnes = publicTier(this, this.vpc, planned[0]);
    const privateOnes = planned.slice(1).map((tier) => privateTier(this, this.vpc, tier));
    this.tiers = [publicOnes, ...privateOnes];
    addSubnets(this.vpc, this.tiers);

    this.natGateways = natGatewaysOf(this, publicOnes, natGatewayZones(props.egress, zones), removalPolicy);
    routeByNat(privateOnes, this.natGateways);
    this.allowListAddresses = this.natGateways.map(natGatewayAddress);
    this.endpointSecurityGroup = endpointsIn(this, this.vpc, privateOnes, props.egress);

    const acls = new Construct(this, 'NetworkAcls');
    this.networkAcls = this.tiers.map((tier) => {
      return networkAclOf(acls, this.vpc, tier, aclRulesOf(tier, this.tiers, this.cidr, this.hasEgress));
    });
    [this.publicNetworkAcl, this.appNetworkAcl, this.dataNetworkAcl] = this.networkAcls;
    this.flowLogs = flowLogsOf(this, this.vpc.vpcId, props.flowLogRetention, removalPolicy);
    this.flowLogGroup = this.flowLogs.logGroup;
    [this.publicSubnets, this.appSubnets, this.dataSubnets] = this.tiers.map(({ created }) => ({ subnets: created }));
    const { cidr, tiers, networkAcls, hasEgress, connections } = this;
    recordPeerable(this, { cidr, tiers, networkAcls, hasEgress, connections, natGateways: this.natGateways.length });
  }

  /** Alarms: `NatGatewayOutOfPorts` (with NAT gateways) and `FlowLogAnomalies`. */
  public get alarmDefinitions(): AlarmDefinition[] {
    return networkAlarms(this, this.natGateways.length > 0, this.flowLogGroupName);
  }

  /** Graphs of the NAT gateways and of the anomalies. */
  public get graphDefinitions(): GraphDefinition[] {
    return networkGraphs(this, this.natGateways.length > 0);
  }

  /** Queries to the flow logs: rejected connections, and who exchanges most bytes. */
  public get logQueries(): LogQueryDefinition[] {
    return networkLogQueries(this.flowLogGroupName);
  }

  /**
   * Selection of the subnets of an additional tier, or of `Public`, `App` or `Data`.
   * @param name name of the tier
   */
  public selectTier(name: string): SubnetSelection {
    requireArgument(this, 'name', name, TEXT);
    throwOnProblems(this, tierProblem(name, this.tiers));
    return { subnets: this.tiers.find((tier) => tier.name === name)!.created };
  }

  /**
   * Opens the VPC endpoints to a client. With egress by NAT nothing is needed, and nothing is added.
   * @param client service or security group whose tasks call AWS services
   */
  public allowEndpointAccessFrom(client: IConnectable): void {
    allowEndpointAccess(this, this.endpointSecurityGroup, client);
  }

  /**
   * Adds a private connection: routes of the app subnets to the ranges of another network, and rules for them in the
   * network ACLs. Ranges that overlap the VPC are refused. Returns the construct of the connection: what depends on it waits
   * for its attachment and its routes.
   * @param id id of the connection, which its attachment is below
   * @param connection gateway or peering connection, and the ranges
   */
  public addConnection(id: string, connection: NetworkConnection): Construct {
    requireArgument(this, 'id', id, TEXT);
    requireArgument(this, 'connection', connection, instance('a NetworkConnection', 'targetId'));
    const connected = { cidr: this.cidr, tiers: this.tiers, connections: this.connections };
    throwOnProblems(this, ...connectionProblems(connected, connection));
    this.connections.set(id, connection);
    const added = this.tiers.map((tier) => connectionRules(tier, connection));
    throwOnProblems(this, ...this.tiers.map((tier) => aclProblem(tier, this.rulesOf(tier), 'ranges')));
    const routes = new Construct(this, id);
    routesOf(routes, this.vpc.vpcId, this.tiers, connection);
    this.networkAcls.forEach((acl, index) => addRules(acl, added[index]));
    return routes;
  }

  /**
   * Connections that fail since a NAT gateway has no free port for them: the sum over the gateways. A math expression:
   * `id` and `visible` have no effect.
   * @param props metric options: period, statistic, label, region
   */
  public metricPortAllocationErrors(props?: MetricOptions): MathExpression {
    return natMetrics(this, this.natGateways, ['ErrorPortAllocation'], props);
  }

  /**
   * Bytes that the NAT gateways exchange with destinations outside the VPC: the sum over the gateways. A math expression: `id` and
   * `visible` have no effect.
   * @param props metric options: period, statistic, label, region
   */
  public metricNatGatewayBytes(props?: MetricOptions): MathExpression {
    return natMetrics(this, this.natGateways, ['BytesInFromDestination', 'BytesOutToDestination'], props);
  }

  /**
   * Anomalies of high or medium priority in the flow logs: the sum.
   * @param props metric options: period, statistic, label, region
   */
  public metricFlowLogAnomalies(props?: MetricOptions): Metric {
    return anomalyMetric(this.flowLogs.detectorName, props);
  }

  private get flowLogGroupName(): string {
    const { logGroup, logicalId } = this.flowLogs;
    return weakReference({
      producer: topLevelStack(this),
      name: 'FlowLogGroupName',
      value: logGroup.logGroupName,
      identity: () => [logicalId],
    });
  }

  private rulesOf(tier: CreatedTier) {
    const own = aclRulesOf(tier, this.tiers, this.cidr, this.hasEgress);
    return [...own, ...[...this.connections.values()].flatMap((connection) => connectionRules(tier, connection))];
  }
}
