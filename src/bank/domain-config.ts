/** The names of the bank, as the config has them. */
export interface DomainConfig {
  /** The domain of the bank. */
  readonly rootDomain: string;

  /** The name of the API under the root domain. */
  readonly apiSubdomain: string;

  /** The name of the customers' web app. */
  readonly appSubdomain: string;

  /** The name of the merchants' portal. */
  readonly merchantSubdomain: string;

  /**
   * The hosted zone of the root domain.
   * @default - a zone is made
   */
  readonly hostedZoneId?: string;

  /** Whether the parent domain is stated to point at the zone that is made. */
  readonly zoneIsDelegated: boolean;
}
