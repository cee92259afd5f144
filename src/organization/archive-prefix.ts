/** Prefixes of the keys in a log archive, by the service that writes below them. */
export class ArchivePrefix {
  /** AWS CloudTrail, and its digests. */
  public static readonly CLOUDTRAIL: string = 'cloudtrail';

  /** AWS Config: history and snapshots. */
  public static readonly CONFIG: string = 'config';

  /** VPC flow logs, and what else CloudWatch's log delivery writes to S3, such as access logs of Network Load Balancers. */
  public static readonly VPC_FLOW_LOGS: string = 'vpc-flow-logs';

  /** Access logs of Application Load Balancers. */
  public static readonly LOAD_BALANCERS: string = 'load-balancers';

  /** Server access logs of S3 buckets, replicated from a `LogLandingBucket` of their account. */
  public static readonly S3_ACCESS_LOGS: string = 's3-access-logs';

  /** Log groups of CloudWatch Logs, by Amazon Data Firehose. */
  public static readonly CLOUDWATCH_LOGS: string = 'cloudwatch-logs';

  private constructor() {}
}
