import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, MathExpression, MetricOptions, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmDefinition, AlarmSeverity, GraphDefinition, LogQueryDefinition, TrafficTier } from '../../../core';
import { executionMetric, failedExecutions } from '../../../core/private/state-machine/execution-metrics';
import { deploymentEventsName } from '../task/log-group';

/** What alarms and graphs need to know of a state machine. */
export interface ObservedReleases {
  readonly stateMachineArn: string;
  readonly serviceName: string;
  readonly logGroupName: string;
  readonly timeout: Duration;
}

/** Releases that ended in any other way than with success. */
export function failedReleases({ stateMachineArn }: ObservedReleases, props?: MetricOptions): MathExpression {
  return failedExecutions(stateMachineArn, 'Releases that failed', props);
}

/** Alarms on releases. */
export function releaseAlarms(releases: ObservedReleases): AlarmDefinition[] {
  const { stateMachineArn, serviceName, logGroupName, timeout } = releases;
  const once = {
    logGroupName,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: 1,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  };
  return [
    {
      ...once,
      id: 'ReleaseFailed',
      metric: failedReleases(releases),
      threshold: 0,
      severity: AlarmSeverity.PAGE, // a migration that ended half-way can have changed what the running release reads
      symptom: `A release of ${serviceName} failed: the old one runs on, perhaps on a schema that was changed half-way.`,
      runbookAnchor: 'release-failed',
    },
    {
      ...once,
      id: 'ReleaseSlow',
      metric: executionMetric(stateMachineArn, 'ExecutionTime', { statistic: Stats.MAXIMUM }),
      threshold: timeout.toMilliseconds(),
      severity: AlarmSeverity.TICKET,
      symptom: `A release of ${serviceName} took longer than its migration alone may take, ${timeout.toHumanString()}.`,
      runbookAnchor: 'release-slow',
    },
  ];
}

/** Dashboard graph of releases. */
export function releaseGraphs(releases: ObservedReleases): GraphDefinition[] {
  const { stateMachineArn } = releases;
  return [
    {
      tier: TrafficTier.FUNCTION,
      title: 'Releases with a migration',
      healthy: 'each release that began succeeded',
      metrics: [
        executionMetric(stateMachineArn, 'ExecutionsStarted', { label: 'began' }),
        executionMetric(stateMachineArn, 'ExecutionsSucceeded', { label: 'succeeded' }),
        failedReleases(releases, { label: 'failed' }),
      ],
    },
  ];
}

/** The history of releases. */
export function releaseLogQueries(name: string): LogQueryDefinition[] {
  return [
    {
      question: 'Which releases ran, and how did each end',
      logGroupName: deploymentEventsName(name),
      commands: [
        'fields @timestamp, detail.status, detail.error, detail.cause, detail.input, detail.name',
        'sort @timestamp desc',
        'limit 50',
      ],
    },
  ];
}
