import { ArnFormat, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { FilterPattern, LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { sendTo } from '../../../core/private/resources/event-log';
import { eventLogGroup, namedLogGroup } from '../../../core/private/resources/named-log-group';

/** ARN of the task, from its name. */
export function taskArnOf(scope: Construct, resourceName: string): string {
  const arnFormat = ArnFormat.COLON_RESOURCE_NAME;
  return Stack.of(scope).formatArn({ service: 'dms', resource: 'task', resourceName, arnFormat });
}

/** Name of the log group that DMS writes to. */
export function taskLogName(name: string): string {
  return `dms-tasks-${name}`;
}

/** Name of the log group with the events of a task that stopped. */
export function stopsLogName(name: string): string {
  return `/aws/events/dms/${name}`;
}

/** Namespace of what is counted in the events of a task. */
export function countedNamespace(name: string): string {
  return `DataMigrations/${name}`;
}

/** The metric that counts how often a task stopped or failed. */
export const STOPS = 'TaskStops';

/** Creates the log group before DMS would, which keeps logs for ever. */
export function taskLog(scope: Construct, name: string, logRetention: Duration | undefined): LogGroup {
  // Its name is fixed: retained, it would be in the way of the migration that is created again.
  return namedLogGroup(scope, 'Log', taskLogName(name), { logRetention }, RemovalPolicy.DESTROY);
}

/**
 * Counts how often the task stops or fails, of which DMS has no metric: EventBridge delivers the events to a log group, and a
 * metric filter counts them.
 *
 * @see https://docs.aws.amazon.com/dms/latest/userguide/CHAP_EventBridge.html
 */
export function countStops(scope: Construct, name: string, logRetention: Duration | undefined): void {
  const log = eventLogGroup(scope, 'Stops', stopsLogName(name), { logRetention });
  const rule = new Rule(log, 'Rule', {
    description: `The migration ${name} stopped or failed`,
    eventPattern: {
      source: ['aws.dms'],
      detailType: ['DMS Replication Task State Change'],
      resources: [taskArnOf(scope, name)],
      detail: { eventType: ['REPLICATION_TASK_FAILED', 'REPLICATION_TASK_STOPPED'] },
    },
  });
  sendTo(rule, log);
  new MetricFilter(log, STOPS, {
    logGroup: log,
    filterPattern: FilterPattern.stringValue('$.source', '=', 'aws.dms'), // PutEvents refuses a source of AWS
    metricNamespace: countedNamespace(name),
    metricName: STOPS,
  });
}
