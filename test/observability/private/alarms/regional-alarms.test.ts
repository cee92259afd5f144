import { App, Duration } from 'aws-cdk-lib';
import { AlarmDefinition, AlarmSeverity } from '../../../../src/core';
import { RegionalAlarms } from '../../../../src/observability/private/alarms/regional-alarms';
import { resourcesOf, workloadStack } from '../../../support/cloud';
import {
  alarmsIn,
  ANY_RUNBOOK,
  countOf,
  definitionOf,
  observe,
  Queue,
  unroutedIn,
  sourceOf,
} from '../../../support/observability';

const began = countOf();
const { PAGE, TICKET } = AlarmSeverity;

/** The alarms of a source, as the template has them, by what they are called. */
const watchOf = (alarms: AlarmDefinition[], subscribed: AlarmSeverity[] = []) => {
  const stack = workloadStack();
  const watch = new RegionalAlarms(stack, [sourceOf(stack, { alarms })], {
    ...{ namePrefix: 'prd', topicPrefix: 'prd-Prod', links: { runbook: ANY_RUNBOOK }, thresholds: {} },
    ...{ deploymentQuietPeriod: Duration.minutes(15), maintenanceWindows: [] },
  });
  watch.addActions(PAGE, ['arn:pager']);
  watch.addDeliveryAlarms(subscribed);
  const made = ['Alarm', 'CompositeAlarm'].flatMap((type) => resourcesOf(stack, `AWS::CloudWatch::${type}`));
  return { stack, watch, made: new Map(made.map(({ Properties }) => [Properties.AlarmName as string, Properties])) };
};

test('an alarm is as it is defined; by default all periods have to breach', () => {
  const props = { evaluationPeriods: 5, datapointsToAlarm: 3, threshold: 7 };
  const { made } = watchOf([definitionOf(props), definitionOf({ id: 'Late' })]);

  expect(made.get('prd-queue-QueueTooLong')).toMatchObject({
    ...{ Namespace: 'Bank', MetricName: 'Length', Period: 60, TreatMissingData: 'notBreaching' },
    ...{ Threshold: 7, ComparisonOperator: 'GreaterThanThreshold', EvaluationPeriods: 5, DatapointsToAlarm: 3 },
  });
  expect(made.get('prd-queue-Late')).not.toHaveProperty('DatapointsToAlarm');
});

describe('RB12c an alarm calls the topic of its severity and what is called beside it', () => {
  const over = { notifyOnRecovery: true };
  const alarms: Record<string, Partial<AlarmDefinition>> = {
    Page: over,
    Ticket: { ...over, severity: TICKET },
    'Muted-Call': { ...over, suppressedAfter: began },
    Unexplained: { ...over, suppressedBy: [] },
    Not: { notifyOnRecovery: false },
    Event: {},
    'Explained-Call': { ...over, suppressedBy: ['Page'] },
    'Both-Call': { ...over, suppressedBy: ['Page'], suppressedAfter: began },
  };
  const { made } = watchOf(
    Object.entries(alarms).map(([name, props]) => definitionOf({ ...props, id: name.replace('-Call', '') })),
  );

  test.each<[name: string, isToldThatItIsOver: boolean]>([
    ...(['Page', 'Ticket', 'Muted-Call', 'Unexplained'] as const).map((it): [string, boolean] => [it, true]),
    ...(['Not', 'Event', 'Explained-Call', 'Both-Call'] as const).map((it): [string, boolean] => [it, false]),
  ])('%s, which tells them that it is over: %s', (name, isToldThatItIsOver) => {
    const { AlarmActions, OKActions } = made.get(`prd-queue-${name}`);
    const called =
      name === 'Ticket'
        ? [{ Ref: expect.stringMatching(/^WatchTicket/) }]
        : [{ Ref: expect.stringMatching(/^WatchPage/) }, 'arn:pager'];

    expect(AlarmActions).toEqual(called);
    expect(OKActions).toEqual(isToldThatItIsOver ? called : undefined);
  });
});

test('topics, and alarms on them, are named after the world; what is under a composite does not call', () => {
  const { stack, watch, made } = watchOf(
    ['A', 'B'].map((id) => definitionOf({ id, suppressedAfter: began })),
    [PAGE, TICKET],
  );
  const silent = ['prd-queue-A', 'prd-queue-B', 'prd-queue-Quiet'];
  const loud = ['prd-Prod-PageNotDelivered', 'prd-Prod-TicketNotDelivered', 'prd-queue-A-Call', 'prd-queue-B-Call'];
  const topics = resourcesOf(stack, 'AWS::SNS::Topic').map(({ Properties }) => Properties.TopicName);

  expect(topics).toEqual(['prd-Prod-page', 'prd-Prod-ticket']);
  expect([...made.keys()].filter((name) => !made.get(name).AlarmActions).sort()).toEqual(silent);
  expect([...watch.names].sort()).toEqual([...loud, ...silent].sort());
  expect(watch.alarms).toHaveLength(7);
  expect(watch.notifying.map(({ node }) => `${node.scope!.node.id} ${node.id}`)).toEqual([
    ...['queue A', 'queue B', 'AlarmPath PageNotDelivered', 'AlarmPath TicketNotDelivered'],
  ]);
  expect(watch.notifying.slice(0, 2).map(({ node }) => node.path.split('/').at(-3))).toEqual(['Together', 'Together']);
});

test('a source may be called as what is made beside it', () => {
  const names = [
    ...['Key', 'Page', 'Ticket', 'AlarmPath', 'PlannedWindows', 'Sources', 'Quiet', 'Together'],
    ...['Watch', 'LogQueries', 'Dashboard', 'Chats', 'Resource', 'Policy', '1'],
  ];
  const stack = workloadStack();
  const alarms = [definitionOf(), definitionOf({ id: 'Late', suppressedAfter: began })];
  const queries = [{ question: 'Why', logGroupName: '/queue', commands: ['limit 1'] }];
  const sources = names.map((name) => [name, new Queue(stack, `Queue${name}`, { alarms, queries })]);
  const maintenanceWindows = [{ start: 'cron(0 2 * * SUN)', duration: Duration.hours(1) }];
  observe(stack, Object.fromEntries(sources), { maintenanceWindows });
  const made = alarmsIn(stack.node.root as App);

  expect(made).toHaveLength(2 + names.length * 4);
  expect(unroutedIn(made)).toEqual([]);
});
