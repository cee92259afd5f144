import { requireArgument } from '../core/private/checks/required-props';
import { BOOLEAN, LIST, OPTIONS, requireTypes } from '../core/private/checks/types';

/** Options for an endpoint service of AWS PrivateLink. */
export interface PrivateLinkOptions {
  /**
   * ARNs of the principals that may create an endpoint to the service, one at least. PowerSync Cloud is
   * `arn:aws:iam::131569880293:root`.
   * @see https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html#add-remove-permissions
   */
  readonly allowedPrincipals: string[];

  /**
   * Regions of endpoints beside the region of the stack, such as `['eu-west-1']` for PowerSync in Ireland and a database in
   * London. AWS charges for traffic between Regions.
   * @see https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html
   * @default - endpoints of the region of the stack alone
   */
  readonly allowedRegions?: string[];

  /**
   * Whether an endpoint of an allowed principal is connected without an operator who accepts it.
   * @default false
   */
  readonly automaticAcceptance?: boolean;
}

/**
 * Clients that a replication endpoint admits.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-share-your-services.html
 * @example
 * import { ReplicationExposure } from 'rl-bank-constructs/access';
 *
 * const powerSync = ReplicationExposure.privateLink({ allowedPrincipals: ['arn:aws:iam::131569880293:root'] });
 * const byAddress = ReplicationExposure.namedAddresses(['203.0.113.7/32']);
 */
export class ReplicationExposure {
  /**
   * Admits endpoints of AWS PrivateLink. No traffic passes the internet.
   * @param options who may connect, and from where
   */
  public static privateLink(options: PrivateLinkOptions): ReplicationExposure {
    const place = 'ReplicationExposure.privateLink';
    requireArgument(place, 'options', options, OPTIONS);
    requireArgument(place, 'allowedPrincipals', options.allowedPrincipals, LIST);
    requireTypes(place, options, { allowedRegions: LIST, automaticAcceptance: BOOLEAN });
    return new ReplicationExposure([], options);
  }

  /**
   * Admits known addresses on the internet, by a load balancer with Elastic IP addresses. The port of the database is on the
   * internet then, for these addresses.
   * @param addressRanges CIDR blocks
   */
  public static namedAddresses(addressRanges: string[]): ReplicationExposure {
    requireArgument('ReplicationExposure.namedAddresses', 'addressRanges', addressRanges, LIST);
    return new ReplicationExposure(sorted(addressRanges));
  }

  /** Whether the load balancer is internet-facing. */
  public readonly isPublic: boolean;

  /** Principals that may create an endpoint. */
  public readonly allowedPrincipals: string[];

  /** Regions of endpoints beside that of the stack. */
  public readonly allowedRegions: string[];

  /** Whether endpoints are connected without an operator. */
  public readonly automaticAcceptance: boolean;

  private constructor(
    /** CIDR blocks that are admitted. */
    public readonly addressRanges: string[],
    options?: PrivateLinkOptions,
  ) {
    this.isPublic = options === undefined;
    this.allowedPrincipals = sorted(options?.allowedPrincipals ?? []);
    this.allowedRegions = sorted(options?.allowedRegions ?? []);
    this.automaticAcceptance = options?.automaticAcceptance ?? false;
  }
}

/** A copy, which the caller does not change after the checks: each text once, in one order. */
function sorted(texts: string[]): string[] {
  return [...new Set(texts)].sort();
}
