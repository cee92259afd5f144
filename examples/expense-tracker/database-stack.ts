import { Stack, StackProps } from 'aws-cdk-lib';
import { IVpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { TrackerDatabase } from './tracker-database';
import { IServiceBinding } from 'rl-bank-constructs/core';

interface DatabaseStackProps extends StackProps {
  readonly vpc: IVpc;
}

/** The database, which the services of other stacks use. */
export class DatabaseStack extends Stack {
  public readonly database: IServiceBinding;

  constructor(scope: Construct, id: string, { vpc, ...props }: DatabaseStackProps) {
    super(scope, id, { ...props, description: 'The database of the expense tracker' });
    this.database = new TrackerDatabase(this, 'Database', vpc);
  }
}
