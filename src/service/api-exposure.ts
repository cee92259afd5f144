import { ExternalEdge } from './external-edge';
import { requireArgument } from '../core/private/checks/required-props';
import { instance, LIST, requireTypes, TEXT } from '../core/private/checks/types';

/** Options for a load balancer that CloudFront alone reaches. */
export interface CloudFrontExposureOptions {
  /**
   * Id of the managed prefix list `com.amazonaws.global.cloudfront.origin-facing` in the region of the load balancer.
   * @default - the id that this library knows for the region
   */
  readonly prefixListId?: string;
}

/**
 * Clients that the load balancer of an API admits.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html
 * @example
 * import { ApiExposure } from 'rl-bank-constructs/service';
 *
 * const partners = ApiExposure.ranges(['198.51.100.0/24']);
 * const internal = ApiExposure.withinVpc(); // and api.connections.allowDefaultPortFrom(client) for each client
 * const behindCloudFront = ApiExposure.cloudFront();
 */
export class ApiExposure {
  /** Admits the whole internet. Clients in the VPC arrive from the addresses of its NAT gateways. */
  public static internet(): ApiExposure {
    return new ApiExposure({ isPublic: true, addressRanges: ['0.0.0.0/0'] });
  }

  /**
   * Admits known addresses on the internet, such as a partner's or a CDN's. Clients in the VPC arrive from the addresses of
   * its NAT gateways: include them, or the load balancer refuses these clients.
   * @param addressRanges CIDR blocks
   */
  public static ranges(addressRanges: string[]): ApiExposure {
    requireArgument('ApiExposure.ranges', 'addressRanges', addressRanges, LIST);
    return new ApiExposure({ isPublic: true, addressRanges: rangesOf(addressRanges) });
  }

  /** Admits clients in the VPC that `api.connections.allowDefaultPortFrom(client)` names, and no range of addresses. */
  public static withinVpc(): ApiExposure {
    return new ApiExposure({ isPublic: false, addressRanges: [] });
  }

  /**
   * Admits CloudFront to an internal load balancer, which a distribution reaches as a VPC origin, and clients in the VPC
   * that `api.connections.allowDefaultPortFrom(client)` names.
   *
   * The security group has the managed prefix list of CloudFront on port 443 alone: the list counts as 55 of its 60
   * rules, so EC2 refuses it for a second port. The load balancer does not listen on port 80.
   * @param options id of the prefix list
   * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/LocationsOfEdgeServers.html
   */
  public static cloudFront(options: CloudFrontExposureOptions = {}): ApiExposure {
    requireTypes('ApiExposure.cloudFront', options, { prefixListId: TEXT });
    return new ApiExposure({ isPublic: false, addressRanges: [], isCloudFront: true, ...options });
  }

  /**
   * Admits the edge of a CDN other than CloudFront. Clients in the VPC reach the load balancer through that CDN only.
   * @param edge the CDN
   */
  public static externalEdge(edge: ExternalEdge): ApiExposure {
    requireArgument('ApiExposure.externalEdge', 'edge', edge, instance('an ExternalEdge', 'clientAddressHeader'));
    const { addressRanges, clientAddressHeader } = edge;
    return new ApiExposure({ isPublic: true, addressRanges: rangesOf(addressRanges), clientAddressHeader });
  }

  /** Whether the load balancer is internet-facing. */
  public readonly isPublic: boolean;

  /** CIDR blocks that are admitted. */
  public readonly addressRanges: string[];

  /** Whether CloudFront is admitted, to an internal load balancer. */
  public readonly isCloudFront: boolean;

  /** Id of the prefix list of CloudFront, if it is stated. */
  public readonly prefixListId?: string;

  /** Request header with the address of the client, behind the edge of another CDN. */
  public readonly clientAddressHeader?: string;

  private constructor(parts: ExposureParts) {
    this.isPublic = parts.isPublic;
    this.addressRanges = parts.addressRanges;
    this.isCloudFront = parts.isCloudFront === true;
    this.prefixListId = parts.prefixListId;
    this.clientAddressHeader = parts.clientAddressHeader;
  }
}

interface ExposureParts extends CloudFrontExposureOptions {
  readonly isPublic: boolean;
  readonly addressRanges: string[];
  readonly isCloudFront?: boolean;
  readonly clientAddressHeader?: string;
}

function rangesOf(addressRanges: string[]): string[] {
  return [...new Set(addressRanges)].sort();
}
