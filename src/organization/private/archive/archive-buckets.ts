import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  IBucket,
  LifecycleRule,
  ObjectLockMode,
  ObjectLockRetention,
  ObjectOwnership,
  StorageClass,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { ArchiveNames } from './archive-names';
import { archiveStatements, landingStatements, noDeletion } from './archive-policy';
import { coldAfter, isLocked, SEVEN_YEARS } from './archive-problems';
import { replicateTo } from './replication';
import { acknowledge } from '../../../core/private/resources/acknowledge';
import { removalPolicyOf } from '../../../core/private/resources/removal-policy';
import type { LogArchiveProps } from '../../log-archive';

/** The bucket whose objects are locked. */
export function archiveBucket(scope: Construct, names: ArchiveNames, props: LogArchiveProps): Bucket {
  const bucket = logBucket(scope, 'Bucket', {
    bucketName: names.bucketName,
    lifecycleRules: archiveLifecycle(props),
    lock: lockOf(props),
    removalPolicy: removalPolicyOf(scope, props.removalPolicy),
  });
  addStatements(bucket, [...(isLocked(props) ? [noDeletion(bucket)] : []), ...archiveStatements(bucket, props)]);
  return bucket;
}

/** The bucket that services write to, and that S3 replicates into the locked one. */
export function landingBucket(scope: Construct, names: ArchiveNames, props: LogArchiveProps, archive: IBucket): Bucket {
  const bucket = logBucket(scope, 'Landing', {
    bucketName: names.landingBucketName,
    lifecycleRules: landingLifecycle(props.landingRetention),
    removalPolicy: removalPolicyOf(scope, props.removalPolicy),
  });
  addStatements(bucket, [...(isLocked(props) ? [noDeletion(bucket)] : []), ...landingStatements(bucket, props)]);
  replicateTo(bucket, { bucketArn: archive.bucketArn });
  return bucket;
}

/** Options of a bucket of the archive. */
export interface LogBucketOptions {
  readonly bucketName: string | undefined;
  readonly lifecycleRules: LifecycleRule[];
  readonly lock?: ObjectLockRetention;
  readonly removalPolicy: RemovalPolicy;
}

/** A private bucket for logs. S3-managed keys: load balancers and server access logs write to no bucket with a KMS key. */
export function logBucket(scope: Construct, id: string, { lock, ...options }: LogBucketOptions): Bucket {
  const bucket = new Bucket(scope, id, {
    ...options,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    versioned: true,
    ...(lock && { objectLockEnabled: true, objectLockDefaultRetention: lock }),
  });
  acknowledge(
    bucket,
    'S1',
    'It is a bucket that logs go to: its own access log would be one of them, and log itself for ever.',
  );
  return bucket;
}

/** Objects leave the landing bucket when their replication could long have been repeated. */
export function landingLifecycle(landingRetention: Duration | undefined): LifecycleRule[] {
  const expiration = landingRetention ?? Duration.days(90);
  return [
    {
      expiration,
      noncurrentVersionExpiration: Duration.days(30),
      abortIncompleteMultipartUploadAfter: Duration.days(7),
    },
    { expiredObjectDeleteMarker: true }, // S3 takes it in no rule that has days as well
  ];
}

/** Adds statements in their order. */
export function addStatements(bucket: Bucket, statements: PolicyStatement[]): void {
  statements.forEach((statement) => bucket.addToResourcePolicy(statement));
}

function archiveLifecycle(props: LogArchiveProps): LifecycleRule[] {
  const { instant, deep } = coldAfter(props);
  const { expiration } = props;
  return [
    {
      expiration,
      transitions: [
        { storageClass: StorageClass.GLACIER_INSTANT_RETRIEVAL, transitionAfter: Duration.days(instant) },
        { storageClass: StorageClass.DEEP_ARCHIVE, transitionAfter: Duration.days(deep) },
      ],
      // What is overwritten keeps its lock; without a lock, a mistake can be undone for a month.
      noncurrentVersionExpiration: isLocked(props) ? expiration : Duration.days(30),
      abortIncompleteMultipartUploadAfter: Duration.days(7),
    },
  ];
}

function lockOf(props: LogArchiveProps): ObjectLockRetention | undefined {
  const retention = props.retention ?? Duration.days(SEVEN_YEARS);
  if (!isLocked(props)) {
    return undefined;
  }
  return props.objectLock?.mode === ObjectLockMode.COMPLIANCE
    ? ObjectLockRetention.compliance(retention)
    : ObjectLockRetention.governance(retention);
}
