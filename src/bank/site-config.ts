/** A site, as the config has it. */
export interface SiteConfig {
  /** The name of the bucket with the content. */
  readonly bucketName: string;

  /**
   * The client id of the app at Auth0.
   * @default - CI knows it
   */
  readonly auth0ClientId?: string;

  /**
   * The DSN of the app's Sentry project.
   * @default - the app does not report to Sentry
   */
  readonly sentryDsn?: string;

  /**
   * A web ACL of scope CLOUDFRONT.
   * @default - no web ACL
   */
  readonly webAclArn?: string;
}

/** The tenant of Auth0, as the config has it. */
export interface Auth0Config {
  /** The domain of the tenant. */
  readonly domain: string;

  /** The identifier of the API at Auth0. */
  readonly audience: string;
}

/** Sentry, as the config has it. */
export interface SentryConfig {
  /**
   * The DSN of the API's project, in clear, as a parameter.
   * @default - it is the secret SENTRY_DSN, which a person fills in
   */
  readonly apiDsn?: string;

  /**
   * What Sentry calls this environment.
   * @default - CI knows it
   */
  readonly environment?: string;
}
