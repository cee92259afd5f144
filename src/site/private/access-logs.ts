import { ArnFormat, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Bucket, CfnBucket, IBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { logBucket } from '../../core/private/resources/log-bucket';
import { removalPolicyOf } from '../../core/private/resources/removal-policy';
import type { StaticSpaSiteProps } from '../static-spa-site';

/** The bucket for the access logs of the distribution and of the content bucket. */
export function accessLogBucket(site: Construct, props: StaticSpaSiteProps): Bucket {
  return logBucket(site, {
    retention: props.accessLogRetention,
    // CloudFront's log delivery writes by ACL; docs/decisions/0007 says why it is this delivery all the same.
    objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED,
    removalPolicy: removalPolicyOf(site, props.removalPolicy),
  });
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
