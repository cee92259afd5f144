import { Stack, StackProps } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { IVpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { DataBackup, PostgresDatabase } from 'rl-bank-constructs/data';

interface DatabaseStackProps extends StackProps {
  readonly vpc: IVpc;
}

/**
 * The database, and its copies in another region. Migrations log in as `tracker`, its owner; services as `app`, whom row-level security
 * binds; the worker as `rates`, who may write exchange rates alone.
 */
export class DatabaseStack extends Stack {
  public readonly database: PostgresDatabase;
  public readonly backup: DataBackup;

  constructor(scope: Construct, id: string, { vpc, ...props }: DatabaseStackProps) {
    super(scope, id, { ...props, description: 'The database of the expense tracker' });
    const names = { databaseName: 'tracker', ownerName: 'tracker', users: ['app', 'rates'] };
    this.database = new PostgresDatabase(this, 'Database', { vpc, ...names });
    this.backup = new DataBackup(this, 'Backup', {
      resources: [BackupResource.fromConstruct(this.database)],
      copyTo: 'eu-west-1',
    });
  }
}
