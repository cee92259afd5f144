import { requireArgument } from '../core/private/checks/required-props';
import { LIST } from '../core/private/checks/types';

/**
 * Clients that the load balancer of an API admits.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html
 * @example
 * import { ApiExposure } from 'rl-bank-constructs/service';
 *
 * const partners = ApiExposure.ranges(['198.51.100.0/24']);
 * const internal = ApiExposure.withinVpc(); // and api.connections.allowDefaultPortFrom(client) for each client
 */
export class ApiExposure {
  /** Admits the whole internet. Clients in the VPC arrive from the addresses of its NAT gateways. */
  public static internet(): ApiExposure {
    return new ApiExposure(true, ['0.0.0.0/0']);
  }

  /**
   * Admits known addresses on the internet, such as a partner's or a CDN's. Clients in the VPC arrive from the addresses of
   * its NAT gateways: include them, or the load balancer refuses these clients.
   * @param addressRanges CIDR blocks
   */
  public static ranges(addressRanges: string[]): ApiExposure {
    requireArgument('ApiExposure.ranges', 'addressRanges', addressRanges, LIST);
    return new ApiExposure(true, [...new Set(addressRanges)].sort());
  }

  /** Admits clients in the VPC that `api.connections.allowDefaultPortFrom(client)` names, and no range of addresses. */
  public static withinVpc(): ApiExposure {
    return new ApiExposure(false, []);
  }

  private constructor(
    /** Whether the load balancer is internet-facing. */
    public readonly isPublic: boolean,
    /** CIDR blocks that are admitted. */
    public readonly addressRanges: string[],
  ) {}
}
