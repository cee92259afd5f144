import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmTopics } from './alarm-topics';
import { AlarmDefinition, AlarmSeverity } from '../../core';

/** The heading that says what to do when nobody was told. */
export const ALARM_PATH_ANCHOR = 'alarm-path-broken';

/** Who watches the watchers: what one topic fails to deliver is told by the other one. */
export function alarmPathDefinitions(topics: AlarmTopics): AlarmDefinition[] {
  const failed = (severity: AlarmSeverity) => {
    return topics[severity].metricNumberOfNotificationsFailed({ period: Duration.minutes(5), statistic: Stats.SUM });
  };
  const common = {
    threshold: 0,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: 1,
    treatMissingData: TreatMissingData.NOT_BREACHING, // nothing was sent
    runbookAnchor: ALARM_PATH_ANCHOR,
  };
  return [
    {
      ...common,
      id: 'PageNotDelivered',
      metric: failed(AlarmSeverity.PAGE),
      severity: AlarmSeverity.TICKET,
      symptom: 'Somebody should have been woken and was not: a page could not be delivered.',
    },
    {
      ...common,
      id: 'TicketNotDelivered',
      metric: failed(AlarmSeverity.TICKET),
      severity: AlarmSeverity.PAGE,
      symptom: 'What was to be done in working hours is known to nobody: a ticket could not be delivered.',
    },
  ];
}
