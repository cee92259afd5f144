import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { DEFAULT_GRAPHQL_PATH } from './private/traffic/routing-problems';
import { normalizeDomainName } from '../core/private/checks/domain-name';
import { IBankDns } from '../network';

/** What the domain of an API can have beside its name. */
export interface ApiDomainOptions {
  /**
   * Where the API serves GraphQL.
   * @default '/api/graphql'
   */
  readonly graphqlPath?: string;
}

/** What the domain of an API in a zone of ours can have beside its name. */
export interface ApiZoneOptions extends ApiDomainOptions {
  /**
   * A certificate that exists, in the region of the API.
   * @default - a certificate of the API's own
   */
  readonly certificate?: ICertificate;
}

/** The name of an API, and the addresses that follow from it: one value for whoever needs to know. */
export class ApiDomain {
  /**
   * A name in a zone of ours: record and certificate are made with the API.
   * @param dns the zone
   * @param name the full name, such as `api.bank.example`
   * @param options a certificate that exists, and the path of GraphQL
   */
  public static inZone(dns: IBankDns, name: string, options: ApiZoneOptions = {}): ApiDomain {
    return new ApiDomain(normalizeDomainName(name), options.graphqlPath, dns, options.certificate);
  }

  /**
   * A name whose record somebody else makes, at another DNS provider.
   * @param name the full name
   * @param certificate a certificate with the name, in the region of the API
   * @param options the path of GraphQL
   */
  public static outsideRoute53(name: string, certificate: ICertificate, options: ApiDomainOptions = {}): ApiDomain {
    return new ApiDomain(normalizeDomainName(name), options.graphqlPath, undefined, certificate);
  }

  /** Where the API serves GraphQL. */
  public readonly graphqlPath: string;

  private constructor(
    /** The full name. */
    public readonly name: string,
    graphqlPath: string = DEFAULT_GRAPHQL_PATH,
    /** The zone of the name, if it is ours. */
    public readonly dns: IBankDns | undefined,
    /** The certificate, if it exists. */
    public readonly certificate: ICertificate | undefined,
  ) {
    this.graphqlPath = graphqlPath;
  }

  /** The API's address, such as `https://api.bank.example`. */
  public get url(): string {
    return `https://${this.name}`;
  }

  /** The one address of GraphQL: the API's `GRAPHQL_PUBLIC_URL`, the web app's `GRAPHQL_ENDPOINT`. */
  public get graphqlUrl(): string {
    return `${this.url}${this.graphqlPath}`;
  }
}
