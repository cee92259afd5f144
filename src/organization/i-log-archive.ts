import { IConstruct } from 'constructs';

/**
 * The log archive of an organization, in an account of its own. Each value is known at synthesis and the same in every account:
 * stacks of other accounts name the archive, and never wait for an output of it.
 */
export interface ILogArchive extends IConstruct {
  /** Account id of the archive. */
  readonly accountId: string;

  /** Region of the buckets of the archive. */
  readonly region: string;

  /** Name of the bucket whose objects are locked: CloudTrail writes to it, and S3 replicates the other logs into it. */
  readonly bucketName: string;

  /** ARN of the bucket whose objects are locked. */
  readonly bucketArn: string;

  /**
   * Name of the bucket that AWS Config, VPC flow logs and load balancers of the region write to. They cannot write to a bucket
   * with a default retention; S3 replicates each of their objects into the locked bucket.
   */
  readonly landingBucketName: string;

  /** ARN of that bucket. */
  readonly landingBucketArn: string;

  /** ARN of the alias of the KMS key that CloudTrail encrypts with. */
  readonly trailKeyArn: string;

  /** Regions whose log groups reach the archive: each has a destination of CloudWatch Logs. */
  readonly regions: string[];

  /** ARN of the destination of CloudWatch Logs in the region of the archive. */
  readonly logsDestinationArn: string;
}

/** Attributes of a log archive that another app defines. */
export interface LogArchiveAttributes {
  /** Account id of the archive, such as `100000000002`. */
  readonly accountId: string;

  /** Region of the archive, such as `us-east-1`. */
  readonly region: string;

  /** Name of the bucket whose objects are locked, such as `acme-log-archive`. */
  readonly bucketName: string;

  /**
   * Other regions whose log groups reach the archive.
   * @default - those of the region of the archive alone
   */
  readonly regions?: string[];
}
