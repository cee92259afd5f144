import { Token } from 'aws-cdk-lib';
import { IHostedZone } from 'aws-cdk-lib/aws-route53';
import { HOSTED_ZONE } from '../core/private/checks/cdk-types';
import { requireArgument, requireProps } from '../core/private/checks/required-props';
import { BOOLEAN, requireTypes, TEXT } from '../core/private/checks/types';
import { zoneDelegationOf } from '../core/private/stacks/zone-delegation';

/** Options for a hosted zone that `BankDns` creates. */
export interface NewZoneOptions {
  /**
   * Whether the registrar, or the parent zone, lists the name servers of the zone.
   *
   * Certificates are refused until it does: ACM would wait for its validation record, and the deployment with it.
   */
  readonly delegated: boolean;
}

/** Options for a hosted zone that exists as a construct. */
export interface HostedZoneOptions {
  /**
   * Whether the parent domain points at the zone.
   * @default - as stated to the `BankDns` that created the zone. For another zone: true if its id is known at synthesis, since it exists already; false if the deployment creates it
   */
  readonly delegated?: boolean;
}

/**
 * Source of the hosted zone of a `BankDns`: an existing zone, or a new one.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zones-working-with.html
 * @example
 * import { HostedZoneSource } from 'rl-bank-constructs/network';
 *
 * const existing = HostedZoneSource.fromHostedZoneId('Z0123456789ABCDEFGHIJ');
 * const created = HostedZoneSource.newZone({ delegated: false }); // true once the parent lists its name servers
 */
export class HostedZoneSource {
  /**
   * Takes a public hosted zone that exists, by its id. Nothing is looked up.
   * @param hostedZoneId id of the zone, such as `Z0123456789ABCDEFGHIJ`
   */
  public static fromHostedZoneId(hostedZoneId: string): HostedZoneSource {
    requireArgument('HostedZoneSource.fromHostedZoneId', 'hostedZoneId', hostedZoneId, TEXT);
    return new HostedZoneSource(false, hostedZoneId, undefined, true);
  }

  /**
   * Takes a public hosted zone that the CDK created or imported.
   * @param hostedZone zone of this account and Stage
   * @param options delegation of the zone
   */
  public static fromHostedZone(hostedZone: IHostedZone, options: HostedZoneOptions = {}): HostedZoneSource {
    requireArgument('HostedZoneSource.fromHostedZone', 'hostedZone', hostedZone, HOSTED_ZONE);
    requireTypes('HostedZoneSource.fromHostedZone', options, { delegated: BOOLEAN });
    const stated = options.delegated ?? zoneDelegationOf(hostedZone)?.delegated;
    return new HostedZoneSource(false, undefined, hostedZone, stated ?? !Token.isUnresolved(hostedZone.hostedZoneId));
  }

  /**
   * Creates a public hosted zone, in a stack of its own.
   * @param options delegation of the zone
   */
  public static newZone(options: NewZoneOptions): HostedZoneSource {
    requireProps('HostedZoneSource.newZone', options, { delegated: true });
    requireTypes('HostedZoneSource.newZone', options, { delegated: BOOLEAN });
    return new HostedZoneSource(true, undefined, undefined, options.delegated);
  }

  private constructor(
    /**
     * Whether `BankDns` creates the zone.
     * @internal
     */
    public readonly _isNew: boolean,
    /**
     * Id of the existing zone, where it is given by id.
     * @internal
     */
    public readonly _hostedZoneId: string | undefined,
    /**
     * The existing zone, where it is given as a construct.
     * @internal
     */
    public readonly _hostedZone: IHostedZone | undefined,
    /** Whether the parent domain points at the zone. */
    public readonly isDelegated: boolean,
  ) {}
}
