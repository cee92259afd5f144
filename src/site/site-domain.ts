import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { CERTIFICATE } from '../core/private/checks/cdk-types';
import { normalizeDomainName } from '../core/private/checks/domain-name';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireArgument } from '../core/private/checks/required-props';
import { instance, OPTIONS, TEXT, TEXTS, typeProblems } from '../core/private/checks/types';
import { IBankDns } from '../network';

/** Options of a site's domain. */
export interface SiteDomainOptions {
  /**
   * Additional names that redirect to the site, such as the apex or `www`. Not with a wildcard, which is no single name.
   * @default - no redirects
   */
  readonly redirectFrom?: string[];
}

/** Options of a site's domain in a Route 53 zone. */
export interface ZoneDomainOptions extends SiteDomainOptions {
  /**
   * Existing ACM certificate in us-east-1, for the name and all names in `redirectFrom`.
   * @default - a new `EdgeCertificate`
   */
  readonly certificate?: ICertificate;
}

/**
 * Domain name of a site, with its DNS records and its certificate.
 *
 * @example
 * import { BankDns } from 'rl-bank-constructs/network';
 * import { SiteDomain } from 'rl-bank-constructs/site';
 *
 * declare const dns: BankDns;
 *
 * const domain = SiteDomain.inZone(dns, 'www.bank.example', { redirectFrom: ['bank.example'] });
 */
export class SiteDomain {
  /**
   * Creates the DNS records in a Route 53 zone, and a certificate.
   * @param dns zone of the name
   * @param name full domain name, such as `app.bank.example`, or a wildcard for every name one label below a domain, such as
   * `*.platform.example`
   * @param options names that redirect, and an existing certificate
   */
  public static inZone(dns: IBankDns, name: string, options: ZoneDomainOptions = {}): SiteDomain {
    requireArgument('SiteDomain.inZone', 'dns', dns, instance('an IBankDns', 'addAlias'));
    requireArgument('SiteDomain.inZone', 'name', name, TEXT);
    checkOptions('SiteDomain.inZone', options);
    return new SiteDomain(normalizeDomainName(name), redirects(options), dns, options.certificate);
  }

  /**
   * Uses a name at another DNS provider, where you create the records yourself.
   * @param name full domain name, or a wildcard
   * @param certificate ACM certificate for the name, in us-east-1
   * @param options names that redirect
   */
  public static outsideRoute53(name: string, certificate: ICertificate, options: SiteDomainOptions = {}): SiteDomain {
    requireArgument('SiteDomain.outsideRoute53', 'name', name, TEXT);
    requireArgument('SiteDomain.outsideRoute53', 'certificate', certificate, CERTIFICATE);
    checkOptions('SiteDomain.outsideRoute53', options);
    return new SiteDomain(normalizeDomainName(name), redirects(options), undefined, certificate);
  }

  private constructor(
    /** Full domain name, or a wildcard. */
    public readonly name: string,
    /** Additional names that redirect to it. */
    public readonly redirectFrom: string[],
    /** Zone of the name, undefined at another DNS provider. */
    public readonly dns: IBankDns | undefined,
    /** Existing certificate, undefined if the site creates one. */
    public readonly certificate: ICertificate | undefined,
  ) {}

  /** All names: the main one first, then those that redirect to it. */
  public get names(): string[] {
    return [this.name, ...this.redirectFrom];
  }
}

function checkOptions(place: string, options: ZoneDomainOptions): void {
  requireArgument(place, 'options', options, OPTIONS);
  throwOnProblems(place, ...typeProblems(options, { redirectFrom: TEXTS, certificate: CERTIFICATE }));
}

function redirects({ redirectFrom = [] }: SiteDomainOptions): string[] {
  return [...new Set(redirectFrom.map(normalizeDomainName))].sort();
}
