import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, MathExpression, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmTopics } from './alarm-topics';
import { AlarmDefinition, AlarmSeverity } from '../../../core';

/** The heading that says what to do when nobody was told. */
export const ALARM_PATH_ANCHOR = 'alarm-path-broken';

/** Who watches the watchers: what one topic fails to deliver is told by the other one. */
export function alarmPathDefinitions(topics: AlarmTopics, subscribed: AlarmSeverity[]): AlarmDefinition[] {
  // A retry that succeeds is no failure; a message that reaches nobody is one, whether it was tried or not.
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
    treatMissingData: TreatMissingData.NOT_BREACHING, // nothing was sent
    runbookAnchor: ALARM_PATH_ANCHOR,
  };
  const definitions = [
    {
      ...common,
      watched: AlarmSeverity.PAGE,
      id: 'PageNotDelivered',
      metric: undelivered(AlarmSeverity.PAGE),
      severity: AlarmSeverity.TICKET,
      symptom: 'Somebody should have been woken and was not: a page could not be delivered.',
    },
    {
      ...common,
      watched: AlarmSeverity.TICKET,
      id: 'TicketNotDelivered',
      metric: undelivered(AlarmSeverity.TICKET),
      severity: AlarmSeverity.PAGE,
      symptom: 'What was to be done in working hours is known to nobody: a ticket could not be delivered.',
    },
  ];
  return definitions.filter(({ watched }) => subscribed.includes(watched)).map(({ watched: _, ...it }) => it);
}
