import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, Metric, MetricOptions, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmDefinition, AlarmSeverity, GraphDefinition, TrafficTier } from '../../../core';

/** A metric of a topic. */
export function topicMetric(topicName: string, metricName: string, props: MetricOptions = {}): Metric {
  const fixed = { namespace: 'AWS/SNS', metricName, dimensionsMap: { TopicName: topicName } };
  return new Metric({ period: Duration.minutes(5), statistic: Stats.SUM, ...props, ...fixed });
}

const UNREADABLE = 'NumberOfNotificationsFilteredOut-InvalidAttributes';

/** Alarms of a topic, the most urgent one first. */
export function topicAlarms(path: string, topicName: string): AlarmDefinition[] {
  const usual = {
    threshold: 0,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: 1,
    treatMissingData: TreatMissingData.NOT_BREACHING, // no message
    severity: AlarmSeverity.TICKET,
  };
  return [
    {
      ...usual,
      id: 'NotificationsFailed',
      metric: topicMetric(topicName, 'NumberOfNotificationsFailed'),
      symptom: `SNS could not deliver messages of ${path} to a queue: they wait in its dead-letter queue, if it takes them.`,
      runbookAnchor: 'topic-notifications-failed',
    },
    {
      ...usual,
      id: 'NotificationsUnreadable',
      metric: topicMetric(topicName, UNREADABLE),
      symptom: `Messages of ${path} have attributes that no filter can read: no queue gets them, and nothing keeps them.`,
      runbookAnchor: 'topic-notifications-unreadable',
    },
  ];
}

/** Dashboard graph of a topic. */
export function topicGraphs(path: string, topicName: string): GraphDefinition[] {
  const metric = (name: string, label: string) => topicMetric(topicName, name, { label });
  return [
    {
      tier: TrafficTier.QUEUE,
      title: `${path}: messages`,
      healthy: 'none fails, and filters leave out what they should',
      metrics: [
        metric('NumberOfMessagesPublished', 'published'),
        metric('NumberOfNotificationsDelivered', 'delivered'),
        metric('NumberOfNotificationsFilteredOut', 'filtered out'),
        metric('NumberOfNotificationsFailed', 'failed'),
      ],
    },
  ];
}
