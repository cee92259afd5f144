/** A site of the config. */
export interface SiteConfig {
  /** The name of the content bucket. */
  readonly bucketName: string;

  /**
   * The client id of the app at Auth0.
   * @default - CI sets it
   */
  readonly auth0ClientId?: string;

  /**
   * The DSN of the app's Sentry project.
   * @default - the app does not report to Sentry
   */
  readonly sentryDsn?: string;

  /**
   * The ARN of a web ACL of scope CLOUDFRONT, for the distribution.
   * @default - no web ACL
   */
  readonly webAclArn?: string;
}

/** The customers' web app of the config. */
export interface WebAppConfig extends SiteConfig {
  /** Whether Flutter builds the app with `--no-web-resources-cdn`. */
  readonly ownWebResources: boolean;
}

/** Encryption with customer managed KMS keys in the config. */
export interface EncryptionConfig {
  /**
   * The ARN of the KMS key of secrets, log group, images and cache.
   * @default - keys that AWS manages or owns
   */
  readonly keyArn?: string;

  /** The ARNs of IAM roles that publish the sites, beside those of `deploy`. */
  readonly publisherArns: string[];
}

/** Auth0 in the config. */
export interface Auth0Config {
  /** The domain of the Auth0 tenant. */
  readonly domain: string;

  /** The identifier of the API at Auth0. */
  readonly audience: string;
}

/** Sentry in the config. */
export interface SentryConfig {
  /**
   * The DSN of the API's Sentry project, as a plain parameter.
   * @default - the secret SENTRY_DSN, which an operator fills in
   */
  readonly apiDsn?: string;

  /**
   * The name of the environment at Sentry.
   * @default - CI sets it
   */
  readonly environment?: string;
}
