/** What is there already, as the config has it: it is used, and not made. */
export interface AdoptConfig {
  /** Whether the repository in `api.image` exists. */
  readonly repository: boolean;

  /**
   * The log group of the API.
   * @default - one is made
   */
  readonly logGroupName?: string;

  /**
   * The cluster of the API.
   * @default - one is made
   */
  readonly clusterName?: string;

  /**
   * A certificate with the API's name, in its region.
   * @default - one is made
   */
  readonly apiCertificateArn?: string;

  /**
   * A certificate with the web app's name, in us-east-1.
   * @default - one is made
   */
  readonly webappCertificateArn?: string;

  /**
   * A certificate with the portal's name, in us-east-1.
   * @default - one is made
   */
  readonly merchantPortalCertificateArn?: string;

  /**
   * The bucket for access logs of the load balancer.
   * @default - one is made
   */
  readonly apiAccessLogBucketName?: string;

  /**
   * The bucket for access logs of the sites.
   * @default - each site has one of its own
   */
  readonly siteAccessLogBucketName?: string;

  /** Secrets by key: their full ARNs. */
  readonly secretArns: Record<string, string>;

  /** Keys of parameters, whose values are somebody else's. */
  readonly parameters: string[];
}
