/** Attributes of a `NetworkHub` of another app or account: the outputs of its stack have the ids. */
export interface NetworkHubAttributes {
  /** Id of the transit gateway, such as `tgw-0123456789abcdef0`. */
  readonly transitGatewayId: string;

  /** Id of the route table of the spokes, such as `tgw-rtb-0123456789abcdef0`. */
  readonly spokeRouteTableId: string;

  /** Id of the route table of hub networks and on-premises networks. */
  readonly hubRouteTableId: string;

  /** CIDR blocks of the spokes, as the hub has them. */
  readonly spokeRanges: string[];

  /** Account of the hub. */
  readonly hubAccount: string;

  /** Region of the hub. */
  readonly hubRegion: string;
}
