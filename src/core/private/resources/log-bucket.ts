import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge';

/** What differs between buckets that take access logs. */
export interface LogBucketProps {
  /** How long logs are kept. */
  readonly retention: Duration | undefined;
  /** What happens to them with the stack. */
  readonly removalPolicy: RemovalPolicy;
  /** Who owns what a service writes; the bucket's owner, by policy, if left out. */
  readonly objectOwnership?: ObjectOwnership;
}

/** A bucket that takes the access logs of one construct: log deliveries write no other encryption than S3's own. */
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
