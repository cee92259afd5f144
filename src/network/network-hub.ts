import { CfnOutput, Stack } from 'aws-cdk-lib';
import { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnTransitGateway, CfnTransitGatewayRoute, CfnTransitGatewayRouteTable } from 'aws-cdk-lib/aws-ec2';
import { CfnResourceShare } from 'aws-cdk-lib/aws-ram';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { INetworkHub } from './i-network-hub';
import { NetworkHubAttributes } from './network-hub-attributes';
import { AlarmDefinition, GraphDefinition, IMonitored, LogQueryDefinition, PendingInput } from '../core';
import { gatewayMetric, hubAlarms, hubGraphs } from './private/hub/hub-alarms';
import { attributeProblems, hubProblems } from './private/hub/hub-problems';
import { ImportedHub } from './private/hub/imported-hub';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireArgument, requireProps } from '../core/private/checks/required-props';
import { NUMBER, OPTIONS, requireTypes, TEXT, TEXTS } from '../core/private/checks/types';
import { crossStackValue } from '../core/private/stacks/cross-stack-value';

/** Properties for defining a `NetworkHub`. */
export interface NetworkHubProps {
  /**
   * ARN of the organization that the transit gateway is shared with, such as `organization.organizationArn`. Accounts outside of
   * it cannot attach a VPC.
   */
  readonly organizationArn: string;

  /**
   * CIDR blocks that spokes get their addresses from, such as `10.0.0.0/8`. The hub drops what a spoke sends to them. On-premises
   * networks and hub networks are outside of them.
   */
  readonly spokeRanges: string[];

  /**
   * Autonomous system number of the transit gateway, for BGP: a private one that no router of the company has.
   * @default 64512
   */
  readonly amazonSideAsn?: number;
}

/**
 * A transit gateway for the VPCs of an organization: spokes reach hub networks and on-premises networks, and never each other.
 *
 * An attachment reaches nothing until a stack of this account associates it with a route table, so one that is accepted by itself
 * is no risk. `NetworkAttachment` makes both.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-isolated-shared.html
 * @example
 * import { NetworkHub } from 'rl-bank-constructs/network';
 *
 * const hub = new NetworkHub(this, 'Hub', {
 *   organizationArn: 'arn:aws:organizations::100000000000:organization/o-a1b2c3d4e5',
 *   spokeRanges: ['10.0.0.0/8'],
 * });
 */
@propertyInjectable
export class NetworkHub extends Construct implements INetworkHub, IMonitored {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.network.NetworkHub';

  /**
   * References a hub of another app or account, without a lookup.
   * @param scope where it is referenced
   * @param id its id there
   * @param attributes ids and ranges of the hub
   */
  public static fromNetworkHubAttributes(scope: Construct, id: string, attributes: NetworkHubAttributes): INetworkHub {
    const place = 'NetworkHub.fromNetworkHubAttributes';
    requireArgument(place, 'attributes', attributes, OPTIONS);
    requireProps(place, attributes, {
      ...{ transitGatewayId: true, spokeRouteTableId: true, hubRouteTableId: true },
      ...{ spokeRanges: true, hubAccount: true, hubRegion: true },
    });
    requireTypes(place, attributes, {
      ...{ transitGatewayId: TEXT, spokeRouteTableId: TEXT, hubRouteTableId: TEXT },
      ...{ spokeRanges: TEXTS, hubAccount: TEXT, hubRegion: TEXT },
    });
    throwOnProblems(place, ...attributeProblems(attributes));
    return new ImportedHub(scope, id, attributes);
  }

  /** Id of the transit gateway, in any stack of the account. */
  public readonly transitGatewayId: string;

  /** Id of the route table of the spokes. */
  public readonly spokeRouteTableId: string;

  /** Id of the route table of hub networks and on-premises networks. */
  public readonly hubRouteTableId: string;

  /** CIDR blocks of the spokes, sorted. */
  public readonly spokeRanges: string[];

  /** Account of the stack. */
  public readonly hubAccount: string;

  /** Region of the stack. */
  public readonly hubRegion: string;

  /** What has to be done before the first deployment, in the management account. */
  public readonly pendingInputs: PendingInput[];

  constructor(scope: Construct, id: string, props: NetworkHubProps) {
    super(scope, id);
    requireProps(this, props, { organizationArn: true, spokeRanges: true });
    requireTypes(this, props, { organizationArn: TEXT, spokeRanges: TEXTS, amazonSideAsn: NUMBER });
    throwOnProblems(this, ...hubProblems(props));

    this.spokeRanges = [...new Set(props.spokeRanges)].sort();
    const gateway = this.gateway(props.amazonSideAsn ?? 64512);
    const [spokes, hub] = ['SpokesRouteTable', 'HubRouteTable'].map((table) => this.routeTable(gateway, table));
    for (const range of this.spokeRanges) {
      // The longest prefix wins, and static routes win over those of BGP: no router on-premises opens a way around it.
      new CfnTransitGatewayRoute(spokes, range, {
        ...{ transitGatewayRouteTableId: spokes.ref, destinationCidrBlock: range, blackhole: true },
      });
    }
    this.share(gateway, props.organizationArn);

    const { account, region } = Stack.of(this);
    this.transitGatewayId = crossStackValue(gateway, { name: 'TransitGatewayId', value: gateway.ref });
    this.spokeRouteTableId = crossStackValue(spokes, { name: 'SpokeRouteTableId', value: spokes.ref });
    this.hubRouteTableId = crossStackValue(hub, { name: 'HubRouteTableId', value: hub.ref });
    [this.hubAccount, this.hubRegion] = [account, region];
    this.pendingInputs = [trustedAccess()];

    const description = 'For NetworkHub.fromNetworkHubAttributes';
    new CfnOutput(this, 'TransitGatewayId', { value: gateway.ref, description });
    new CfnOutput(this, 'SpokeRouteTableId', { value: spokes.ref, description });
    new CfnOutput(this, 'HubRouteTableId', { value: hub.ref, description });
  }

  /** Alarms: `PacketsToSpokes` and `PacketsWithoutRoute`. */
  public get alarmDefinitions(): AlarmDefinition[] {
    return hubAlarms(this);
  }

  /** Graphs of dropped packets and of traffic. */
  public get graphDefinitions(): GraphDefinition[] {
    return hubGraphs(this);
  }

  /** No queries: the flow logs of the spokes have the packets. */
  public get logQueries(): LogQueryDefinition[] {
    return [];
  }

  /**
   * Packets that the hub has dropped since they were addressed to the ranges of spokes: the sum over all attachments.
   * @param props metric options: period, statistic, label, region
   */
  public metricBlackholeDrops(props?: MetricOptions): Metric {
    return gatewayMetric(this.transitGatewayId, 'PacketDropCountBlackhole', props);
  }

  /**
   * Packets that the hub has dropped since it has no route for them: the sum over all attachments.
   * @param props metric options: period, statistic, label, region
   */
  public metricNoRouteDrops(props?: MetricOptions): Metric {
    return gatewayMetric(this.transitGatewayId, 'PacketDropCountNoRoute', props);
  }

  /**
   * Bytes that the hub has received from its attachments: the sum, which is what is billed.
   * @param props metric options: period, statistic, label, region
   */
  public metricBytes(props?: MetricOptions): Metric {
    return gatewayMetric(this.transitGatewayId, 'BytesIn', props);
  }

  private gateway(amazonSideAsn: number): CfnTransitGateway {
    return new CfnTransitGateway(this, 'TransitGateway', {
      amazonSideAsn,
      description: 'Hub of the organization: spokes reach hub and on-premises networks, and not each other',
      autoAcceptSharedAttachments: 'enable', // it reaches nothing until it is associated, which this account alone may do
      defaultRouteTableAssociation: 'disable', // one table for all attachments would connect them with each other
      defaultRouteTablePropagation: 'disable',
      dnsSupport: 'enable',
      multicastSupport: 'disable',
      vpnEcmpSupport: 'enable',
      tags: [{ key: 'Name', value: this.node.path }],
    });
  }

  private routeTable(gateway: CfnTransitGateway, id: string): CfnTransitGatewayRouteTable {
    return new CfnTransitGatewayRouteTable(this, id, {
      transitGatewayId: gateway.ref,
      tags: [{ key: 'Name', value: `${this.node.path}/${id}` }],
    });
  }

  private share(gateway: CfnTransitGateway, organizationArn: string): void {
    new CfnResourceShare(this, 'Share', {
      name: this.node.path.replace(/\//g, '-'),
      resourceArns: [
        Stack.of(this).formatArn({ service: 'ec2', resource: 'transit-gateway', resourceName: gateway.ref }),
      ],
      principals: [organizationArn],
      allowExternalPrincipals: false,
    });
  }
}

function trustedAccess(): PendingInput {
  const service = 'ram.amazonaws.com';
  return {
    key: 'ram',
    target: 'trusted access of AWS RAM to the organization',
    owner: 'an administrator of the management account, before the first deployment',
    command: 'aws ram enable-sharing-with-aws-organization',
    check: `aws organizations list-aws-service-access-for-organization --query "EnabledServicePrincipals[?ServicePrincipal=='${service}'].ServicePrincipal" --output text # prints ${service}`,
  };
}
