import { runInNewContext } from 'node:vm';
import { App, Duration } from 'aws-cdk-lib';
import { AlarmTarget, IAlarmTarget } from '../../../../src/observability';
import {
  alarmNamed,
  everywhere,
  IN_TWO_REGIONS,
  observedBank,
  ONCALL,
  PLATFORM,
  queueApp,
  textOf,
} from '../../../support/observability';

const [PAGE, TICKET] = ['PageNotDelivered', 'TicketNotDelivered'];
const { app } = queueApp({}, { maintenanceWindows: [{ start: 'cron(0 2 * * SUN)', duration: Duration.hours(2) }] });

test.each([
  [PAGE, 'Page', 'Ticket'],
  [TICKET, 'Ticket', 'Page'],
])('RB12c %s: what the topic %s does not deliver, the topic %s tells, once', (id, silent, other) => {
  const { properties } = alarmNamed(app, id);
  const [{ Expression, ReturnData }, ...metrics] = properties.Metrics;
  const Value = { 'Fn::GetAtt': [expect.stringMatching(new RegExp(`Watch${silent}\\w{8}$`)), 'TopicName'] };
  const metricOf = (Id: string, MetricName: string) => {
    const Metric = { Namespace: 'AWS/SNS', MetricName, Dimensions: [{ Name: 'TopicName', Value }] };
    return { Id, MetricStat: { Metric, Period: 900, Stat: 'Sum' }, ReturnData: false };
  };

  expect(properties).toMatchObject({
    ...{ Threshold: 0, ComparisonOperator: 'GreaterThanThreshold', EvaluationPeriods: 1 },
    TreatMissingData: 'notBreaching',
    AlarmActions: [{ Ref: expect.stringMatching(new RegExp(`Watch${other}\\w{8}$`)) }],
  });
  expect([ReturnData, Expression]).toEqual([true, alarmNamed(app, PAGE).properties.Metrics[0].Expression]); // one subscriber each
  expect(metrics).toEqual([
    metricOf('published', 'NumberOfMessagesPublished'),
    metricOf('delivered', 'NumberOfNotificationsDelivered'),
    metricOf('failed', 'NumberOfNotificationsFailed'),
  ]);
  expect(properties.AlarmDescription).toContain('#alarm-path-broken\n');
  expect(properties).not.toHaveProperty('OKActions');
});

const slack = AlarmTarget.slack({ workspaceId: 'T1', channelId: 'C1' });
const both = queueApp({}, { page: [ONCALL, slack], ticket: [PLATFORM, slack] }).app;

/** Value of the expression of an alarm for the counts of 15 minutes. */
const valueOf = (where: App, id: string, [published, delivered, failed]: Array<number | undefined>) => {
  const [{ Expression }] = alarmNamed(where, id).properties.Metrics;
  const functions = {
    IF: (condition: boolean, yes: number, no: number) => (condition ? yes : no),
    FILL: (count: number | undefined, zero: number) => count ?? zero,
  };
  return runInNewContext(Expression.replace(/ OR /g, ' || '), { ...functions, published, delivered, failed });
};

test.each([
  ['nothing was published', [undefined, undefined, undefined], 0],
  ['one was published and delivered', [1, 1, undefined], 0],
  ['one was delivered twice: an operator has subscribed another address', [1, 2, undefined], 0],
  ['one was delivered at the second try', [1, 1, 1], 0],
  ['one was delivered, published in the 15 minutes before', [undefined, 1, undefined], 0],
  ['one was tried and not delivered', [1, undefined, 1], 1],
  ['one was never tried: no subscription is confirmed', [1, undefined, undefined], 1],
  ['one of two was delivered', [2, 1, 1], 1],
  ['one that was published in the 15 minutes before is given up', [undefined, undefined, 1], 1],
  ['most tries failed', [1, 1, 2], 1],
])('RB12c with one subscriber, %s: %j in 15 minutes is %d', (_, counts, value) => {
  expect([PAGE, TICKET].map((id) => valueOf(app, id, counts))).toEqual([value, value]);
});

test.each([
  ['each was delivered to both', [1, 2, undefined], 0, 0],
  ['one was delivered to one of them', [1, 1, 1], 1, 0],
  ['one of them has not confirmed', [1, 1, undefined], 1, 0],
  ['one of two was delivered to both, the other to none', [2, 2, undefined], 1, 0],
  ['one was delivered to none', [1, undefined, 1], 1, 1],
])('RB12c with two subscribers, %s: %j in 15 minutes is %d of a page, %d of a ticket', (_, counts, page, ticket) => {
  expect([valueOf(both, PAGE, counts), valueOf(both, TICKET, counts)]).toEqual([page, ticket]);
});

test('RB12c an address that two targets have, and chat channels behind one endpoint, are one subscriber each', () => {
  const other = AlarmTarget.slack({ workspaceId: 'T1', channelId: 'C2' });
  const again = AlarmTarget.email('oncall@bank.example');
  const made = queueApp({}, { page: [ONCALL, again, slack, other], ticket: [PLATFORM] }).app;

  expect([1, 2].map((delivered) => valueOf(made, PAGE, [1, delivered, undefined]))).toEqual([1, 0]);
});

test('RB12c each region watches its own topics', () => {
  const path = observedBank().made.filter(({ name }) => name.endsWith('NotDelivered'));

  expect(path.map(({ region, name, calls }) => `${region} ${name} ${calls}`).sort()).toEqual([
    'ap-southeast-1 prd-rl-bank-PageNotDelivered true',
    'ap-southeast-1 prd-rl-bank-TicketNotDelivered true',
    'us-east-1 prd-rl-bank-PageNotDelivered true',
    'us-east-1 prd-rl-bank-TicketNotDelivered true',
  ]);
});

describe('RB12c a topic is watched where somebody is subscribed to it', () => {
  const regions = ['us-east-1', 'ap-southeast-1'];
  const others = AlarmTarget.topics(...regions.map((region) => `arn:aws:sns:${region}:222222222222:oncall`));
  const idsWith = (page: IAlarmTarget[], ticket: IAlarmTarget[]) => {
    const { observer } = queueApp({}, { page, ticket });
    return observer.alarms.map(({ node }) => node.id).filter((id) => id.endsWith('NotDelivered'));
  };

  test.each<[whom: string, page: IAlarmTarget[], ticket: IAlarmTarget[], ids: string[]]>([
    ['both by mail', [ONCALL], [PLATFORM], [PAGE, TICKET]],
    ['both in one channel', [slack], [slack], [PAGE, TICKET]],
    ['pages at topics of others alone', [others], [PLATFORM], [TICKET]],
    ['tickets at topics of others alone', [ONCALL], [others], [PAGE]],
    ['both at topics of others alone', [others], [others], []],
    ['pages at topics of others and by mail', [others, ONCALL], [others], [PAGE]],
    ['pages by mail and at topics of others', [ONCALL, others], [others], [PAGE]],
    ['both at topics of others, tickets by mail too', [others], [others, ONCALL], [TICKET]],
  ])('%s', (_, page, ticket, ids) => {
    expect(idsWith(page, ticket)).toEqual(ids);
  });

  test('in no region, where nobody is; the alarms on the other one call whatever is called beside the topics', () => {
    const made = queueApp({ alarms: IN_TWO_REGIONS }, { page: [others] });
    const subscribed = everywhere(made.app, 'AWS::SNS::Subscription');
    const path = everywhere(made.app, 'AWS::CloudWatch::Alarm').filter(({ properties }) => {
      return properties.AlarmName.endsWith('NotDelivered');
    });

    expect(path.map(({ region, properties }) => [region, properties.AlarmName, properties.AlarmActions])).toEqual(
      regions.map((region) => [
        ...[region, `prd-rl-bank-${TICKET}`],
        [{ Ref: expect.stringMatching(/WatchPage/) }, `arn:aws:sns:${region}:222222222222:oncall`],
      ]),
    );
    expect(subscribed.map(({ properties }) => textOf(properties.TopicArn))).toEqual(
      regions.map(() => expect.stringContaining('WatchTicket')),
    );
  });
});

test('RB12c work that is planned does not mute it', () => {
  const rules = everywhere(app, 'AWS::CloudWatch::AlarmMuteRule');

  expect(rules.flatMap(({ properties }) => properties.MuteTargets.AlarmNames)).toEqual([
    { Ref: alarmNamed(app, 'queue-QueueTooLong').logicalId },
  ]);
});
