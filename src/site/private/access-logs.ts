import { Bucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
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
