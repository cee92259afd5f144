import { IPeerableNetwork } from './i-peerable-network';
import { requireArgument, requireProps } from '../core/private/checks/required-props';
import { instance, OPTIONS, requireTypes, TEXT, TEXTS } from '../core/private/checks/types';

/** Ids of a VPC that attaches to a hub. */
export interface AttachedVpcOptions {
  /** CIDR block of the VPC. */
  readonly cidr: string;

  /** Ids of the subnets that the transit gateway is attached by: one in each Availability Zone with tasks. */
  readonly subnetIds: string[];

  /** Ids of the route tables of the private subnets, which get routes. Those of public subnets get none. */
  readonly routeTableIds: string[];
}

/**
 * VPC that a `NetworkAttachment` attaches to a hub: a `ThreeTierNetwork`, or a VPC of another team by its ids.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html
 * @example
 * import { HubSpoke, ThreeTierNetwork } from 'rl-bank-constructs/network';
 *
 * declare const network: ThreeTierNetwork;
 *
 * const own = HubSpoke.network(network);
 * const other = HubSpoke.vpc('vpc-0123456789abcdef0', {
 *   cidr: '10.4.0.0/16',
 *   subnetIds: ['subnet-0aaaaaaaaaaaaaaaa', 'subnet-0bbbbbbbbbbbbbbbb'],
 *   routeTableIds: ['rtb-0123456789abcdef0'],
 * });
 */
export class HubSpoke {
  /**
   * A `ThreeTierNetwork`: its app subnets get the routes, and their network ACL the rules.
   * @param network the network
   */
  public static network(network: IPeerableNetwork): HubSpoke {
    requireArgument('HubSpoke.network', 'network', network, instance('a ThreeTierNetwork', 'addConnection'));
    return new HubSpoke(network);
  }

  /**
   * A VPC that another stack or team has made. Its network ACLs have to let the traffic pass.
   * @param vpcId id of the VPC
   * @param options its range, subnets and route tables
   */
  public static vpc(vpcId: string, options: AttachedVpcOptions): HubSpoke {
    requireArgument('HubSpoke.vpc', 'vpcId', vpcId, TEXT);
    requireArgument('HubSpoke.vpc', 'options', options, OPTIONS);
    requireProps('HubSpoke.vpc', options, { cidr: true, subnetIds: true, routeTableIds: true });
    requireTypes('HubSpoke.vpc', options, { cidr: TEXT, subnetIds: TEXTS, routeTableIds: TEXTS });
    return new HubSpoke(undefined, { vpcId, ...options });
  }

  private constructor(
    /**
     * Network of this app.
     * @internal
     */
    public readonly _network?: IPeerableNetwork,
    /**
     * VPC by its ids.
     * @internal
     */
    public readonly _vpc?: AttachedVpcOptions & { readonly vpcId: string },
  ) {}
}
