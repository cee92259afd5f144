import { Duration, Stack } from 'aws-cdk-lib';
import { AlarmDefinition, AlarmSeverity } from '../../../src/core';
import { Watch } from '../../../src/observability/private/watch';
import { resourcesOf, workloadStack } from '../../support/cloud';
import { ANY_RUNBOOK, definitionOf, metricOf, watchedOf } from '../../support/observability';

const began = metricOf('Began');

const watchIn = (stack: Stack, alarms: AlarmDefinition[]) => {
  return new Watch(stack, [watchedOf(stack, 'queue', { alarms })], {
    ...{ namePrefix: 'prd', topicPrefix: 'prd-Prod', links: { runbook: ANY_RUNBOOK } },
    ...{ deploymentQuiet: Duration.minutes(15), plannedWindows: [] },
  });
};

const alarmOf = (props: Partial<AlarmDefinition> = {}) => {
  const stack = workloadStack();
  watchIn(stack, [definitionOf(props)]);
  return resourcesOf(stack, 'AWS::CloudWatch::Alarm')[0].Properties;
};

test('an alarm is as it is defined', () => {
  const props = { evaluationPeriods: 5, datapointsToAlarm: 3, threshold: 7 };

  expect(alarmOf(props)).toMatchObject({
    ...{ AlarmName: 'prd-queue-QueueTooLong', Namespace: 'Bank', MetricName: 'Length', Period: 60 },
    ...{ Threshold: 7, ComparisonOperator: 'GreaterThanThreshold', EvaluationPeriods: 5, DatapointsToAlarm: 3 },
    TreatMissingData: 'notBreaching',
  });
});

test('by default all periods have to breach', () => {
  expect(alarmOf({ evaluationPeriods: 5 })).not.toHaveProperty('DatapointsToAlarm');
});

test('RB12c a page wakes and tells that it is over; a ticket is told once', () => {
  const [page, ticket] = [AlarmSeverity.PAGE, AlarmSeverity.TICKET].map((severity) => alarmOf({ severity }));

  expect(page.AlarmActions).toEqual([{ Ref: expect.stringMatching(/^WatchPage/) }]);
  expect(page.OKActions).toEqual(page.AlarmActions);
  expect(ticket.AlarmActions).toEqual([{ Ref: expect.stringMatching(/^WatchTicket/) }]);
  expect(ticket).not.toHaveProperty('OKActions');
});

test('topics, and alarms on them, are named after the world', () => {
  const stack = workloadStack();
  const { names } = watchIn(stack, [definitionOf()]);

  expect(names).toEqual(['prd-queue-QueueTooLong', 'prd-Prod-PageNotDelivered', 'prd-Prod-TicketNotDelivered']);
  expect(resourcesOf(stack, 'AWS::SNS::Topic').map(({ Properties }) => Properties.TopicName)).toEqual([
    ...['prd-Prod-page', 'prd-Prod-ticket'],
  ]);
});

test('what is under a composite does not call, nor does what keeps it quiet', () => {
  const stack = workloadStack();
  const watch = watchIn(
    stack,
    ['A', 'B'].map((id) => definitionOf({ id, mutedAfter: began })),
  );
  const silent = resourcesOf(stack, 'AWS::CloudWatch::Alarm').filter(({ Properties }) => !Properties.AlarmActions);

  expect(silent.map(({ Properties }) => Properties.AlarmName).sort()).toEqual([
    'prd-queue-A',
    'prd-queue-B',
    'prd-queue-Quiet',
  ]);
  expect(watch.loud.map(({ node }) => node.id)).toEqual(['AOrB', 'PageNotDelivered', 'TicketNotDelivered']);
  expect(watch.alarms).toHaveLength(6);
  expect(watch.names).toHaveLength(6);
});
