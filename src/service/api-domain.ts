import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { CERTIFICATE } from '../core/private/checks/cdk-types';
import { normalizeDomainName } from '../core/private/checks/domain-name';
import { requireArgument } from '../core/private/checks/required-props';
import { instance, requireTypes, TEXT } from '../core/private/checks/types';
import { IBankDns } from '../network';

/** Options for the domain of an API in a Route 53 zone. */
export interface ApiZoneOptions {
  /**
   * Certificate with the name, in the region of the API.
   * @default - a certificate is created
   */
  readonly certificate?: ICertificate;
}

/**
 * Domain name of an API, and the URL that follows from it.
 *
 * Pass the same object to the API (`domain`), and its `url` to settings and sites that call the API.
 *
 * @example
 * import { BankDns } from 'rl-bank-constructs/network';
 * import { ApiDomain } from 'rl-bank-constructs/service';
 *
 * declare const dns: BankDns;
 *
 * const domain = ApiDomain.inZone(dns, 'api.bank.example');
 * const loginUrl = `${domain.url}/login`; // https://api.bank.example/login
 */
export class ApiDomain {
  /**
   * A name in a Route 53 zone: alias record and certificate are created with the API.
   * @param dns the zone
   * @param name the full name, such as `api.bank.example`
   * @param options a certificate that exists
   */
  public static inZone(dns: IBankDns, name: string, options: ApiZoneOptions = {}): ApiDomain {
    requireArgument('ApiDomain.inZone', 'dns', dns, instance('an IBankDns', 'addAlias'));
    requireArgument('ApiDomain.inZone', 'name', name, TEXT);
    requireTypes('ApiDomain.inZone', options, { certificate: CERTIFICATE });
    return new ApiDomain(normalizeDomainName(name), dns, options.certificate);
  }

  /**
   * A name at another DNS provider: create its record there, to the load balancer.
   * @param name the full name
   * @param certificate a certificate with the name, in the region of the API
   */
  public static outsideRoute53(name: string, certificate: ICertificate): ApiDomain {
    requireArgument('ApiDomain.outsideRoute53', 'name', name, TEXT);
    requireArgument('ApiDomain.outsideRoute53', 'certificate', certificate, CERTIFICATE);
    return new ApiDomain(normalizeDomainName(name), undefined, certificate);
  }

  private constructor(
    /** Full domain name. */
    public readonly name: string,
    /** Zone of the name, undefined outside of Route 53. */
    public readonly dns: IBankDns | undefined,
    /** Certificate, undefined where the API creates one. */
    public readonly certificate: ICertificate | undefined,
  ) {}

  /** URL of the API, such as `https://api.bank.example`. */
  public get url(): string {
    return `https://${this.name}`;
  }
}
