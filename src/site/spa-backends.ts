/** Servers that an app calls from the browser: the Content-Security-Policy allows them, the build settings name them. */
export interface SpaBackends {
  /**
   * Base URL of the API, such as `https://api.bank.example`.
   * @default - the app calls no API but its own origin
   */
  readonly apiUrl?: string;

  /**
   * URL of the GraphQL endpoint, such as `https://api.bank.example/api/graphql`.
   * @default - no GraphQL
   */
  readonly graphqlUrl?: string;

  /**
   * Domain name of the Auth0 tenant, such as `tenant.region.auth0.com`.
   * @default - no login with Auth0
   */
  readonly auth0Domain?: string;

  /**
   * Client ID of the app at Auth0.
   * @default - CI provides it
   */
  readonly auth0ClientId?: string;

  /**
   * DSN of the app's Sentry project. In a browser it is no secret.
   * @default - no reports to Sentry
   */
  readonly sentryDsn?: string;

  /**
   * Name of this environment at Sentry, such as `production`.
   * @default - CI provides it
   */
  readonly sentryEnvironment?: string;
}
