/** Existing resources of the config, which are used instead of new ones. */
export interface AdoptConfig {
  /** Whether the ECR repository in `api.image` exists. */
  readonly repository: boolean;

  /**
   * The name of the log group of the API.
   * @default - a new one
   */
  readonly logGroupName?: string;

  /**
   * The name of the ECS cluster of the API.
   * @default - a new one
   */
  readonly clusterName?: string;

  /**
   * The ARN of a certificate for the API's host, in its region.
   * @default - a new one
   */
  readonly apiCertificateArn?: string;

  /**
   * The ARN of a certificate for the web app's host, in us-east-1.
   * @default - a new one
   */
  readonly webappCertificateArn?: string;

  /**
   * The ARN of a certificate for the portal's host, in us-east-1.
   * @default - a new one
   */
  readonly merchantPortalCertificateArn?: string;

  /**
   * The name of the bucket for access logs of the load balancer.
   * @default - a new one
   */
  readonly apiAccessLogBucketName?: string;

  /**
   * The name of the bucket for access logs of the sites.
   * @default - a new one for each site
   */
  readonly siteAccessLogBucketName?: string;

  /** The full ARNs of existing secrets, by key. */
  readonly secretArns: Record<string, string>;

  /** The ARNs of the customer managed KMS keys of existing secrets, by key of `secretArns`. */
  readonly secretKeyArns: Record<string, string>;

  /** The keys of existing parameters. */
  readonly parameters: string[];
}
