import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnBucket, IBucket } from 'aws-cdk-lib/aws-s3';
import { DURATION } from '../../../core/private/checks/cdk-types';
import { Problem, problemIf, throwOnProblems } from '../../../core/private/checks/problems';
import { TEXT, Type } from '../../../core/private/checks/types';
import { isWhole } from '../../../core/private/checks/values';
import { isElsewhere } from '../../../core/private/stacks/stack-of';
import { ArchivePrefix } from '../../archive-prefix';
import type { LogLandingBucket, LogLandingBucketProps } from '../../log-landing-bucket';
import { LOG_ARCHIVE } from '../types';

/** Types of the props. */
export const LANDING_TYPES: Record<keyof LogLandingBucketProps, Type> = {
  archive: LOG_ARCHIVE,
  retention: DURATION,
  removalPolicy: TEXT,
};

/** A retention in which a failed replication cannot be repeated. */
export function landingProblems({ retention }: LogLandingBucketProps): Array<Problem | undefined> {
  if (retention === undefined || retention.isUnresolved()) {
    return [];
  }
  const days = retention.toDays({ integral: false });
  return [
    problemIf(!isWhole(days, 7, 36500), {
      code: 'log-landing-bucket/not-a-retention',
      prop: 'retention',
      value: `${days} days`,
      allowed: 'must be whole days, 7 at least: so long a replication that failed can be repeated',
      fix: 'choose such a time, like `Duration.days(90)`',
    }),
  ];
}

/** S3 and Elastic Load Balancing write below their prefixes for this account, and for no other one. */
export function accountStatements(bucket: IBucket): PolicyStatement[] {
  const { account } = Stack.of(bucket);
  const ofAccount = { StringEquals: { 'aws:SourceAccount': account } };
  return [
    new PolicyStatement({
      sid: 'S3WritesAccessLogs',
      principals: [new ServicePrincipal('logging.s3.amazonaws.com')],
      actions: ['s3:PutObject'],
      resources: [bucket.arnForObjects(`${ArchivePrefix.S3_ACCESS_LOGS}/${account}/*`)],
      conditions: ofAccount,
    }),
    new PolicyStatement({
      sid: 'LoadBalancersWrite',
      principals: [new ServicePrincipal('logdelivery.elasticloadbalancing.amazonaws.com')],
      actions: ['s3:PutObject'],
      resources: [bucket.arnForObjects(`${ArchivePrefix.LOAD_BALANCERS}/AWSLogs/${account}/*`)],
      conditions: ofAccount,
    }),
  ];
}

/** Enables server access logs by the L1 property: the prop of the CDK's bucket writes an ACL without its feature flag. */
export function logAccess(landing: LogLandingBucket, bucket: IBucket): void {
  const resource = bucket.node.defaultChild;
  const stack = Stack.of(landing);
  throwOnProblems(
    landing,
    problemIf(!CfnBucket.isCfnBucket(resource), {
      code: 'log-landing-bucket/not-of-the-app',
      prop: 'bucket',
      value: bucket.node.path,
      allowed: 'must be a bucket that the app makes: logging is a setting of the bucket itself',
      fix: 'enable its logging where the bucket is made',
    }),
    problemIf(isElsewhere(bucket.env, { account: stack.account, region: stack.region }), {
      code: 'log-landing-bucket/bucket-elsewhere',
      prop: 'bucket',
      value: bucket.node.path,
      allowed: `must be in the account and region of ${stack.node.path}: S3 writes access logs to no other place`,
      fix: 'create a LogLandingBucket in its account and region',
    }),
  );
  (resource as CfnBucket).loggingConfiguration = {
    destinationBucketName: landing.bucket.bucketName,
    logFilePrefix: `${ArchivePrefix.S3_ACCESS_LOGS}/${stack.account}/`,
  };
}
