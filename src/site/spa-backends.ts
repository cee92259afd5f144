/** Whom the app in the browser talks to: what its Content-Security-Policy allows and its build is told. */
export interface SpaBackends {
  /**
   * The base address of the API, such as `https://api.bank.example`.
   * @default - the app calls no API but its own origin
   */
  readonly apiUrl?: string;

  /**
   * The address of the GraphQL endpoint, such as `https://api.bank.example/api/graphql`.
   * @default - the app uses none
   */
  readonly graphqlUrl?: string;

  /**
   * The domain of the Auth0 tenant, such as `tenant.region.auth0.com`.
   * @default - the app does not log in with Auth0
   */
  readonly auth0Domain?: string;

  /**
   * The client id of the app at Auth0.
   * @default - CI knows it
   */
  readonly auth0ClientId?: string;

  /**
   * The DSN of the app's Sentry project. In a browser it is no secret.
   * @default - the app does not report to Sentry
   */
  readonly sentryDsn?: string;

  /**
   * What Sentry calls this environment, such as `production`.
   * @default - CI knows it
   */
  readonly sentryEnvironment?: string;
}
