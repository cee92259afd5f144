import { ILogGroup, LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { removalOf } from '../../core/private/removal';
import type { ApiTaskOptions } from '../api-task-options';

/** The retentions that CloudWatch Logs knows, in days. */
export const LOG_RETENTIONS = Object.values(RetentionDays).filter(
  (days): days is RetentionDays => typeof days === 'number' && days !== RetentionDays.INFINITE,
);

/** What the API says, under the name of the service. */
export function logGroupFor(scope: Construct, serviceName: string, options: ApiTaskOptions): ILogGroup {
  return (
    options.logGroup ??
    new LogGroup(scope, 'Logs', {
      logGroupName: `/ecs/${serviceName}`,
      retention: options.logRetention?.toDays() ?? RetentionDays.THREE_MONTHS,
      removalPolicy: removalOf(scope, 'destroyLogs', options.destroyLogs),
    })
  );
}
