import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { normalizeDomainName } from '../core/private/checks/domain-name';
import { IBankDns } from '../network';

/** What a domain can have beside its name. */
export interface SiteDomainOptions {
  /**
   * Further names that lead to the site by a redirect, such as the apex or `www`.
   * @default - the site answers to its one name
   */
  readonly redirectFrom?: string[];
}

/** What the domain of a site in a zone of ours can have beside its name. */
export interface ZoneDomainOptions extends SiteDomainOptions {
  /**
   * A certificate that exists, in us-east-1, with the name and all names that redirect.
   * @default - an `EdgeCertificate` of the site's own
   */
  readonly certificate?: ICertificate;
}

/** The name of a site, and who looks after its records and its certificate. */
export class SiteDomain {
  /**
   * A name in a zone of ours: records and certificate are made.
   * @param dns the zone
   * @param name the full name, such as `app.bank.example`
   * @param options names that redirect, and a certificate that exists
   */
  public static inZone(dns: IBankDns, name: string, options: ZoneDomainOptions = {}): SiteDomain {
    return new SiteDomain(normalizeDomainName(name), redirects(options), dns, options.certificate);
  }

  /**
   * A name whose records somebody else makes, at another DNS provider.
   * @param name the full name
   * @param certificate a certificate with the name, in us-east-1
   * @param options names that redirect
   */
  public static outsideRoute53(name: string, certificate: ICertificate, options: SiteDomainOptions = {}): SiteDomain {
    return new SiteDomain(normalizeDomainName(name), redirects(options), undefined, certificate);
  }

  private constructor(
    /** The full name. */
    public readonly name: string,
    /** Further names that redirect to it. */
    public readonly redirectFrom: string[],
    /** The zone of the name, if it is ours. */
    public readonly dns: IBankDns | undefined,
    /** The certificate, if it exists. */
    public readonly certificate: ICertificate | undefined,
  ) {}

  /** All names: the one that counts, then those that redirect to it. */
  public get names(): string[] {
    return [this.name, ...this.redirectFrom];
  }
}

function redirects({ redirectFrom = [] }: SiteDomainOptions): string[] {
  return [...new Set(redirectFrom.map(normalizeDomainName))].sort();
}
