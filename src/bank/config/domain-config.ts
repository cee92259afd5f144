/** Host names of the config. */
export interface DomainConfig {
  /** The root domain of the bank. */
  readonly rootDomain: string;

  /** The subdomain of the API. */
  readonly apiSubdomain: string;

  /** The subdomain of the customers' web app. */
  readonly appSubdomain: string;

  /** The subdomain of the merchants' portal. */
  readonly merchantSubdomain: string;

  /**
   * The id of the hosted zone of the root domain.
   * @default - a zone is created
   */
  readonly hostedZoneId?: string;

  /** Whether the config states that the parent domain delegates to the new zone. */
  readonly zoneIsDelegated: boolean;
}
