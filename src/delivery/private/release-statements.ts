import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnBucket, IBucket } from 'aws-cdk-lib/aws-s3';
import { partsOfDatabaseArn } from './database-arn';
import { crossStackValue } from '../../core/private/stacks/cross-stack-value';

/** What RDS calls the two kinds of databases. */
const KINDS = [
  { kind: 'cluster', snapshot: 'cluster-snapshot', name: 'DBCluster', all: 'DBClusters' },
  { kind: 'db', snapshot: 'snapshot', name: 'DB', all: 'DBInstances' },
] as const;

/**
 * Taking snapshots and following them. Both actions name the database and the snapshot, so the role takes none of another database,
 * and none under a name that the backups of an operator have.
 */
export function snapshotStatements(databaseArns: string[]): PolicyStatement[] {
  const databases = databaseArns.map((arn) => partsOfDatabaseArn(arn)!);
  return KINDS.flatMap(({ kind, snapshot, name, all }) => {
    const ours = databases.filter((it) => it.kind === kind);
    if (ours.length === 0) return [];
    const arns = ours.map(({ place, identifier }) => `${place}:${kind}:${identifier}`);
    const snapshots = ours.map(({ place, identifier }) => `${place}:${snapshot}:${identifier}-release-*`);
    return [
      new PolicyStatement({
        actions: [`rds:Create${name}Snapshot`, `rds:Describe${name}Snapshots`],
        resources: [...arns, ...snapshots],
      }),
      new PolicyStatement({ actions: [`rds:Describe${all}`], resources: arns }),
    ];
  });
}

/** Listing, reading and writing, and no deleting: what an earlier release needs stays. */
export function releaseFileStatements(buckets: IBucket[]): PolicyStatement[] {
  if (buckets.length === 0) return [];
  const arns = buckets.map(arnOf);
  return [
    new PolicyStatement({ actions: ['s3:ListBucket'], resources: arns }),
    new PolicyStatement({ actions: ['s3:GetObject', 's3:PutObject'], resources: arns.map((arn) => `${arn}/*`) }),
  ];
}

/** By weak reference: no CloudFormation export blocks replacing the bucket. */
function arnOf(bucket: IBucket): string {
  const identity = (resource: object) => {
    const { logicalId, bucketName } = resource as CfnBucket;
    return [logicalId, bucketName];
  };
  const name = crossStackValue(bucket, { name: 'ReleaseBucketName', value: bucket.bucketName, identity });
  return `arn:${bucket.stack.partition}:s3:::${name}`;
}
