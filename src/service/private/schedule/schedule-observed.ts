import { Duration } from 'aws-cdk-lib';
import {
  ComparisonOperator,
  IMetric,
  MathExpression,
  MetricOptions,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { FAILED, failedLogName, SUCCEEDED, taskResults } from './task-results';
import { AlarmDefinition, AlarmSeverity, GraphDefinition, TrafficTier } from '../../../core';
import type { ScheduledTarget } from '../../scheduled-target';
import { functionMetric } from '../function/function-metrics';
import { functionLogGroupName } from '../function/function-parts';
import { sourceOf } from '../observed/service-metrics';
import { queueMetric } from '../queue/queue-observed';

/** What alarms and graphs need to know of a scheduled worker. */
export interface ObservedSchedule {
  readonly path: string;
  readonly target: ScheduledTarget;
  readonly deadLetterQueueName: string;
  readonly failureSeverity: AlarmSeverity;
  /** Minutes within which a run has to succeed; undefined where no alarm can watch it. */
  readonly watchedMinutes?: number;
}

/** Limits of CloudWatch for all periods of an alarm together, in minutes: of periods below an hour, and of an hour. */
const LIMITS = { short: 1440, long: 7 * 1440 };

/**
 * Minutes within which a run has to succeed: those between two runs, and the slack, which is longer than what a change of the
 * clock adds. Undefined if no alarm looks back so far.
 */
export function watchedMinutesOf(
  gap: number | undefined,
  flexibleWindow: Duration | undefined,
  clockChange: number = 0,
): number | undefined {
  if (gap === undefined || flexibleWindow?.isUnresolved()) {
    return undefined;
  }
  const minutes = gap + Math.max(15 + clockChange, gap / 12) + (flexibleWindow?.toMinutes() ?? 0);
  return minutes <= LIMITS.long ? minutes : undefined;
}

/** Runs that succeeded. */
export function succeededRuns(
  { _function: lambdaFunction, _task: task }: ScheduledTarget,
  props: MetricOptions = {},
): IMetric {
  if (task) {
    return taskResults(task.family, SUCCEEDED, props);
  }
  const { statistic } = props;
  const count = (name: string) => {
    return functionMetric(lambdaFunction!.functionName, name, { ...sourceOf(props), ...(statistic && { statistic }) });
  };
  return new MathExpression({
    label: 'Runs that succeeded',
    period: Duration.minutes(5),
    ...props,
    expression: 'invocations - errors',
    usingMetrics: { invocations: count('Invocations'), errors: count('Errors') },
  });
}

/** Alarms of a scheduled worker, the most urgent one first. */
export function scheduleAlarms(observed: ObservedSchedule): AlarmDefinition[] {
  const { path, target, failureSeverity: severity } = observed;
  const { _task: task } = target;
  const usual = {
    threshold: 0,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: 1,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    severity,
  };
  const notStarted = queueMetric(observed.deadLetterQueueName, 'NumberOfMessagesSent', {
    period: Duration.minutes(5),
    statistic: Stats.SUM,
  });
  const failed = {
    ...usual,
    id: 'RunFailed',
    symptom: `A run of ${path} failed, and will not be tried again: its work is not done until the next one.`,
    runbookAnchor: 'scheduled-run-failed',
  };
  return [
    ...missedAlarm(observed),
    ...(task
      ? [
          { ...failed, metric: taskResults(task.family, FAILED), logGroupName: failedLogName(task.family) },
          {
            ...usual,
            id: 'RunNotStarted',
            metric: notStarted,
            symptom: `ECS did not take a run of ${path}: its work is not done until the next one.`,
            runbookAnchor: 'scheduled-run-not-started',
          },
        ]
      : [{ ...failed, metric: notStarted, logGroupName: logGroupOf(target) }]),
  ];
}

function logGroupOf({ _function: lambdaFunction }: ScheduledTarget): string {
  return functionLogGroupName(lambdaFunction!.functionName);
}

/** Nothing is published where nothing runs: missing data is what the alarm is about. */
function missedAlarm(observed: ObservedSchedule): AlarmDefinition[] {
  const { path, watchedMinutes, target, failureSeverity: severity } = observed;
  if (watchedMinutes === undefined) {
    return [];
  }
  const period = Duration.minutes(watchedMinutes <= LIMITS.short / 4 ? 5 : 60);
  return [
    {
      id: 'RunMissed',
      metric: succeededRuns(target, { period }),
      threshold: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: Math.ceil(watchedMinutes / period.toMinutes()),
      treatMissingData: TreatMissingData.BREACHING,
      severity,
      notifyOnRecovery: true,
      symptom: `No run of ${path} has succeeded for longer than its schedule says: its work is not done.`,
      runbookAnchor: 'scheduled-run-missed',
    },
  ];
}

/** Dashboard graph of the runs. */
export function scheduleGraphs({ path, target, deadLetterQueueName }: ObservedSchedule): GraphDefinition[] {
  const { _function: lambdaFunction, _task: task } = target;
  const runs = lambdaFunction
    ? [
        functionMetric(lambdaFunction.functionName, 'Invocations', { label: 'started' }),
        functionMetric(lambdaFunction.functionName, 'Errors', { label: 'failed' }),
      ]
    : [
        taskResults(task!.family, SUCCEEDED, { label: 'succeeded' }),
        taskResults(task!.family, FAILED, { label: 'failed' }),
      ];
  const given = queueMetric(deadLetterQueueName, 'NumberOfMessagesSent', { label: 'given up', statistic: Stats.SUM });
  return [
    {
      tier: TrafficTier.FUNCTION,
      title: `${path}: runs`,
      healthy: 'one for each time of the schedule',
      metrics: [...runs, given],
    },
  ];
}
