import { Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import { REPLICATION_RULE } from './archive-metrics';
import { grantTo } from '../../../core/private/resources/grant';

/** The locked bucket of an archive. */
export interface ReplicationTarget {
  readonly bucketArn: string;
  /** Account of the bucket, where it is another one. */
  readonly account?: string;
}

/**
 * Replicates every object of a bucket. A replica without a retention of its own gets the default retention of the other bucket:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-what-is-isnot-replicated.html
 *
 * No deletion is replicated. The metrics say what failed; S3 bills them as custom metrics.
 */
export function replicateTo(bucket: Bucket, { bucketArn, account }: ReplicationTarget): void {
  const role = new Role(bucket, 'Replication', {
    assumedBy: new ServicePrincipal('s3.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(bucket).account } },
    }),
    description: `S3 replicates logs into ${bucketArn} with it`,
  });
  const reason = 'It replicates every object of the bucket: their keys are those of logs, which services choose.';
  const [sources, targets] = [`${bucket.bucketArn}/*`, `${bucketArn}/*`];
  grantTo(bucket, role, ['s3:GetReplicationConfiguration', 's3:ListBucket'], [bucket.bucketArn]);
  grantTo(bucket, role, READ, [sources], reason);
  grantTo(bucket, role, ['s3:ReplicateObject', 's3:ReplicateTags'], [targets], reason);
  const resource = bucket.node.defaultChild as CfnBucket;
  resource.replicationConfiguration = {
    role: role.roleArn,
    rules: [
      {
        id: REPLICATION_RULE,
        status: 'Enabled',
        priority: 1,
        filter: { prefix: '' },
        deleteMarkerReplication: { status: 'Disabled' },
        destination: { bucket: bucketArn, account, metrics: { status: 'Enabled' } },
      },
    ],
  };
}

const READ = ['s3:GetObjectVersionAcl', 's3:GetObjectVersionForReplication', 's3:GetObjectVersionTagging'];
