import { Duration, Stack } from 'aws-cdk-lib';
import { Metric, MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Rule } from 'aws-cdk-lib/aws-events';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { sendTo } from '../../../core/private/resources/event-log';
import { eventLogGroup } from '../../../core/private/resources/named-log-group';
import type { IStandaloneTask } from '../../i-standalone-task';

/** Tasks that ended with exit code 0. */
export const SUCCEEDED = 'SucceededRuns';

/** Tasks that ended otherwise, or never started. */
export const FAILED = 'FailedRuns';

/** Name of the log group with the events of tasks that failed. */
export function failedLogName(family: string): string {
  return `/aws/events/${family}/failed`;
}

/** Namespace of the metrics of one task, without dimensions: metric filters take these from the event alone. */
function namespaceOf(family: string): string {
  return `ScheduledTasks/${family}`;
}

/** Number of tasks that metric filters counted. */
export function taskResults(family: string, metricName: string, props: MetricOptions = {}): Metric {
  const fixed = { namespace: namespaceOf(family), metricName, dimensionsMap: {} };
  return new Metric({ period: Duration.minutes(5), statistic: Stats.SUM, ...props, ...fixed });
}

/**
 * Counts how tasks of the family end, of which ECS publishes no metric. Rules of EventBridge tell success from failure by the
 * exit code of the one container, in whatever order an event has them, and metric filters count what each rule delivers to a
 * log group: what the metrics of a rule count is best effort.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_task_events.html
 */
export function countResults(scope: Construct, task: IStandaloneTask): void {
  const ended = (exitCode: unknown[]) => ({ containers: { name: [task.containerName], exitCode } });
  const neverStarted = { stopCode: ['TaskFailedToStart'] };
  const failed = { $or: [ended([{ 'anything-but': [0] }]), neverStarted] };
  count(scope, task, {
    id: 'Succeeded',
    metricName: SUCCEEDED,
    detail: ended([0]),
    log: `/aws/events/${task.family}/succeeded`,
  });
  count(scope, task, { id: 'Failed', metricName: FAILED, detail: failed, log: failedLogName(task.family) });
}

interface Kind {
  readonly id: string;
  readonly metricName: string;
  readonly detail: object;
  readonly log: string;
}

function count(scope: Construct, { family, clusterName }: IStandaloneTask, kind: Kind): void {
  const place = new Construct(scope, kind.id);
  const log = eventLogGroup(place, 'Events', kind.log);
  const clusterArn = Stack.of(scope).formatArn({ service: 'ecs', resource: 'cluster', resourceName: clusterName });
  const rule = new Rule(place, 'Rule', {
    description: `Tasks of ${family}: ${kind.metricName}`,
    eventPattern: {
      source: ['aws.ecs'],
      detailType: ['ECS Task State Change'],
      detail: { clusterArn: [clusterArn], group: [`family:${family}`], lastStatus: ['STOPPED'], ...kind.detail },
    },
  });
  sendTo(rule, log);
  new MetricFilter(log, 'Count', {
    logGroup: log,
    // PutEvents refuses a source of AWS: an event that another rule of the account brings is not counted.
    filterPattern: FilterPattern.stringValue('$.source', '=', 'aws.ecs'),
    metricNamespace: namespaceOf(family),
    metricName: kind.metricName,
  });
}
