import { requireArgument, requireProps } from '../core/private/checks/required-props';
import { BOOLEAN, requireTypes, TEXT, TEXTS } from '../core/private/checks/types';

/** Options for a connection to another network. */
export interface NetworkConnectionOptions {
  /**
   * CIDR blocks of the other network that get routes, such as those of the servers, and not those of guests or devices.
   * They cannot overlap the VPC.
   */
  readonly ranges: string[];

  /**
   * Whether the isolated tiers, such as the data tier, get routes too, and their network ACLs rules. For a database that
   * the other network connects to.
   * @default false
   */
  readonly includeDataTier?: boolean;
}

/**
 * Private connection of a `ThreeTierNetwork` to another network: VPN, Direct Connect, transit gateway or VPC peering.
 *
 * @see https://docs.aws.amazon.com/whitepapers/latest/aws-vpc-connectivity-options/introduction.html
 * @example
 * import { NetworkConnection, ThreeTierNetwork } from 'rl-bank-constructs/network';
 *
 * declare const network: ThreeTierNetwork;
 *
 * network.addConnection('Office', NetworkConnection.transitGateway('tgw-0123456789abcdef0', { ranges: ['192.168.10.0/24'] }));
 */
export class NetworkConnection {
  /**
   * An existing virtual private gateway, where a VPN connection or Direct Connect ends. It is attached to the VPC, which
   * can have one.
   * @param virtualPrivateGatewayId id of the gateway, such as `vgw-0123456789abcdef0`
   * @param options ranges of the other network
   */
  public static virtualPrivateGateway(
    virtualPrivateGatewayId: string,
    options: NetworkConnectionOptions,
  ): NetworkConnection {
    return new NetworkConnection('virtualPrivateGateway', virtualPrivateGatewayId, options);
  }

  /**
   * An existing transit gateway, of this account or shared with it. The VPC is attached to it by its app subnets. A gateway
   * that does not accept attachments by itself has to accept this one while it is being created.
   * @param transitGatewayId id of the gateway, such as `tgw-0123456789abcdef0`
   * @param options ranges of the other networks
   */
  public static transitGateway(transitGatewayId: string, options: NetworkConnectionOptions): NetworkConnection {
    return new NetworkConnection('transitGateway', transitGatewayId, options);
  }

  /**
   * An existing VPC peering connection that is active. The other VPC needs routes of its own.
   * @param peeringConnectionId id of the connection, such as `pcx-0123456789abcdef0`
   * @param options ranges of the other VPC
   */
  public static peeringConnection(peeringConnectionId: string, options: NetworkConnectionOptions): NetworkConnection {
    return new NetworkConnection('peeringConnection', peeringConnectionId, options);
  }

  /** CIDR blocks of the other network that get routes. */
  public readonly ranges: string[];

  /** Whether the isolated tiers get routes too. */
  public readonly includeDataTier: boolean;

  private constructor(
    /**
     * Factory that made it.
     * @internal
     */
    public readonly _kind: 'virtualPrivateGateway' | 'transitGateway' | 'peeringConnection',
    /** Id of the gateway or of the peering connection. */
    public readonly targetId: string,
    options: NetworkConnectionOptions,
  ) {
    const factory = `NetworkConnection.${_kind}`;
    requireArgument(factory, `${_kind}Id`, targetId, TEXT);
    requireProps(factory, options, { ranges: true });
    requireTypes(factory, options, { ranges: TEXTS, includeDataTier: BOOLEAN });
    this.ranges = [...new Set(options.ranges)].sort();
    this.includeDataTier = options.includeDataTier ?? false;
  }
}
