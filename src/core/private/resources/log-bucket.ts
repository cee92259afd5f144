import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
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

/** A bucket for the access logs of one construct. Encryption is S3 managed: log delivery supports no other. */
export function logBucket(scope: Construct, { retention, removalPolicy, objectOwnership }: LogBucketProps): Bucket {
  const logs = new Bucket(scope, 'AccessLogs', {
    objectOwnership: objectOwnership ?? ObjectOwnership.BUCKET_OWNER_ENFORCED,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    lifecycleRules: [
      { expiration: retention ?? Duration.days(90), abortIncompleteMultipartUploadAfter: Duration.days(7) },
    ],
    removalPolicy,
  });
  acknowledge(logs, 'S1', 'It is the bucket that access logs go to: a log of its own would log itself for ever.');
  return logs;
}
