import { StackProps } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { Construct } from 'constructs';
import { DataStack } from './data-stack';
import { FilesStack } from './files-stack';
import { RegionStack } from './region-stack';
import { DataBackup } from 'rl-bank-constructs/data';

interface BackupStackProps extends StackProps {
  readonly data: DataStack;
  readonly files: FilesStack;
  readonly backupRegion: string;
}

/** Daily snapshots of database and files, and a weekly copy in another region. */
export class BackupStack extends RegionStack {
  public readonly backup: DataBackup;

  constructor(scope: Construct, id: string, { data, files, backupRegion, ...props }: BackupStackProps) {
    super(scope, id, { ...props, description: 'The backups of the platform in this region' });
    this.backup = new DataBackup(this, 'Backup', {
      resources: [BackupResource.fromConstruct(data.database), BackupResource.fromConstruct(files.files)],
      continuousS3Backup: true,
      copyTo: backupRegion,
    });
  }
}
