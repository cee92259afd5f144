import { Problem, problemIf, throwOnProblems } from '../core/private/checks/problems';
import { requireArgument } from '../core/private/checks/required-props';
import { OPTIONS, requireTypes, TEXT, TEXTS } from '../core/private/checks/types';
import { coverAllAddresses } from '../core/private/checks/values';

/** Properties of the edge of another CDN. */
export interface ExternalEdgeProps {
  /** IPv4 ranges from which the CDN calls its origins, as CIDR blocks. */
  readonly addressRanges: string[];

  /** Request header in which the CDN passes the address of the client, such as `True-Client-IP`. */
  readonly clientAddressHeader: string;
}

/**
 * Edge of a CDN other than CloudFront, in front of a load balancer.
 *
 * The load balancer sees addresses of the CDN: its access logs have those, and the address of the client is in a header.
 * Any customer of the CDN calls from the same ranges: authenticate the CDN, too, where that matters.
 *
 * @example
 * import { ApiExposure, ExternalEdge } from 'rl-bank-constructs/service';
 *
 * const exposure = ApiExposure.externalEdge(ExternalEdge.cloudflare());
 */
export class ExternalEdge {
  /**
   * Cloudflare, by its published IPv4 ranges and the header `CF-Connecting-IP`. See `rangesReadOn` for their date.
   * @see https://www.cloudflare.com/ips/
   */
  public static cloudflare(): ExternalEdge {
    return new ExternalEdge(CLOUDFLARE, 'CF-Connecting-IP', CLOUDFLARE_READ_ON);
  }

  /**
   * Another CDN.
   * @param props ranges, and the header with the address of the client
   */
  public static of(props: ExternalEdgeProps): ExternalEdge {
    requireArgument('ExternalEdge.of', 'props', props, OPTIONS);
    requireArgument('ExternalEdge.of', 'addressRanges', props.addressRanges, TEXTS);
    requireArgument('ExternalEdge.of', 'clientAddressHeader', props.clientAddressHeader);
    requireTypes('ExternalEdge.of', props, { clientAddressHeader: TEXT });
    throwOnProblems('ExternalEdge.of', ...edgeProblems(props));
    return new ExternalEdge(props.addressRanges, props.clientAddressHeader, undefined);
  }

  private constructor(
    /** IPv4 ranges from which the CDN calls its origins. */
    public readonly addressRanges: string[],
    /** Request header with the address of the client. */
    public readonly clientAddressHeader: string,
    /** Day on which this library read the ranges, such as `2026-01-31`; undefined for ranges that are given. */
    public readonly rangesReadOn: string | undefined,
  ) {}
}

function edgeProblems({ addressRanges, clientAddressHeader }: ExternalEdgeProps): Array<Problem | undefined> {
  return [
    problemIf(!/^[\w!#$%&'*+.^`|~-]+$/.test(clientAddressHeader), {
      code: 'external-edge/not-a-header',
      prop: 'clientAddressHeader',
      value: clientAddressHeader,
      allowed: 'must be the name of a header: letters, digits and hyphens, without spaces and colon',
      fix: 'write it like "True-Client-IP"',
    }),
    problemIf(coverAllAddresses(addressRanges), {
      code: 'external-edge/range-of-all',
      prop: 'addressRanges',
      value: addressRanges,
      allowed: 'cannot be the whole internet: clients that pass the CDN by could write the header themselves',
      fix: 'name the ranges that the CDN publishes, or use ApiExposure.internet()',
    }),
  ];
}

const CLOUDFLARE_READ_ON = '2026-09-29';

/** https://www.cloudflare.com/ips-v4, of which 15 ranges take 30 of the 60 rules of a security group. */
const CLOUDFLARE = [
  '103.21.244.0/22',
  '103.22.200.0/22',
  '103.31.4.0/22',
  '104.16.0.0/13',
  '104.24.0.0/14',
  '108.162.192.0/18',
  '131.0.72.0/22',
  '141.101.64.0/18',
  '162.158.0.0/15',
  '172.64.0.0/13',
  '173.245.48.0/20',
  '188.114.96.0/20',
  '190.93.240.0/20',
  '197.234.240.0/22',
  '198.41.128.0/17',
];
