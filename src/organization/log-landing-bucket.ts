import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { ArchivePrefix } from './archive-prefix';
import { ILogArchive } from './i-log-archive';
import { addStatements, landingLifecycle, logBucket } from './private/archive/archive-buckets';
import { noDeletion } from './private/archive/archive-policy';
import { deployAfter } from './private/archive/deploy-after';
import { accountStatements, LANDING_TYPES, landingProblems, logAccess } from './private/archive/landing';
import { replicateTo } from './private/archive/replication';
import { BUCKET } from '../core/private/checks/cdk-types';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireArgument, requireProps } from '../core/private/checks/required-props';
import { typeProblems } from '../core/private/checks/types';
import { removalPolicyOf } from '../core/private/resources/removal-policy';

/** Properties for defining a `LogLandingBucket`. */
export interface LogLandingBucketProps {
  /** The archive that the logs are replicated to. */
  readonly archive: ILogArchive;

  /**
   * Age at which logs leave this bucket: how long a failed replication can be repeated.
   * @default Duration.days(90)
   */
  readonly retention?: Duration;

  /**
   * Removal policy of the bucket, which must be empty. `RemovalPolicy.DESTROY` takes the context `rl-bank-constructs:destroyData`.
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * Bucket of an account for logs that no other account or region can receive, replicated into the log archive: server access logs of
 * the S3 buckets of its account and region, and access logs of its Application Load Balancers.
 *
 * S3 writes them to a bucket of the same account and region without Object Lock, Elastic Load Balancing to one of the same region.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 * @example
 * import { Bucket } from 'aws-cdk-lib/aws-s3';
 * import { LogArchive, LogLandingBucket } from 'rl-bank-constructs/organization';
 *
 * const archive = LogArchive.fromLogArchiveAttributes(this, 'Archive', {
 *   accountId: '100000000002',
 *   region: 'us-east-1',
 *   bucketName: 'acme-log-archive',
 * });
 * const landing = new LogLandingBucket(this, 'Logs', { archive });
 * landing.logAccessOf(new Bucket(this, 'Files'));
 */
@propertyInjectable
export class LogLandingBucket extends Construct {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.organization.LogLandingBucket';

  /** The bucket. */
  public readonly bucket: IBucket;

  /** Prefix of access logs of Application Load Balancers, without the slash that Elastic Load Balancing adds. */
  public readonly loadBalancersPrefix: string = ArchivePrefix.LOAD_BALANCERS;

  constructor(scope: Construct, id: string, props: LogLandingBucketProps) {
    super(scope, id);
    requireProps(this, props, { archive: true });
    throwOnProblems(this, ...typeProblems(props, LANDING_TYPES));
    throwOnProblems(this, ...landingProblems(props));
    const { archive, retention, removalPolicy } = props;
    const policy = removalPolicyOf(this, removalPolicy);
    const bucket = logBucket(this, 'Bucket', {
      bucketName: undefined,
      lifecycleRules: landingLifecycle(retention),
      removalPolicy: policy,
    });
    const keeps = policy === RemovalPolicy.DESTROY ? [] : [noDeletion(bucket)];
    addStatements(bucket, [...keeps, ...accountStatements(bucket)]);
    replicateTo(bucket, { bucketArn: archive.bucketArn, account: archive.accountId });
    deployAfter(this, archive);
    this.bucket = bucket;
  }

  /**
   * Enables server access logs of a bucket, below a prefix that the archive takes in.
   * @param bucket a bucket that the app makes, in the account and region of this one
   */
  public logAccessOf(bucket: IBucket): void {
    requireArgument(this, 'bucket', bucket, BUCKET);
    logAccess(this, bucket);
  }
}
