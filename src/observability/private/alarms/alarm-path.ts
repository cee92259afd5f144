import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, MathExpression, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmTopics } from './alarm-topics';
import { AlarmDefinition, AlarmSeverity } from '../../../core';

/** Runbook anchor of the alarms on failed deliveries. */
export const ALARM_PATH_ANCHOR = 'alarm-path-broken';

/** Alarms on failed deliveries: the topic of each severity reports those of the other. */
export function alarmPathDefinitions(topics: AlarmTopics, subscribed: AlarmSeverity[]): AlarmDefinition[] {
  // A retry that succeeds is no failure; a message that was never tried is one.
  const undelivered = (severity: AlarmSeverity) => {
    const topic = topics[severity];
    return new MathExpression({
      label: 'Not delivered',
      period: Duration.minutes(15),
      expression: 'IF(FILL(published, 0) > FILL(delivered, 0) OR FILL(failed, 0) > FILL(delivered, 0), 1, 0)',
      usingMetrics: {
        published: topic.metricNumberOfMessagesPublished({ statistic: Stats.SUM }),
        delivered: topic.metricNumberOfNotificationsDelivered({ statistic: Stats.SUM }),
        failed: topic.metricNumberOfNotificationsFailed({ statistic: Stats.SUM }),
      },
    });
  };
  const common = {
    threshold: 0,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: 1,
    treatMissingData: TreatMissingData.NOT_BREACHING, // no messages
    runbookAnchor: ALARM_PATH_ANCHOR,
  };
  const definitions = [
    {
      ...common,
      observed: AlarmSeverity.PAGE,
      id: 'PageNotDelivered',
      metric: undelivered(AlarmSeverity.PAGE),
      severity: AlarmSeverity.TICKET,
      symptom: 'Somebody should have been woken and was not: a page could not be delivered.',
    },
    {
      ...common,
      observed: AlarmSeverity.TICKET,
      id: 'TicketNotDelivered',
      metric: undelivered(AlarmSeverity.TICKET),
      severity: AlarmSeverity.PAGE,
      symptom: 'What was to be done in working hours is known to nobody: a ticket could not be delivered.',
    },
  ];
  return definitions.filter(({ observed }) => subscribed.includes(observed)).map(({ observed: _, ...it }) => it);
}
