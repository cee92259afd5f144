import { Token } from 'aws-cdk-lib';
import { CfnLogGroup, ILogGroup, LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { eventLogGroup, namedLogGroup } from '../../../core/private/resources/named-log-group';
import { removalPolicyOf } from '../../../core/private/resources/removal-policy';
import { topLevelStack } from '../../../core/private/stacks/stack-of';
import { weakReference } from '../../../core/private/stacks/weak-reference';
import type { ServiceTaskOptions } from '../../service-task-options';

type Options = Pick<ServiceTaskOptions, 'logGroup' | 'logRetention' | 'logEncryptionKey' | 'removalPolicy'>;

/** Creates the log group of the tasks under the name of the service, or takes the given one. */
export function logGroupFor(scope: Construct, serviceName: string, options: Options): ILogGroup {
  const { removalPolicy } = options;
  return (
    options.logGroup ??
    namedLogGroup(scope, 'Logs', nameOf(serviceName), options, removalPolicyOf(scope, removalPolicy))
  );
}

/** Creates the log group for the events of deployments, which EventBridge writes. */
export function deploymentEventsFor(scope: Construct, serviceName: string, options: Options): LogGroup {
  return eventLogGroup(scope, 'DeploymentEvents', deploymentEventsName(serviceName), options);
}

/** Name of the log group for the events of deployments. */
export function deploymentEventsName(serviceName: string): string {
  return `/aws/events/${serviceName}`;
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
