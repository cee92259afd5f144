import { CfnOutput, Token } from 'aws-cdk-lib';
import { CfnDirectConnectGateway, CfnDirectConnectGatewayAssociation } from 'aws-cdk-lib/aws-directconnect';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { INetworkHub } from './i-network-hub';
import { PendingInput } from '../core';
import { asnProblem, rangeProblem } from './private/hub/hub-problems';
import { attachmentInput, onPremisesProblems, routesOnPremises } from './private/hub/on-premises';
import { Problem, problemIf, throwOnProblems } from '../core/private/checks/problems';
import { requireProps } from '../core/private/checks/required-props';
import { instance, NUMBER, requireTypes, TEXT, TEXTS } from '../core/private/checks/types';

/** Properties for defining a `DirectConnectAssociation`. */
export interface DirectConnectAssociationProps {
  /** Hub that Direct Connect ends at, of the account and region of the stack. */
  readonly hub: INetworkHub;

  /** CIDR blocks on-premises that spokes reach: outside of the `spokeRanges` of the hub, and of one connection each. */
  readonly ranges: string[];

  /**
   * Id of a Direct Connect gateway that exists in the account of the hub.
   * @default - a new Direct Connect gateway
   */
  readonly directConnectGatewayId?: string;

  /**
   * Autonomous system number of a new Direct Connect gateway: another one than that of the hub.
   * @default 64513
   */
  readonly amazonSideAsn?: number;

  /**
   * CIDR blocks that the gateway advertises on-premises.
   * @default - the `spokeRanges` of the hub
   */
  readonly advertisedRanges?: string[];

  /**
   * Id of the attachment, such as `tgw-attach-0123456789abcdef0`. CloudFormation does not return it: deploy once, and write down what the
   * command of `pendingInputs` answers.
   * @default - not known yet: the association exists, and nothing reaches it
   */
  readonly attachmentId?: string;
}

/**
 * The end of Direct Connect at a hub: a Direct Connect gateway, associated with the transit gateway. A network engineer orders the
 * line from its provider, and creates its transit virtual interface.
 *
 * @see https://docs.aws.amazon.com/directconnect/latest/UserGuide/direct-connect-transit-gateways.html
 * @example
 * import { DirectConnectAssociation, NetworkHub } from 'rl-bank-constructs/network';
 *
 * declare const hub: NetworkHub;
 *
 * new DirectConnectAssociation(this, 'DataCenter', { hub, ranges: ['172.16.0.0/16'] });
 */
@propertyInjectable
export class DirectConnectAssociation extends Construct {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.network.DirectConnectAssociation';

  /** Id of the Direct Connect gateway, for the transit virtual interface. */
  public readonly directConnectGatewayId: string;

  /** What is left to do: the attachment to write down, and the virtual interface. */
  public readonly pendingInputs: PendingInput[];

  constructor(scope: Construct, id: string, props: DirectConnectAssociationProps) {
    super(scope, id);
    requireProps(this, props, { hub: true, ranges: true });
    requireTypes(this, props, {
      hub: instance('an INetworkHub', 'spokeRouteTableId'),
      ...{
        ranges: TEXTS,
        directConnectGatewayId: TEXT,
        amazonSideAsn: NUMBER,
        advertisedRanges: TEXTS,
        attachmentId: TEXT,
      },
    });
    const { hub, attachmentId } = props;
    const onPremises = { hub, attachmentId, ranges: [...new Set(props.ranges)].sort() };
    throwOnProblems(this, ...gatewayProblems(props), ...onPremisesProblems(this, onPremises));

    this.directConnectGatewayId = props.directConnectGatewayId ?? this.gateway(props.amazonSideAsn ?? 64513);
    new CfnDirectConnectGatewayAssociation(this, 'Association', {
      directConnectGatewayId: this.directConnectGatewayId,
      associatedGatewayId: hub.transitGatewayId,
      allowedPrefixesToDirectConnectGateway: [...new Set(props.advertisedRanges ?? hub.spokeRanges)].sort(),
    });
    routesOnPremises(this, onPremises);
    new CfnOutput(this, 'DirectConnectGatewayId', { value: this.directConnectGatewayId });
    const attachment = attachmentId ? [] : [attachmentInput(this, 'direct-connect-gateway', '…')];
    this.pendingInputs = [...attachment, this.interfaceInput()];
  }

  private gateway(asn: number): string {
    const gateway = new CfnDirectConnectGateway(this, 'Gateway', {
      directConnectGatewayName: this.node.path.replace(/\//g, '-'),
      amazonSideAsn: String(asn),
    });
    return gateway.attrDirectConnectGatewayId;
  }

  private interfaceInput(): PendingInput {
    return {
      key: 'virtualInterface',
      target: `a transit virtual interface to the gateway of ${this.node.path}`,
      owner: 'a network engineer, when the line of the provider is there',
      command:
        'aws directconnect create-transit-virtual-interface --connection-id dxcon-… --new-transit-virtual-interface virtualInterfaceName=…,vlan=…,asn=…,directConnectGatewayId=…',
      check: `aws directconnect describe-virtual-interfaces --query 'virtualInterfaces[].virtualInterfaceState' --output text # prints available`,
    };
  }
}

function gatewayProblems(props: DirectConnectAssociationProps): Array<Problem | undefined> {
  const { directConnectGatewayId, amazonSideAsn, advertisedRanges } = props;
  const isId = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;
  const isKnown = directConnectGatewayId !== undefined && !Token.isUnresolved(directConnectGatewayId);
  return [
    problemIf(isKnown && !isId.test(directConnectGatewayId), {
      code: 'direct-connect-association/not-an-id',
      prop: 'directConnectGatewayId',
      value: directConnectGatewayId,
      allowed: 'must be like 5f294f92-bafb-4011-916d-9b0bec5a1234',
      fix: 'copy it from `aws directconnect describe-direct-connect-gateways`',
    }),
    asnProblem('amazonSideAsn', amazonSideAsn),
    problemIf(directConnectGatewayId !== undefined && amazonSideAsn !== undefined, {
      code: 'direct-connect-association/asn-of-existing',
      prop: 'amazonSideAsn',
      value: amazonSideAsn,
      allowed: 'must be left out for a Direct Connect gateway that exists: it has its number',
      fix: 'remove `amazonSideAsn`',
    }),
    problemIf(advertisedRanges !== undefined && advertisedRanges.length === 0, {
      code: 'direct-connect-association/nothing-advertised',
      prop: 'advertisedRanges',
      value: [],
      allowed: 'must have one CIDR block at least: routers on-premises would have no route to a spoke',
      fix: 'leave it out for the `spokeRanges` of the hub',
    }),
    ...(advertisedRanges ?? []).map((range) =>
      rangeProblem('direct-connect-association/not-a-range', 'advertisedRanges', range),
    ),
  ];
}
