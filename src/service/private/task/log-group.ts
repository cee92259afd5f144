import { Token } from 'aws-cdk-lib';
import { CfnLogGroup, ILogGroup, LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { removalPolicyOf } from '../../../core/private/resources/removal-policy';
import { topLevelStack } from '../../../core/private/stacks/stack-of';
import { weakReference } from '../../../core/private/stacks/weak-reference';
import type { ApiTaskOptions } from '../../api-task-options';

type Options = Pick<ApiTaskOptions, 'logGroup' | 'logRetention' | 'removalPolicy'>;

/** Creates the log group of the tasks under the name of the service, or takes the given one. */
export function logGroupFor(scope: Construct, serviceName: string, options: Options): ILogGroup {
  return (
    options.logGroup ??
    new LogGroup(scope, 'Logs', {
      logGroupName: nameOf(serviceName),
      retention: options.logRetention?.toDays() ?? RetentionDays.THREE_MONTHS,
      removalPolicy: removalPolicyOf(scope, options.removalPolicy),
    })
  );
}

/** Name of the log group for any stack: alarms and dashboards name it, and must not block its replacement. */
export function crossStackLogGroupName(serviceName: string, given?: ILogGroup): string {
  const value = given?.logGroupName ?? nameOf(serviceName);
  if (!given || !Token.isUnresolved(value)) {
    return value;
  }
  const resource = given.node.defaultChild as CfnLogGroup | undefined;
  const identity = () => [value, resource?.logGroupName];
  return weakReference({ producer: topLevelStack(given), name: 'LogGroupName', value, identity });
}

function nameOf(serviceName: string): string {
  return `/ecs/${serviceName}`;
}
