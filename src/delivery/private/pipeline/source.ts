import { Duration } from 'aws-cdk-lib';
import { Pipeline } from 'aws-cdk-lib/aws-codepipeline';
import { Rule } from 'aws-cdk-lib/aws-events';
import { CodePipeline as StartPipeline } from 'aws-cdk-lib/aws-events-targets';
import { BlockPublicAccess, Bucket, BucketEncryption, CfnBucket, IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledge } from '../../../core/private/resources/acknowledge';

/** Key of the cloud assembly, the one that CI may put. */
export const SOURCE_KEY = 'cloud-assembly.zip';

/** Time for which artifacts of earlier executions can be deployed again. */
export const KEPT = Duration.days(90);

/** Bucket of one key, whose versions are the executions. */
export function sourceBucket(scope: Construct): Bucket {
  const bucket = new Bucket(scope, 'Source', {
    versioned: true, // CodePipeline takes a version, and refuses a bucket without
    encryption: BucketEncryption.S3_MANAGED,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    lifecycleRules: [{ noncurrentVersionExpiration: KEPT, abortIncompleteMultipartUploadAfter: Duration.days(1) }],
  });
  // The prop of the CDK makes a custom resource, which is a Lambda function.
  (bucket.node.defaultChild as CfnBucket).notificationConfiguration = {
    eventBridgeConfiguration: { eventBridgeEnabled: true },
  };
  acknowledge(bucket, 'S1', 'It has one object, and one role writes it: CloudTrail and the executions say when.');
  return bucket;
}

/** Starts the pipeline when CI has put the key. The CDK's own trigger needs a trail with data events. */
export function startOnUpload(scope: Construct, bucket: IBucket, pipeline: Pipeline): void {
  new Rule(scope, 'Uploaded', {
    description: `Starts ${pipeline.node.path} when CI has uploaded a cloud assembly`,
    eventPattern: {
      source: ['aws.s3'],
      detailType: ['Object Created'],
      detail: { bucket: { name: [bucket.bucketName] }, object: { key: [SOURCE_KEY] } },
    },
    targets: [new StartPipeline(pipeline)],
  });
}
