import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { CERTIFICATE } from '../core/private/checks/cdk-types';
import { normalizeDomainName } from '../core/private/checks/domain-name';
import { requireArgument } from '../core/private/checks/required-props';
import { instance, requireTypes, TEXT, TEXTS } from '../core/private/checks/types';
import { IBankDns } from '../network';

/** Options for the domain of an API. */
export interface ApiDomainOptions {
  /**
   * Additional names that redirect to the name with 301, path and query kept, such as the apex. A wildcard cannot be
   * redirected to.
   * @default - no redirects
   */
  readonly redirectFrom?: string[];
}

/** Options for the domain of an API in a Route 53 zone. */
export interface ApiZoneOptions extends ApiDomainOptions {
  /**
   * Certificate with the name and those in `redirectFrom`, in the region of the API.
   * @default - a certificate is created, for the names that no certificate of a shared load balancer covers
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
   * @param name the full name, such as `api.bank.example`, or `*.bank.example` for all names of one more label
   * @param options a certificate that exists, and names that redirect
   */
  public static inZone(dns: IBankDns, name: string, options: ApiZoneOptions = {}): ApiDomain {
    requireArgument('ApiDomain.inZone', 'dns', dns, instance('an IBankDns', 'addAlias'));
    requireArgument('ApiDomain.inZone', 'name', name, TEXT);
    requireTypes('ApiDomain.inZone', options, { redirectFrom: TEXTS, certificate: CERTIFICATE });
    return new ApiDomain(normalizeDomainName(name), dns, options.certificate, redirects(options));
  }

  /**
   * A name at another DNS provider: create its record there, to the load balancer, or to `regionalDomainName` of a
   * `MachineApi`.
   * @param name the full name
   * @param certificate a certificate with the name and those that redirect, in the region of the API
   * @param options names that redirect
   */
  public static outsideRoute53(name: string, certificate: ICertificate, options: ApiDomainOptions = {}): ApiDomain {
    requireArgument('ApiDomain.outsideRoute53', 'name', name, TEXT);
    requireArgument('ApiDomain.outsideRoute53', 'certificate', certificate, CERTIFICATE);
    requireTypes('ApiDomain.outsideRoute53', options, { redirectFrom: TEXTS });
    return new ApiDomain(normalizeDomainName(name), undefined, certificate, redirects(options));
  }

  /**
   * A name in a Route 53 zone that leads to CloudFront: the certificate is created with the API, for the region of its load
   * balancer, and the alias record is that of the distribution, such as a `StaticSpaSite` of the same name.
   * @param dns the zone
   * @param name the full name, or `*.platform.example` for all names of one more label
   */
  public static behindCloudFront(dns: IBankDns, name: string): ApiDomain {
    requireArgument('ApiDomain.behindCloudFront', 'dns', dns, instance('an IBankDns', 'addAlias'));
    requireArgument('ApiDomain.behindCloudFront', 'name', name, TEXT);
    return new ApiDomain(normalizeDomainName(name), dns, undefined, [], false, true);
  }

  /**
   * The name of another service behind the same `SharedLoadBalancer`, for further paths of it. Alias record, certificate
   * and redirects are those of the other service.
   * @param domain domain of the other service
   */
  public static withSameName(domain: ApiDomain): ApiDomain {
    requireArgument('ApiDomain.withSameName', 'domain', domain, instance('an ApiDomain', 'redirectFrom'));
    return new ApiDomain(domain.name, undefined, undefined, [], true);
  }

  private constructor(
    /** Full domain name. */
    public readonly name: string,
    /** Zone of the name, undefined outside of Route 53. */
    public readonly dns: IBankDns | undefined,
    /** Certificate, undefined where the API creates one. */
    public readonly certificate: ICertificate | undefined,
    /** Additional names that redirect to the name. */
    public readonly redirectFrom: string[],
    /** Whether another service makes alias record, certificate and redirects of the name. */
    public readonly isOfAnotherService: boolean = false,
    /** Whether the name leads to CloudFront, whose distribution has the alias record. */
    public readonly isBehindCloudFront: boolean = false,
  ) {}

  /** All names: the main one first, then those that redirect to it. */
  public get names(): string[] {
    return [this.name, ...this.redirectFrom];
  }

  /** Names whose alias records are created with the API. */
  public get recordNames(): string[] {
    return this.dns && !this.isBehindCloudFront ? this.names : [];
  }

  /**
   * URL of the API, such as `https://api.bank.example`. With a wildcard name it is the pattern of its URLs,
   * `https://*.bank.example`, which no client can call.
   */
  public get url(): string {
    return `https://${this.name}`;
  }
}

function redirects({ redirectFrom = [] }: ApiDomainOptions): string[] {
  return [...new Set(redirectFrom.map(normalizeDomainName))].sort();
}
