import { Duration } from 'aws-cdk-lib';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  BucketProps,
  CfnBucket,
  CorsRule,
  HttpMethods,
  IBucket,
  LifecycleRule,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { ALL_REQUESTS } from './file-metrics';
import { logAccessTo, logBucket } from '../../../core/private/resources/log-bucket';
import { removalPolicyOf } from '../../../core/private/resources/removal-policy';
import type { FileStoreProps } from '../../file-store';

/** The bucket for the access logs of the files. */
export function accessLogsOf(store: Construct, props: FileStoreProps): Bucket {
  return logBucket(store, {
    retention: props.accessLogRetention,
    removalPolicy: removalPolicyOf(store, props.removalPolicy),
  });
}

/** The private bucket with the files. */
export function fileBucket(store: Construct, props: FileStoreProps, logs: IBucket): Bucket {
  const bucket = new Bucket(store, 'Bucket', {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    versioned: true,
    ...encryptionOf(props),
    ...(props.writeOnce && { objectLockEnabled: true, objectLockDefaultRetention: props.writeOnce }),
    lifecycleRules: lifecycleOf(props),
    cors: props.corsOrigins && [corsOf(props.corsOrigins)],
    metrics: props.requestMetrics ? [{ id: ALL_REQUESTS }] : undefined,
    removalPolicy: removalPolicyOf(store, props.removalPolicy),
  });
  logAccessTo(bucket, logs);
  if (props.eventBridgeEnabled) {
    // The prop of the CDK's bucket is a custom resource with a Lambda function; CloudFormation has this one.
    const resource = bucket.node.defaultChild as CfnBucket;
    resource.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
  }
  return bucket;
}

/** With a bucket key S3 calls KMS once for many files, and not for each. */
function encryptionOf({ encryptionKey }: FileStoreProps): Partial<BucketProps> {
  return encryptionKey
    ? { encryption: BucketEncryption.KMS, encryptionKey, bucketKeyEnabled: true }
    : { encryption: BucketEncryption.S3_MANAGED };
}

function lifecycleOf(props: FileStoreProps): LifecycleRule[] {
  return [
    {
      expiration: props.expiration,
      transitions: props.transitions,
      noncurrentVersionExpiration: props.noncurrentVersionExpiration ?? Duration.days(30),
      abortIncompleteMultipartUploadAfter: Duration.days(7),
    },
    { expiredObjectDeleteMarker: true }, // S3 takes it in no rule that has days as well
  ];
}

/** What a page needs to upload and download by presigned URLs, in parts too: their ETags are read by its script. */
function corsOf(allowedOrigins: string[]): CorsRule {
  return {
    allowedOrigins,
    allowedMethods: [HttpMethods.GET, HttpMethods.HEAD, HttpMethods.PUT, HttpMethods.POST],
    allowedHeaders: ['*'], // those that are signed are part of the URL
    exposedHeaders: ['ETag'],
    maxAge: 3600,
  };
}
