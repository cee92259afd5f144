import { Duration, Stack } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { CfnDBInstance } from 'aws-cdk-lib/aws-rds';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { DataBackup, DataBackupProps } from '../../src/data';

/** A database with backups of its own for 30 days. */
export function databaseIn(stack: Stack, id = 'Database', props: Record<string, unknown> = {}): CfnDBInstance {
  return new CfnDBInstance(stack, id, { dbInstanceClass: 'db.t4g.micro', backupRetentionPeriod: 30, ...props });
}

/** A bucket that AWS Backup can read. */
export function bucketIn(stack: Stack, id = 'Files', status = 'Enabled'): CfnBucket {
  return new CfnBucket(stack, id, { versioningConfiguration: { status } });
}

/** A backup of one database. */
export function backupIn(stack: Stack, props: Partial<DataBackupProps> = {}, id = 'Backup'): DataBackup {
  const resources = props.resources ?? [BackupResource.fromConstruct(databaseIn(stack, `${id}Database`))];
  return new DataBackup(stack, id, { ...props, resources });
}

/** A backup with all that it can have, of a database, a bucket and a tag by default. */
export function hardenedBackup(stack: Stack, resources?: BackupResource[]): DataBackup {
  return backupIn(stack, {
    resources: resources ?? [
      BackupResource.fromConstruct(databaseIn(stack)),
      BackupResource.fromConstruct(bucketIn(stack)),
      BackupResource.fromTag('backup', 'true'),
    ],
    copyTo: 'us-east-1',
    dailyRetention: Duration.days(30),
    weeklyRetention: Duration.days(365),
    copyRetention: Duration.days(180),
    startHour: 1,
    continuousS3Backup: true,
    lockConfiguration: { minRetention: Duration.days(30), maxRetention: Duration.days(366) },
    restoreTest: { metadataOverrides: { RDS: { dbSubnetGroupName: 'data' } }, validationWindow: Duration.hours(4) },
    backupVaultName: 'prd-bank',
  });
}
