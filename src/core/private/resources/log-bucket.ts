import { ArnFormat, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, CfnBucket, IBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge';

/** Options for a bucket of access logs. */
export interface LogBucketProps {
  /** Retention of the logs. */
  readonly retention: Duration | undefined;
  /** Removal policy of the bucket. */
  readonly removalPolicy: RemovalPolicy;
  /** Ownership of the objects that a service writes; by default the owner of the bucket, enforced. */
  readonly objectOwnership?: ObjectOwnership;
}

/**
 * A bucket for the access logs of one construct. Encryption is S3 managed: log delivery supports no other.
 *
 * Logs are evidence: one that is deleted or overwritten stays as a noncurrent version for up to 30 days. Object Lock is not
 * possible, S3 writes no server access logs to such a bucket:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html
 */
export function logBucket(scope: Construct, { retention, removalPolicy, objectOwnership }: LogBucketProps): Bucket {
  const expiration = retention ?? Duration.days(90);
  const logs = new Bucket(scope, 'AccessLogs', {
    objectOwnership: objectOwnership ?? ObjectOwnership.BUCKET_OWNER_ENFORCED,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    versioned: true,
    lifecycleRules: [
      {
        expiration,
        noncurrentVersionExpiration: expiration.toDays() < 30 ? expiration : Duration.days(30),
        abortIncompleteMultipartUploadAfter: Duration.days(7),
      },
      { expiredObjectDeleteMarker: true }, // S3 takes it in no rule that has days as well
    ],
    removalPolicy,
  });
  acknowledge(logs, 'S1', 'It is the bucket that access logs go to: a log of its own would log itself for ever.');
  return logs;
}

/** Enables server access logs of a bucket, by bucket policy and not by ACL whatever the feature flags of the app. */
export function logAccessTo(bucket: Bucket, logs: IBucket): void {
  const prefix = 's3/';
  (bucket.node.defaultChild as CfnBucket).loggingConfiguration = {
    destinationBucketName: logs.bucketName,
    logFilePrefix: prefix,
  };
  logs.addToResourcePolicy(
    new PolicyStatement({
      sid: 'S3WritesAccessLogs',
      principals: [new ServicePrincipal('logging.s3.amazonaws.com')],
      actions: ['s3:PutObject'],
      resources: [logs.arnForObjects(`${prefix}*`)],
      conditions: {
        StringEquals: { 'aws:SourceAccount': Stack.of(bucket).account },
        ArnLike: { 'aws:SourceArn': sourceArnOf(bucket) },
      },
    }),
  );
}

function sourceArnOf(bucket: Bucket): string {
  return Stack.of(bucket).formatArn({
    service: 's3',
    region: '',
    account: '',
    resource: bucket.bucketName,
    arnFormat: ArnFormat.NO_RESOURCE_NAME,
  });
}
