import { Stack, StackProps } from 'aws-cdk-lib';
import { IVpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { PostgresDatabase } from 'rl-bank-constructs/data';

interface DatabaseStackProps extends StackProps {
  readonly vpc: IVpc;
}

/**
 * The database: migrations log in as `tracker`, its owner, services as `app`,
 * whom row-level security binds, and the worker as `rates`, who may write exchange rates alone.
 */
export class DatabaseStack extends Stack {
  public readonly database: PostgresDatabase;

  constructor(scope: Construct, id: string, { vpc, ...props }: DatabaseStackProps) {
    super(scope, id, { ...props, description: 'The database of the expense tracker' });
    const names = { databaseName: 'tracker', ownerName: 'tracker', users: ['app', 'rates'] };
    this.database = new PostgresDatabase(this, 'Database', { vpc, ...names });
  }
}
