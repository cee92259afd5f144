import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, MathExpression, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmTopics } from './alarm-topics';
import { AlarmDefinition, AlarmSeverity } from '../../../core';
import { subscribersOf } from '../targets/subscribers';

/** Runbook anchor of the alarms on failed deliveries. */
export const ALARM_PATH_ANCHOR = 'alarm-path-broken';

/**
 * Alarms on messages that a topic has taken and not delivered: the topic of each severity reports those of the other. The
 * page's compares with the number of endpoints that targets have subscribed, the ticket's with one.
 */
export function alarmPathDefinitions(topics: AlarmTopics, subscribed: AlarmSeverity[]): AlarmDefinition[] {
  // SNS counts each message once as published and once for each endpoint that accepts it; and of an HTTPS endpoint, such as a
  // chat's, each attempt that fails. https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html
  const undelivered = (severity: AlarmSeverity, endpoints: number) => {
    const topic = topics[severity];
    const wanted = endpoints > 1 ? `FILL(published, 0) * ${endpoints}` : 'FILL(published, 0)';
    return new MathExpression({
      label: 'Not delivered',
      period: Duration.minutes(15),
      expression: `IF(${wanted} > FILL(delivered, 0) OR FILL(failed, 0) > FILL(delivered, 0), 1, 0)`,
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
      metric: undelivered(AlarmSeverity.PAGE, subscribersOf(topics[AlarmSeverity.PAGE])),
      severity: AlarmSeverity.TICKET,
      symptom: 'A page did not reach every subscriber of its topic: an operator may not know of an outage.',
    },
    {
      ...common,
      observed: AlarmSeverity.TICKET,
      id: 'TicketNotDelivered',
      metric: undelivered(AlarmSeverity.TICKET, 1), // it pages: not for one of two subscribers
      severity: AlarmSeverity.PAGE,
      symptom: 'A ticket reached no subscriber of its topic: an operator may not know of work for this week.',
    },
  ];
  return definitions.filter(({ observed }) => subscribed.includes(observed)).map(({ observed: _, ...it }) => it);
}
