import { Effect, ManagedPolicy, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledge } from '../../../core/private/resources/acknowledge';
import { BackedUpResources, typesOf } from '../backed-up/resources';

const S3 = { backup: 'AWSBackupServiceRolePolicyForS3Backup', restore: 'AWSBackupServiceRolePolicyForS3Restore' };
const WITHOUT_PATH = Object.values(S3); // the others of AWS Backup have the path of service roles

const KEPT_BY_AWS =
  'AWS extends these policies with each feature of AWS Backup, and a copy would make backups fail with the next one. AWS ' +
  'Backup alone can assume the role, and statements of its own deny what this backup does not do.';

/** Role that AWS Backup takes backups with. */
export function backupRole(scope: Construct, resources: BackedUpResources): Role {
  const names = ['AWSBackupServiceRolePolicyForBackup', ...(mayHaveBuckets(resources) ? [S3.backup] : [])];
  const statements = [keepRetentionOfDatabases(), ...onlyTheseBuckets(resources)];
  return roleWith(scope, 'BackupRole', names, new PolicyDocument({ statements }));
}

/** Role that AWS Backup restores with: an operator passes it, and so does the restore test. */
export function restoreRole(scope: Construct, resources: BackedUpResources): Role {
  const names = ['AWSBackupServiceRolePolicyForRestores', ...(mayHaveBuckets(resources) ? [S3.restore] : [])];
  return roleWith(scope, 'RestoreRole', names);
}

function roleWith(scope: Construct, id: string, names: string[], limits?: PolicyDocument): Role {
  const policies = names.map((name) => (WITHOUT_PATH.includes(name) ? name : `service-role/${name}`));
  const role = new Role(scope, id, {
    assumedBy: new ServicePrincipal('backup.amazonaws.com'),
    managedPolicies: policies.map((name) => ManagedPolicy.fromAwsManagedPolicyName(name)),
    inlinePolicies: limits && { Limits: limits },
  });
  for (const name of policies) {
    acknowledge(role, `IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/${name}]`, KEPT_BY_AWS);
  }
  return role;
}

function mayHaveBuckets(resources: BackedUpResources): boolean {
  return typesOf(resources).includes('S3') || resources.byTag.length > 0;
}

/** A continuous backup would take the retention of RDS over. Snapshots change no database. */
function keepRetentionOfDatabases(): PolicyStatement {
  return new PolicyStatement({
    sid: 'KeepRetentionOfDatabases',
    effect: Effect.DENY,
    actions: [
      'rds:DeleteDBClusterAutomatedBackup',
      'rds:DeleteDBInstanceAutomatedBackup',
      'rds:ModifyDBCluster',
      'rds:ModifyDBInstance',
    ],
    resources: ['*'],
  });
}

/** The policy for S3 reads every bucket of the account. Which buckets have a tag is not known here. */
function onlyTheseBuckets({ byArn, byTag }: BackedUpResources): PolicyStatement[] {
  const buckets = byArn.filter(({ type }) => type === 'S3').map(({ arn }) => arn);
  if (buckets.length === 0 || byTag.length > 0) {
    return [];
  }
  return [
    new PolicyStatement({
      sid: 'TheseBucketsAlone',
      effect: Effect.DENY,
      actions: ['s3:GetObject*', 's3:PutBucketNotification', 's3:PutInventoryConfiguration'],
      notResources: buckets.flatMap((arn) => [arn, `${arn}/*`]),
    }),
  ];
}
