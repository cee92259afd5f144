import { CfnResource, RemovalPolicy } from 'aws-cdk-lib';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Engine } from './engine';
import { besideDatabase } from './removal';
import type { ManagedDatabaseOptions } from '../../managed-database-options';

/** Name of a log group as RDS chooses it. */
export function logGroupNameOf(kind: 'instance' | 'cluster', identifier: string, log: string): string {
  return `/aws/rds/${kind}/${identifier}/${log}`;
}

/** Creates the log groups that RDS writes to, by the log. */
export function logGroupsFor(
  scope: Construct,
  engine: Engine,
  nameOf: (log: string) => string,
  { logRetention }: ManagedDatabaseOptions,
  removal: RemovalPolicy,
): Record<string, LogGroup> {
  const logs = new Construct(scope, 'Logs');
  const entries = engine.logs.map((log) => {
    return [
      log,
      new LogGroup(logs, log[0].toUpperCase() + log.slice(1), {
        logGroupName: nameOf(log),
        retention: logRetention?.toDays() ?? RetentionDays.THREE_MONTHS,
        removalPolicy: besideDatabase(removal),
      }),
    ];
  });
  return Object.fromEntries(entries);
}

/** Creates the log groups before the database: RDS would create them itself. */
export function afterLogs(database: CfnResource, logs: Record<string, LogGroup>): void {
  Object.values(logs).forEach((log) => database.node.addDependency(log.node.defaultChild!));
}
