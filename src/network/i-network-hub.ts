import { IConstruct } from 'constructs';

/** A transit gateway with a route table for spokes and one for what they reach: a `NetworkHub`, or one by its ids. */
export interface INetworkHub extends IConstruct {
  /** Id of the transit gateway, such as `tgw-0123456789abcdef0`. */
  readonly transitGatewayId: string;

  /** Id of the route table of the spokes: it leads to hub networks and on-premises networks. */
  readonly spokeRouteTableId: string;

  /** Id of the route table of hub networks and on-premises networks: it leads to the spokes. */
  readonly hubRouteTableId: string;

  /** CIDR blocks of the spokes: the route table of the spokes drops what is addressed to them. */
  readonly spokeRanges: string[];

  /** Account of the transit gateway, which alone may associate an attachment with a route table. */
  readonly hubAccount: string;

  /** Region of the transit gateway: VPCs of that region attach to it. */
  readonly hubRegion: string;
}
