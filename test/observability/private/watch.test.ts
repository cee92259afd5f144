import { Duration, Stack } from 'aws-cdk-lib';
import { CompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmDefinition, AlarmSeverity } from '../../../src/core';
import { Watch } from '../../../src/observability/private/watch';
import { newApp, resourcesOf, workloadStack } from '../../support/cloud';
import {
  alarmsIn,
  ANY_RUNBOOK,
  countOf,
  definitionOf,
  observe,
  Queue,
  unroutedIn,
  watchedOf,
} from '../../support/observability';

const began = countOf();

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

test.each([
  [AlarmSeverity.PAGE, /^WatchPage/],
  [AlarmSeverity.TICKET, /^WatchTicket/],
])('RB12c a %s calls the topic of its severity, and by default nobody is told that it is over', (severity, topic) => {
  const alarm = alarmOf({ severity });

  expect(alarm.AlarmActions).toEqual([{ Ref: expect.stringMatching(topic) }]);
  expect(alarm).not.toHaveProperty('OKActions');
});

describe('that it is over', () => {
  const callerOf = (props: Partial<AlarmDefinition>) => {
    const stack = workloadStack();
    watchIn(stack, [definitionOf({ id: 'Down' }), definitionOf({ ...props, id: 'Late' })]);
    const made = ['Alarm', 'CompositeAlarm'].flatMap((type) => resourcesOf(stack, `AWS::CloudWatch::${type}`));
    return made.find(({ Properties }) => /-Late(-Call)?$/.test(Properties.AlarmName) && Properties.AlarmActions)!
      .Properties;
  };

  test.each<[what: string, props: Partial<AlarmDefinition>]>([
    ['a page', { severity: AlarmSeverity.PAGE }],
    ['a ticket', { severity: AlarmSeverity.TICKET }],
    ['a composite that is quiet at times', { mutedAfter: began }],
  ])('is told to whoever was called by %s that says so', (_, props) => {
    const { AlarmActions, OKActions } = callerOf({ ...props, tellsWhenOver: true });

    expect(AlarmActions).toHaveLength(1);
    expect(OKActions).toEqual(AlarmActions);
  });

  test.each<[what: string, props: Partial<AlarmDefinition>]>([
    ['an alarm that does not say so', { tellsWhenOver: false }],
    ['an alarm that says nothing of it', {}],
    [
      'an alarm that another one explains: it is off as soon as that is on',
      { tellsWhenOver: true, explainedBy: ['Down'] },
    ],
    ['such an alarm that is quiet at times too', { tellsWhenOver: true, explainedBy: ['Down'], mutedAfter: began }],
  ])('is not told by %s', (_, props) => {
    expect(callerOf(props)).not.toHaveProperty('OKActions');
  });

  test('is told by an alarm that nothing explains, though somebody wrote an empty list', () => {
    expect(callerOf({ tellsWhenOver: true, explainedBy: [] })).toHaveProperty('OKActions');
  });

  test('is told to whatever is called beside the topic too', () => {
    const stack = workloadStack();
    const watch = watchIn(stack, [definitionOf({ tellsWhenOver: true }), definitionOf({ id: 'Event' })]);
    watch.call(AlarmSeverity.PAGE, ['arn:pager']);
    const [over, event] = resourcesOf(stack, 'AWS::CloudWatch::Alarm').map(({ Properties }) => Properties);

    expect(over.OKActions).toEqual([{ Ref: expect.stringMatching(/^WatchPage/) }, 'arn:pager']);
    expect(event.AlarmActions).toEqual(over.AlarmActions);
    expect(event).not.toHaveProperty('OKActions');
  });
});

test('topics, and alarms on them, are named after the world', () => {
  const stack = workloadStack();
  const watch = watchIn(stack, [definitionOf()]);
  watch.watchAlarmPath(Object.values(AlarmSeverity));

  expect(watch.names).toEqual(['prd-queue-QueueTooLong', 'prd-Prod-PageNotDelivered', 'prd-Prod-TicketNotDelivered']);
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
  watch.watchAlarmPath([AlarmSeverity.PAGE]);
  const silent = resourcesOf(stack, 'AWS::CloudWatch::Alarm').filter(({ Properties }) => !Properties.AlarmActions);

  expect(silent.map(({ Properties }) => Properties.AlarmName).sort()).toEqual([
    'prd-queue-A',
    'prd-queue-B',
    'prd-queue-Quiet',
  ]);
  expect(watch.loud.map(({ node }) => `${node.scope!.node.id} ${node.id}`)).toEqual([
    ...['queue A', 'queue B', 'AlarmPath PageNotDelivered'],
  ]);
  expect(watch.loud.slice(0, 2).every((it) => it instanceof CompositeAlarm)).toBe(true);
  expect(watch.alarms).toHaveLength(6);
  expect(watch.names).toHaveLength(6);
});

test.each([
  ...['Key', 'Page', 'Ticket', 'AlarmPath', 'PlannedWindows', 'Sources', 'Quiet', 'Together'],
  ...['Watch', 'LogQueries', 'Dashboard', 'Chats', 'Resource', 'Policy', '1'],
])('a source may be called %s', (name) => {
  const app = newApp();
  const stack = workloadStack(app);
  const alarms = [definitionOf(), definitionOf({ id: 'Late', mutedAfter: began })];
  const queries = [{ question: 'Why', logGroupName: '/queue', commands: ['limit 1'] }];
  const plannedWindows = [{ begins: 'cron(0 2 * * SUN)', duration: Duration.hours(1) }];
  observe(stack, { [name]: new Queue(stack, 'Queue', { alarms, queries }) }, { plannedWindows });

  expect(alarmsIn(app).filter((alarm) => alarm.name.startsWith(`prd-rl-bank-${name}-`))).toHaveLength(4);
  expect(unroutedIn(alarmsIn(app))).toEqual([]);
});
