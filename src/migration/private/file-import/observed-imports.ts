import { Duration, Stack } from 'aws-cdk-lib';
import {
  ComparisonOperator,
  MathExpression,
  Metric,
  MetricOptions,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { importLogName } from './import-machine';
import { AlarmDefinition, AlarmSeverity, GraphDefinition, LogQueryDefinition, TrafficTier } from '../../../core';
import { crossStackValue } from '../../../core/private/stacks/cross-stack-value';
import { executionMetric, failedExecutions } from '../../../core/private/state-machine/execution-metrics';
import { machineArnOf } from '../../../core/private/state-machine/machine-arns';

/** What alarms and graphs need to know of an import. */
export interface ObservedImports {
  readonly name: string;
  readonly stateMachineArn: string;
  readonly deadLetterQueueName: string;
  /** Log group of the task. */
  readonly logGroupName: string;
}

/** A metric that the program writes at the end of an import. */
type RowsMetric = 'RowsRead' | 'RowsInserted' | 'RowsDuplicate' | 'RowsRejected';

const FIVE_MINUTES = Duration.minutes(5);

/** What is observed of an import, by names for any stack. */
export function observedImports(
  scope: Construct,
  { name, deadLetterQueue }: { name: string; deadLetterQueue: IQueue },
): ObservedImports {
  return {
    name,
    stateMachineArn: machineArnOf(Stack.of(scope), name),
    deadLetterQueueName: crossStackValue(deadLetterQueue, { name: 'QueueName', value: deadLetterQueue.queueName }),
    logGroupName: `/ecs/${name}`,
  };
}

/** Rows of the imports that ended, by what became of them. */
export function rowsMetric({ name }: ObservedImports, metricName: RowsMetric, props: MetricOptions = {}): Metric {
  const fixed = { namespace: 'rl-bank-constructs/FileImport', metricName, dimensionsMap: { Import: name } };
  return new Metric({ period: FIVE_MINUTES, statistic: Stats.SUM, ...props, ...fixed });
}

/** Imports that ended in any other way than with success: a file that is refused is one of them. */
export function failedImports({ stateMachineArn }: ObservedImports, props?: MetricOptions): MathExpression {
  return failedExecutions(stateMachineArn, 'Imports that failed', props);
}

/** Alarms on imports, the most urgent one first. */
export function importAlarms(imports: ObservedImports): AlarmDefinition[] {
  const { name, logGroupName, deadLetterQueueName } = imports;
  const usual = {
    threshold: 0,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: 1,
    treatMissingData: TreatMissingData.NOT_BREACHING, // no file was uploaded
    severity: AlarmSeverity.TICKET,
  };
  const waiting = new Metric({
    namespace: 'AWS/SQS',
    metricName: 'ApproximateNumberOfMessagesVisible',
    dimensionsMap: { QueueName: deadLetterQueueName },
    statistic: Stats.MAXIMUM,
    period: FIVE_MINUTES,
  });
  return [
    {
      ...usual,
      id: 'ImportFailed',
      logGroupName,
      metric: failedImports(imports),
      symptom: `A file of ${name} was refused, or its import failed: its rows are not in the table, or some of them.`,
      runbookAnchor: 'file-import-failed',
    },
    {
      ...usual,
      id: 'ImportNotStarted',
      metric: waiting,
      symptom: `EventBridge could not start ${name} for a file that was uploaded: the file waits, and nothing imports it.`,
      runbookAnchor: 'file-import-not-started',
      notifyOnRecovery: true,
    },
    {
      ...usual,
      id: 'RowsRejected',
      logGroupName,
      metric: rowsMetric(imports, 'RowsRejected', { period: Duration.hours(1) }),
      symptom: `Rows of a file of ${name} were rejected: they are in the list beside the report, and not in the table.`,
      runbookAnchor: 'file-import-rows-rejected',
    },
  ];
}

/** Dashboard graphs of imports. */
export function importGraphs(imports: ObservedImports): GraphDefinition[] {
  const { name, stateMachineArn } = imports;
  const rows = (metricName: RowsMetric, label: string) => rowsMetric(imports, metricName, { label });
  return [
    {
      tier: TrafficTier.FUNCTION,
      title: `${name}: rows`,
      healthy: 'each row that was read was inserted, or was there before',
      metrics: [
        rows('RowsRead', 'read'),
        rows('RowsInserted', 'inserted'),
        rows('RowsDuplicate', 'duplicate'),
        rows('RowsRejected', 'rejected'),
      ],
    },
    {
      tier: TrafficTier.FUNCTION,
      title: `${name}: imports`,
      healthy: 'each import that began succeeded',
      metrics: [
        executionMetric(stateMachineArn, 'ExecutionsStarted', { label: 'began' }),
        executionMetric(stateMachineArn, 'ExecutionsSucceeded', { label: 'succeeded' }),
        failedImports(imports, { label: 'failed' }),
      ],
    },
  ];
}

/** The history of imports, and what they rejected. */
export function importLogQueries({ name, logGroupName }: ObservedImports): LogQueryDefinition[] {
  return [
    {
      question: 'Which imports ran, and how did each end',
      logGroupName: importLogName(name),
      commands: [
        'fields @timestamp, detail.status, detail.error, detail.cause, detail.output, detail.name',
        'sort @timestamp desc',
        'limit 50',
      ],
    },
    {
      question: 'Which imports rejected rows',
      logGroupName,
      commands: [
        'filter RowsRejected > 0',
        'fields @timestamp, RowsRead, RowsInserted, RowsDuplicate, RowsRejected',
        'sort @timestamp desc',
        'limit 50',
      ],
    },
  ];
}
