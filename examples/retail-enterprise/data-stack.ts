import { Duration, Stack, StackProps } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { IVpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { Stage } from './stages';
import { DataBackup, FileStore, MySqlDatabase, RedisReplicationGroup } from 'rl-bank-constructs/data';

interface DataStackProps extends StackProps {
  readonly stage: Stage;
  readonly vpc: IVpc;
}

/** MySQL with a replica, Redis, the bucket of the reports, and the backups of database and bucket in another region. */
export class DataStack extends Stack {
  public readonly database: MySqlDatabase;
  public readonly redis: RedisReplicationGroup;
  public readonly files: FileStore;
  /** None of a copy of production. */
  public readonly backup?: DataBackup;

  constructor(scope: Construct, id: string, { stage, vpc, ...props }: DataStackProps) {
    super(scope, id, { ...props, description: 'The data of the retail enterprise', terminationProtection: true });
    const month = Duration.days(30);
    this.database = new MySqlDatabase(this, 'Database', {
      ...stage.database,
      vpc,
      databaseName: 'retail',
      users: ['app', 'integration', 'reports'],
      userPasswordRotation: month,
      readReplicas: 1,
      logRetention: month,
    });
    this.redis = new RedisReplicationGroup(this, 'Redis', { ...stage.redis, vpc });
    this.files = new FileStore(this, 'Reports');
    if (stage.vaults) {
      this.backup = new DataBackup(this, 'Backup', {
        resources: [BackupResource.fromConstruct(this.database), BackupResource.fromConstruct(this.files)],
        copyTo: 'us-east-1', // weekly; the daily snapshots are kept for 30 days
        continuousS3Backup: true,
      });
    }
  }
}
