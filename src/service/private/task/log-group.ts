import { Token } from 'aws-cdk-lib';
import { CfnLogGroup, ILogGroup, LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { removalPolicyOf } from '../../../core/private/resources/removal-policy';
import { topLevelStack } from '../../../core/private/stacks/stack-of';
import { weakReference } from '../../../core/private/stacks/weak-reference';
import type { ApiTaskOptions } from '../../api-task-options';

/** The retentions that CloudWatch Logs knows, in days. */
export const LOG_RETENTIONS = Object.values(RetentionDays).filter(
  (days): days is RetentionDays => typeof days === 'number' && days !== RetentionDays.INFINITE,
);

/** What the API says, under the name of the service. */
export function logGroupFor(scope: Construct, serviceName: string, options: ApiTaskOptions): ILogGroup {
  return (
    options.logGroup ??
    new LogGroup(scope, 'Logs', {
      logGroupName: nameOf(serviceName),
      retention: options.logRetention?.toDays() ?? RetentionDays.THREE_MONTHS,
      removalPolicy: removalPolicyOf(scope, options.removalPolicy),
    })
  );
}

/** The name of that group for those who watch, in whatever stack they are. */
export function crossStackLogGroupName(serviceName: string, given?: ILogGroup): string {
  const value = given?.logGroupName ?? nameOf(serviceName);
  if (!given || !Token.isUnresolved(value)) {
    return value;
  }
  const named = given.node.defaultChild as CfnLogGroup | undefined;
  const identity = () => [value, named?.logGroupName];
  return weakReference({ producer: topLevelStack(given), name: 'LogGroupName', value, identity });
}

function nameOf(serviceName: string): string {
  return `/ecs/${serviceName}`;
}
