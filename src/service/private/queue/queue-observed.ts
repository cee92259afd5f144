import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, Metric, MetricOptions, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmDefinition, AlarmSeverity, GraphDefinition, TrafficTier } from '../../../core';

/** What alarms and graphs need to know of a queue worker. */
export interface ObservedQueue {
  readonly path: string;
  readonly queueName: string;
  readonly deadLetterQueueName: string;
  readonly maxReceiveCount: number;
  readonly expectedDelay: Duration;
  readonly deadLetterSeverity: AlarmSeverity;
}

/** A metric of a queue, which SQS publishes each minute. */
export function queueMetric(queueName: string, metricName: string, props: MetricOptions = {}): Metric {
  const fixed = { namespace: 'AWS/SQS', metricName, dimensionsMap: { QueueName: queueName } };
  return new Metric({ period: Duration.minutes(1), statistic: Stats.MAXIMUM, ...props, ...fixed });
}

/** Messages that can be received. */
export const VISIBLE = 'ApproximateNumberOfMessagesVisible';

/** Alarms of a queue and its dead-letter queue, the most urgent one first. */
export function queueAlarms(observed: ObservedQueue): AlarmDefinition[] {
  const { path, maxReceiveCount, expectedDelay } = observed;
  const seconds = expectedDelay.toSeconds({ integral: false });
  const usual = {
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING, // SQS publishes nothing of a queue that is empty for hours
    notifyOnRecovery: true,
  };
  return [
    {
      ...usual,
      id: 'DeadLetters',
      metric: queueMetric(observed.deadLetterQueueName, VISIBLE),
      threshold: 0,
      evaluationPeriods: 1,
      severity: observed.deadLetterSeverity,
      symptom: `A message of ${path} failed ${maxReceiveCount} times: its work is not done, and it waits in the dead-letter queue.`,
      runbookAnchor: 'queue-dead-letters',
    },
    {
      ...usual,
      id: 'MessagesWait',
      metric: queueMetric(observed.queueName, 'ApproximateAgeOfOldestMessage', { period: Duration.minutes(5) }),
      threshold: seconds,
      evaluationPeriods: 2,
      severity: AlarmSeverity.TICKET,
      symptom: `Messages of ${path} wait for more than ${expectedDelay.toHumanString()}: more come than are done.`,
      runbookAnchor: 'queue-messages-wait',
    },
  ];
}

/** Dashboard graphs of a queue. */
export function queueGraphs({ path, queueName, deadLetterQueueName }: ObservedQueue): GraphDefinition[] {
  return [
    {
      tier: TrafficTier.QUEUE,
      title: `${path}: messages`,
      healthy: 'what waits goes down again, and there are no dead letters',
      metrics: [
        queueMetric(queueName, VISIBLE, { label: 'waiting' }),
        queueMetric(queueName, 'ApproximateNumberOfMessagesNotVisible', { label: 'in work' }),
        queueMetric(deadLetterQueueName, VISIBLE, { label: 'dead letters' }),
      ],
    },
    {
      tier: TrafficTier.QUEUE,
      title: `${path}: age of the oldest message, in seconds`,
      healthy: 'below the expected delay',
      metrics: [queueMetric(queueName, 'ApproximateAgeOfOldestMessage', { label: 'oldest' })],
    },
  ];
}
