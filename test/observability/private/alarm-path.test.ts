import { runInNewContext } from 'node:vm';
import { Duration } from 'aws-cdk-lib';
import { AlarmTarget, BankObservabilityProps, IAlarmTarget } from '../../../src/observability';
import { newApp, workloadStack } from '../../support/cloud';
import {
  alarmNamed,
  alarmsIn,
  bankIn,
  everywhere,
  observe,
  ONCALL,
  PLATFORM,
  Queue,
  textOf,
} from '../../support/observability';

const appWith = (props: Partial<BankObservabilityProps> = {}) => {
  const app = newApp();
  const stack = workloadStack(app);
  observe(stack, { queue: new Queue(stack) }, props);
  return app;
};

/** The alarms on the path. */
const pathIn = (app: ReturnType<typeof appWith>) => alarmsIn(app).filter(({ name }) => name.endsWith('NotDelivered'));

const app = appWith();
const IDS = ['PageNotDelivered', 'TicketNotDelivered'];

test.each([
  ['PageNotDelivered', 'Page', 'Ticket'],
  ['TicketNotDelivered', 'Ticket', 'Page'],
])('RB12c %s: what the topic %s does not deliver, the topic %s tells', (id, silent, other) => {
  const { properties } = alarmNamed(app, `prd-rl-bank-${id}`);
  const [{ ReturnData }, ...metrics] = properties.Metrics;
  const Value = { 'Fn::GetAtt': [expect.stringMatching(new RegExp(`Watch${silent}\\w{8}$`)), 'TopicName'] };

  expect(properties).toMatchObject({
    ...{ Threshold: 0, ComparisonOperator: 'GreaterThanThreshold', EvaluationPeriods: 1 },
    TreatMissingData: 'notBreaching',
    AlarmActions: [{ Ref: expect.stringMatching(new RegExp(`Watch${other}\\w{8}$`)) }],
  });
  expect([ReturnData, ...metrics.map((it: any) => it.ReturnData)]).toEqual([true, false, false, false]);
  expect(metrics.map(({ Id, MetricStat }: any) => [Id, MetricStat.Metric.MetricName])).toEqual([
    ['published', 'NumberOfMessagesPublished'],
    ['delivered', 'NumberOfNotificationsDelivered'],
    ['failed', 'NumberOfNotificationsFailed'],
  ]);
  metrics.forEach(({ MetricStat: { Metric, Period, Stat } }: any) => {
    expect([Metric.Namespace, Metric.Dimensions, Period, Stat]).toEqual([
      ...['AWS/SNS', [{ Name: 'TopicName', Value }], 900, 'Sum'],
    ]);
  });
  expect(properties.AlarmDescription).toContain('#alarm-path-broken\n');
});

/** What CloudWatch makes of the counts of 15 minutes. */
const toldOf = (id: string, counts: Record<string, number | undefined>): unknown => {
  const { properties } = alarmNamed(app, `prd-rl-bank-${id}`);
  return runInNewContext(properties.Metrics[0].Expression.replace(/ OR /g, ' || '), {
    IF: (condition: boolean, yes: number, no: number) => (condition ? yes : no),
    FILL: (count: number | undefined, zero: number) => count ?? zero,
    ...counts,
  });
};

describe.each(IDS)('RB12c %s', (id) => {
  test.each([
    ['nothing was sent', [undefined, undefined, undefined], 0],
    ['one was sent and came', [1, 1, undefined], 0],
    ['one came to two people', [1, 2, undefined], 0],
    ['one came at the second try', [1, 1, 1], 0],
    ['one came, sent in the 15 minutes before', [undefined, 1, undefined], 0],
    ['one was tried and came to nobody', [1, undefined, 1], 1],
    ['one was never tried: nobody has confirmed', [1, undefined, undefined], 1],
    ['one of two came', [2, 1, 1], 1],
    ['one that was sent in the 15 minutes before is given up', [undefined, undefined, 1], 1],
    ['most tries failed', [1, 1, 2], 1],
  ])('%s: %j is told by %d', (_, [published, delivered, failed], told) => {
    expect(toldOf(id, { published, delivered, failed })).toBe(told);
  });

  test('is told once', () => {
    expect(alarmNamed(app, `prd-rl-bank-${id}`).properties).not.toHaveProperty('OKActions');
  });
});

test('RB12c each region watches its own topics', () => {
  const bank = bankIn();
  observe(bank.stack, bank.sources);

  expect(
    pathIn(bank.app)
      .map(({ region, name, calls }) => [region, name, calls])
      .sort(),
  ).toEqual([
    ['ap-southeast-1', 'prd-rl-bank-PageNotDelivered', true],
    ['ap-southeast-1', 'prd-rl-bank-TicketNotDelivered', true],
    ['us-east-1', 'prd-rl-bank-PageNotDelivered', true],
    ['us-east-1', 'prd-rl-bank-TicketNotDelivered', true],
  ]);
});

describe('RB12c a topic is watched where somebody is subscribed to it', () => {
  const others = AlarmTarget.topics('arn:aws:sns:ap-southeast-1:222222222222:oncall');
  const slack = AlarmTarget.slack({ workspaceId: 'T1', channelId: 'C1' });

  test.each<[whom: string, page: IAlarmTarget[], ticket: IAlarmTarget[], ids: string[]]>([
    ['both by mail', [ONCALL], [PLATFORM], IDS],
    ['both in one channel', [slack], [slack], IDS],
    ['pages at topics of others alone', [others], [PLATFORM], ['TicketNotDelivered']],
    ['tickets at topics of others alone', [ONCALL], [others], ['PageNotDelivered']],
    ['both at topics of others alone', [others], [others], []],
    ['pages at topics of others and by mail', [others, ONCALL], [others], ['PageNotDelivered']],
    ['pages by mail and at topics of others', [ONCALL, others], [others], ['PageNotDelivered']],
    ['both at topics of others, tickets by mail too', [others], [others, ONCALL], ['TicketNotDelivered']],
  ])('%s', (_, page, ticket, ids) => {
    expect(pathIn(appWith({ page, ticket })).map(({ name }) => name)).toEqual(ids.map((id) => `prd-rl-bank-${id}`));
  });

  test('what nobody is subscribed to has subscribers in no region', () => {
    const bank = bankIn();
    const regions = ['ap-southeast-1', 'us-east-1'];
    const there = AlarmTarget.topics(...regions.map((region) => `arn:aws:sns:${region}:222222222222:oncall`));
    observe(bank.stack, bank.sources, { page: [there] });

    expect(pathIn(bank.app).map(({ region, name }) => [region, name])).toEqual(
      expect.arrayContaining(regions.map((region) => [region, 'prd-rl-bank-TicketNotDelivered'])),
    );
    expect(pathIn(bank.app)).toHaveLength(2);
    expect(everywhere(bank.app, 'AWS::SNS::Subscription').map(({ properties }) => textOf(properties.TopicArn))).toEqual(
      [expect.stringContaining('WatchTicket'), expect.stringContaining('WatchTicket')],
    );
  });

  test('the alarms on it call whatever is called beside the topics as well', () => {
    const { properties } = alarmNamed(appWith({ page: [others] }), 'prd-rl-bank-TicketNotDelivered');

    expect(properties.AlarmActions).toEqual([
      { Ref: expect.stringMatching(/WatchPage/) },
      'arn:aws:sns:ap-southeast-1:222222222222:oncall',
    ]);
  });
});

test('RB12c work that is planned does not mute it', () => {
  const muted = appWith({ plannedWindows: [{ begins: 'cron(0 2 * * SUN)', duration: Duration.hours(2) }] });
  const rules = everywhere(muted, 'AWS::CloudWatch::AlarmMuteRule');

  expect(pathIn(muted)).toHaveLength(2);
  expect(rules.flatMap(({ properties }) => properties.MuteTargets.AlarmNames)).toEqual([
    { Ref: alarmNamed(muted, 'prd-rl-bank-queue-QueueTooLong').logicalId },
  ]);
});
