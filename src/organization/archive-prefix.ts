/** Prefixes of the keys in a log archive, by the service that writes below them. */
export enum ArchivePrefix {
  /** AWS CloudTrail, and its digests. */
  CLOUDTRAIL = 'cloudtrail',

  /** AWS Config: history and snapshots. */
  CONFIG = 'config',

  /** VPC flow logs, and what else CloudWatch's log delivery writes to S3, such as access logs of Network Load Balancers. */
  VPC_FLOW_LOGS = 'vpc-flow-logs',

  /** Access logs of Application Load Balancers. */
  LOAD_BALANCERS = 'load-balancers',

  /** Server access logs of S3 buckets, replicated from a `LogLandingBucket` of their account. */
  S3_ACCESS_LOGS = 's3-access-logs',

  /** Log groups of CloudWatch Logs, by Amazon Data Firehose. */
  CLOUDWATCH_LOGS = 'cloudwatch-logs',
}
