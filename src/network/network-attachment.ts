import { Stack } from 'aws-cdk-lib';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { HubSpoke } from './hub-spoke';
import { INetworkHub } from './i-network-hub';
import { associate } from './private/hub/association';
import { attachmentOf, cidrOf } from './private/hub/attachment-of';
import { attachmentProblems } from './private/hub/attachment-problems';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireProps } from '../core/private/checks/required-props';
import { BOOLEAN, instance, requireTypes, TEXTS } from '../core/private/checks/types';

/** Properties for defining a `NetworkAttachment`. */
export interface NetworkAttachmentProps {
  /** Hub that the VPC attaches to, in the region of the VPC. */
  readonly hub: INetworkHub;

  /** VPC that attaches. Its addresses are within the `spokeRanges` of the hub, those of a hub network outside of them. */
  readonly spoke: HubSpoke;

  /**
   * CIDR blocks that the private subnets reach by the hub: those of on-premises networks and of hub networks. Ranges of spokes are
   * refused, except for a hub network.
   */
  readonly ranges: string[];

  /**
   * Whether the VPC is a hub network, which all spokes reach and which reaches them, such as one with resolver endpoints. The account
   * of the hub has it.
   * @default false
   */
  readonly isHubNetwork?: boolean;
}

/**
 * Attaches a VPC to a hub: routes of its private subnets to named ranges, and the association in the account of the hub.
 *
 * A VPC of another account gets a second stack, `<stack>-hub-…`, which is deployed to the account of the hub after the first: no other account
 * may associate an attachment.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html
 * @example
 * import { HubSpoke, NetworkAttachment, NetworkHub, ThreeTierNetwork } from 'rl-bank-constructs/network';
 *
 * declare const network: ThreeTierNetwork;
 *
 * const hub = NetworkHub.fromNetworkHubAttributes(this, 'Hub', {
 *   transitGatewayId: 'tgw-0123456789abcdef0',
 *   spokeRouteTableId: 'tgw-rtb-0123456789abcdef0',
 *   hubRouteTableId: 'tgw-rtb-0123456789abcdef1',
 *   spokeRanges: ['10.0.0.0/8'],
 *   hubAccount: '100000000003',
 *   hubRegion: 'us-east-1',
 * });
 * new NetworkAttachment(this, 'ToHub', { hub, spoke: HubSpoke.network(network), ranges: ['192.168.0.0/16'] });
 */
@propertyInjectable
export class NetworkAttachment extends Construct {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.network.NetworkAttachment';

  /** Id of the attachment, in the stack that has it. */
  public readonly attachmentId: string;

  /** Stack with the association: that of the VPC, or one in the account of the hub. */
  public readonly associationStack: Stack;

  constructor(scope: Construct, id: string, props: NetworkAttachmentProps) {
    super(scope, id);
    requireProps(this, props, { hub: true, spoke: true, ranges: true });
    requireTypes(this, props, {
      hub: instance('an INetworkHub', 'spokeRouteTableId'),
      spoke: instance('a HubSpoke', '_network'),
      ...{ ranges: TEXTS, isHubNetwork: BOOLEAN },
    });
    const { hub, spoke, isHubNetwork = false } = props;
    const planned = { hub, spoke, isHubNetwork, ranges: [...new Set(props.ranges)].sort() };
    throwOnProblems(this, ...attachmentProblems(this, planned));

    const attachment = attachmentOf(this, spoke, hub, planned.ranges);
    this.attachmentId = attachment.ref;
    this.associationStack = associate(this, { attachment, planned, cidr: cidrOf(spoke) });
  }
}
