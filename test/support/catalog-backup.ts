import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { backupIn, hardenedBackup } from './backup';
import type { Variants } from './catalog';
import { workloadStack } from './cloud';

/** Resources of another app: nag would have findings on a database and a bucket of the test. */
const database = () => BackupResource.fromArn('arn:aws:rds:ap-southeast-1:111111111111:db:orders');
const files = () => BackupResource.fromArn('arn:aws:s3:::prd-bank-files');

/** Backups, once with their defaults and once with all they can have. */
export const backups: Record<string, Variants> = {
  DataBackup: {
    defaults: (app) => {
      backupIn(workloadStack(app), { resources: [database()] });
    },
    hardened: (app) => {
      hardenedBackup(workloadStack(app), [database(), files(), BackupResource.fromTag('backup', 'true')]);
    },
  },
};
