import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { CERTIFICATE } from '../core/private/checks/cdk-types';
import { normalizeDomainName } from '../core/private/checks/domain-name';
import { requireArgument } from '../core/private/checks/required-props';
import { instance, requireTypes, TEXT } from '../core/private/checks/types';
import { DEFAULT_GRAPHQL_PATH } from '../core/private/formats/routing-problems';
import { IBankDns } from '../network';

/** Options for the domain of an API. */
export interface ApiDomainOptions {
  /**
   * Path at which the API serves GraphQL.
   * @default '/api/graphql'
   */
  readonly graphqlPath?: string;
}

/** Options for the domain of an API in a Route 53 zone. */
export interface ApiZoneOptions extends ApiDomainOptions {
  /**
   * Certificate with the name, in the region of the API.
   * @default - a certificate is created
   */
  readonly certificate?: ICertificate;
}

/**
 * Domain name of an API, and the URLs that follow from it.
 *
 * Pass the same object to the API (`domain`), its `graphqlUrl` to the settings (`graphqlPublicUrl`), and `url` or
 * `graphqlUrl` to the sites that call the API.
 *
 * @example
 * import { BankDns } from 'rl-bank-constructs/network';
 * import { ApiDomain } from 'rl-bank-constructs/service';
 *
 * declare const dns: BankDns;
 *
 * const domain = ApiDomain.inZone(dns, 'api.bank.example');
 * const graphqlPublicUrl = domain.graphqlUrl; // https://api.bank.example/api/graphql
 */
export class ApiDomain {
  /**
   * A name in a Route 53 zone: alias record and certificate are created with the API.
   * @param dns the zone
   * @param name the full name, such as `api.bank.example`
   * @param options certificate, and the path of GraphQL
   */
  public static inZone(dns: IBankDns, name: string, options: ApiZoneOptions = {}): ApiDomain {
    requireArgument('ApiDomain.inZone', 'dns', dns, instance('an IBankDns', 'addAlias'));
    requireArgument('ApiDomain.inZone', 'name', name, TEXT);
    requireTypes('ApiDomain.inZone', options, { graphqlPath: TEXT, certificate: CERTIFICATE });
    return new ApiDomain(normalizeDomainName(name), options.graphqlPath, dns, options.certificate);
  }

  /**
   * A name at another DNS provider: create its record there, to the load balancer.
   * @param name the full name
   * @param certificate a certificate with the name, in the region of the API
   * @param options the path of GraphQL
   */
  public static outsideRoute53(name: string, certificate: ICertificate, options: ApiDomainOptions = {}): ApiDomain {
    requireArgument('ApiDomain.outsideRoute53', 'name', name, TEXT);
    requireArgument('ApiDomain.outsideRoute53', 'certificate', certificate, CERTIFICATE);
    requireTypes('ApiDomain.outsideRoute53', options, { graphqlPath: TEXT });
    return new ApiDomain(normalizeDomainName(name), options.graphqlPath, undefined, certificate);
  }

  /** Path at which the API serves GraphQL. */
  public readonly graphqlPath: string;

  private constructor(
    /** Full domain name. */
    public readonly name: string,
    graphqlPath: string = DEFAULT_GRAPHQL_PATH,
    /** Zone of the name, undefined outside of Route 53. */
    public readonly dns: IBankDns | undefined,
    /** Certificate, undefined where the API creates one. */
    public readonly certificate: ICertificate | undefined,
  ) {
    this.graphqlPath = graphqlPath;
  }

  /** URL of the API, such as `https://api.bank.example`. */
  public get url(): string {
    return `https://${this.name}`;
  }

  /** URL of GraphQL: `GRAPHQL_PUBLIC_URL` of the API, `GRAPHQL_ENDPOINT` of the web app. */
  public get graphqlUrl(): string {
    return `${this.url}${this.graphqlPath}`;
  }
}
