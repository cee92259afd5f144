import { Duration } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledge } from '../../core/private/resources/acknowledge';
import { logAccessTo } from '../../core/private/resources/log-bucket';
import { removalPolicyOf } from '../../core/private/resources/removal-policy';
import type { StaticSpaSiteProps } from '../static-spa-site';
import { encryptByAlias, encryptWith } from './content-key';

/** The private bucket with the content. */
export function contentBucket(site: Construct, props: StaticSpaSiteProps, logs: IBucket): Bucket {
  const bucket = new Bucket(site, 'Content', {
    bucketName: props.bucketName,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    versioned: true,
    lifecycleRules: [
      { noncurrentVersionExpiration: Duration.days(30), abortIncompleteMultipartUploadAfter: Duration.days(7) },
    ],
    removalPolicy: removalPolicyOf(site, props.removalPolicy),
  });
  if (props.accessLogBucket) {
    acknowledge(
      bucket,
      'S1',
      'Visitors are in the logs of CloudFront, and S3 logs only to a bucket of its own region.',
    );
  } else {
    logAccessTo(bucket, logs);
  }
  if (props.encryptionKey) {
    encryptWith(bucket, props.encryptionKey.keyArn);
  } else if (props.customerKey) {
    encryptByAlias(site, bucket);
  }
  return bucket;
}
