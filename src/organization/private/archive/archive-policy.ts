import { Stack } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { ArchivePrefix } from '../../archive-prefix';
import type { LogArchiveProps } from '../../log-archive';

type Organized = Pick<LogArchiveProps, 'organization'>;

const OWNED = { 's3:x-amz-acl': 'bucket-owner-full-control' };

/**
 * No principal deletes, the root user of the account included. Lifecycle rules of S3 are no principal. A role that may change the
 * bucket policy could remove this statement: the lock of the objects, which is S3's, holds then.
 */
export function noDeletion(bucket: IBucket): PolicyStatement {
  return new PolicyStatement({
    sid: 'NoDeletion',
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    actions: ['s3:BypassGovernanceRetention', 's3:DeleteBucket', 's3:DeleteObject', 's3:DeleteObjectVersion'],
    resources: [bucket.bucketArn, bucket.arnForObjects('*')],
  });
}

/** Who writes to the locked bucket: CloudTrail for the trail of the organization, and the replication of S3. */
export function archiveStatements(bucket: IBucket, { organization }: Organized): PolicyStatement[] {
  const { organizationId, managementAccountId } = organization;
  const partition = Stack.of(bucket).partition;
  const principals = [new ServicePrincipal('cloudtrail.amazonaws.com')];
  // The management account owns the trail, whichever account runs it.
  const ofTrail = { 'aws:SourceArn': `arn:${partition}:cloudtrail:*:${managementAccountId}:trail/*` };
  const below = `${ArchivePrefix.CLOUDTRAIL}/AWSLogs`;
  return [
    new PolicyStatement({
      sid: 'CloudTrailReadsAcl',
      principals,
      actions: ['s3:GetBucketAcl'],
      resources: [bucket.bucketArn],
      conditions: { ArnLike: ofTrail },
    }),
    new PolicyStatement({
      sid: 'CloudTrailWrites',
      principals,
      actions: ['s3:PutObject'],
      resources: [managementAccountId, organizationId].map((one) => bucket.arnForObjects(`${below}/${one}/*`)),
      conditions: { StringEquals: { ...OWNED, 'aws:SourceOrgID': organizationId }, ArnLike: ofTrail },
    }),
    new PolicyStatement({
      sid: 'AccountsReplicate',
      principals: [new AnyPrincipal()],
      actions: ['s3:ReplicateObject', 's3:ReplicateTags'],
      resources: [
        bucket.arnForObjects(`${ArchivePrefix.S3_ACCESS_LOGS}/\${aws:PrincipalAccount}/*`),
        bucket.arnForObjects(`${ArchivePrefix.LOAD_BALANCERS}/AWSLogs/\${aws:PrincipalAccount}/*`),
      ],
      conditions: { StringEquals: { 'aws:PrincipalOrgID': organizationId } },
    }),
    new PolicyStatement({
      sid: 'AccountsSeeVersioning',
      principals: [new AnyPrincipal()],
      actions: ['s3:GetBucketVersioning'],
      resources: [bucket.bucketArn],
      conditions: { StringEquals: { 'aws:PrincipalOrgID': organizationId } },
    }),
  ];
}

/** Which services write to the landing bucket, each below its prefix, for accounts of the organization. */
export function landingStatements(bucket: IBucket, { organization }: Organized): PolicyStatement[] {
  const { organizationId } = organization;
  const inOrganization = { 'aws:SourceOrgID': organizationId };
  const partition = Stack.of(bucket).partition;
  const sees = (sid: string, service: string) =>
    new PolicyStatement({
      sid,
      principals: [new ServicePrincipal(service)],
      actions: ['s3:GetBucketAcl', 's3:ListBucket'],
      resources: [bucket.bucketArn],
      conditions: { StringEquals: inOrganization },
    });
  const writes = (sid: string, service: string, prefix: string, conditions: Record<string, unknown>) =>
    new PolicyStatement({
      sid,
      principals: [new ServicePrincipal(service)],
      actions: ['s3:PutObject'],
      resources: [bucket.arnForObjects(`${prefix}/AWSLogs/*`)],
      conditions,
    });
  const owned = { StringEquals: { ...OWNED, ...inOrganization } };
  const delivery = { ...owned, ArnLike: { 'aws:SourceArn': `arn:${partition}:logs:*:*:*` } };
  return [
    sees('ConfigSees', 'config.amazonaws.com'),
    writes('ConfigWrites', 'config.amazonaws.com', ArchivePrefix.CONFIG, owned),
    sees('LogDeliverySees', 'delivery.logs.amazonaws.com'),
    writes('LogDeliveryWrites', 'delivery.logs.amazonaws.com', ArchivePrefix.VPC_FLOW_LOGS, delivery),
    writes('LoadBalancersWrite', 'logdelivery.elasticloadbalancing.amazonaws.com', ArchivePrefix.LOAD_BALANCERS, {
      StringEquals: inOrganization,
    }),
  ];
}
