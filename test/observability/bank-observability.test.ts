import { App } from 'aws-cdk-lib';
import { AlarmStatusWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmSeverity } from '../../src/core';
import { Runbook } from '../../src/observability';
import { danglingIn, exportsIn, runningApi } from '../support/api';
import { lambdasIn, newApp, workloadStack } from '../support/cloud';
import {
  alarmNamed,
  alarmsIn,
  definitionOf,
  everywhere,
  IN_TWO_REGIONS,
  MadeAlarm,
  namesOf,
  observe,
  observedBank,
  Queue,
  queueApp,
  textOf,
  unroutedIn,
} from '../support/observability';

const HERE = 'ap-southeast-1';
const EDGE = 'us-east-1';

const { app, observer, made } = observedBank();

describe('RB12b the alarms of the system', () => {
  test.each<[what: string, name: string, region: string, metric: string]>([
    ['no healthy target', 'api-NoHealthyTarget', HERE, 'HealthyHostCount'],
    ['errors of the target', 'api-ServerErrors', HERE, 'HTTPCode_Target_5XX_Count'],
    ['latency', 'api-Latency', HERE, 'TargetResponseTime'],
    ['fewer tasks than wanted', 'api-TasksMissing', HERE, 'RunningTaskCount'],
    ['CPU', 'api-CpuHigh', HERE, 'CPUUtilization'],
    ['memory', 'api-MemoryHigh', HERE, 'MemoryUtilization'],
    ['a failed deployment', 'api-DeploymentFailed', HERE, 'FailedDeployments'],
    ['a secret that does not arrive', 'api-SecretRollFailed', HERE, 'ExecutionsFailed'],
    ["the API's certificate", 'api-CertificateExpires', HERE, 'DaysToExpiry'],
    ["the cache's limits: refused", 'cache-CacheRefusesCalls', HERE, 'ThrottledCmds'],
    ["the cache's limits: data", 'cache-CacheDataNearLimit', HERE, 'BytesUsedForCache'],
    ["the cache's limits: computing", 'cache-CacheComputeNearLimit', HERE, 'ElastiCacheProcessingUnits'],
    ['errors at the edge, one site', 'webapp-ServerErrors', EDGE, '5xxErrorRate'],
    ['errors at the edge, the other', 'portal-ServerErrors', EDGE, '5xxErrorRate'],
    ["a site's certificate", 'webapp-CertificateExpires', EDGE, 'DaysToExpiry'],
    ["the other site's certificate", 'portal-CertificateExpires', EDGE, 'DaysToExpiry'],
    ['reach from outside', 'uptime-Unreachable', EDGE, 'HealthCheckStatus'],
  ])('watch %s: %s in %s', (_, name, region, metric) => {
    const alarm = alarmNamed(app, name);

    expect(alarm.region).toBe(region);
    expect(JSON.stringify(alarm.properties)).toContain(`"MetricName":"${metric}"`);
  });

  test('are these, those that keep others quiet, composites, and those of the path', () => {
    const isOther = ({ name, properties }: MadeAlarm) => properties.AlarmRule || /Quiet$|NotDelivered$/.test(name);

    expect(made.filter((alarm) => !isOther(alarm))).toHaveLength(17);
    expect(made.filter(isOther)).toHaveLength(10);
  });

  test('are in the stack that lies in their region', () => {
    expect(new Set(made.map((alarm) => `${alarm.stack} ${alarm.region}`))).toEqual(
      new Set([`Web-watch ${HERE}`, `Web-edge-watch ${EDGE}`]),
    );
  });
});

describe('RB12c every alarm is routed', () => {
  test('by itself or by its composite, to a topic of its region', () => {
    expect(unroutedIn(made)).toEqual([]);
  });

  test('and each is found that calls nobody, or has lost its composite', () => {
    const calling = made.filter(({ calls }) => calls);
    const found = calling.filter((alarm) => {
      return unroutedIn(made.map((it) => (it === alarm ? { ...it, calls: false } : it))).includes(alarm.name);
    });

    expect(found).toEqual(calling);
    expect(unroutedIn(made.filter(({ name }) => name !== 'prd-rl-bank-api-Latency-Call'))).toEqual([
      'prd-rl-bank-api-Latency',
    ]);
  });
});

describe('thresholds', () => {
  const ABOVE = 'GreaterThanThreshold';
  const ECS = { Namespace: 'AWS/ECS', Statistic: 'Average', Period: 300, EvaluationPeriods: 3 };
  const ALB = { Namespace: 'AWS/ApplicationELB', ExtendedStatistic: 'p99', Period: 300 };

  test.each<[what: string, id: string, properties: object]>([
    ['FE4a CPU above 80 % for 15 minutes', 'CpuHigh', { ...ECS, MetricName: 'CPUUtilization', Threshold: 80 }],
    ['FE4b memory above 85 % for 15 minutes', 'MemoryHigh', { ...ECS, MetricName: 'MemoryUtilization', Threshold: 85 }],
    ['FE4d p99 above 2 seconds', 'Latency', { ...ALB, MetricName: 'TargetResponseTime', Threshold: 2 }],
  ])('%s', (_, id, properties) => {
    expect(alarmNamed(app, `api-${id}`).properties).toMatchObject({ ...properties, ComparisonOperator: ABOVE });
  });

  test('FE4c more than 1 % of the requests of five minutes end in an error', () => {
    const { Metrics, ...properties } = alarmNamed(app, 'api-ServerErrors').properties;

    expect(properties).toMatchObject({ Threshold: 1, ComparisonOperator: ABOVE, EvaluationPeriods: 1 });
    expect(Metrics[0]).toMatchObject({
      Expression: 'IF(errors >= 5, 100 * errors / MAX([FILL(requests, 0), errors]), 0)',
      ReturnData: true,
    });
    const measured = Metrics.flatMap(({ MetricStat }: any) => MetricStat ?? []);
    expect(measured.map(({ Metric, Period }: any) => `${Metric.MetricName} ${Period}`)).toEqual([
      ...['HTTPCode_Target_5XX_Count 300', 'HTTPCode_ELB_5XX_Count 300', 'RequestCount 300'],
    ]);
  });
});

test('that it is over is told by what can be over, and by nothing that another alarm explains', () => {
  const telling = made.filter(({ properties }) => properties.OKActions);

  expect(namesOf(telling).sort()).toEqual([
    ...['api-NoHealthyTarget', 'cache-CacheRefusesCalls'],
    ...['portal-ServerErrors', 'uptime-Unreachable', 'webapp-ServerErrors'],
  ]);
  telling.forEach(({ properties }) => expect(properties.OKActions).toEqual(properties.AlarmActions));
});

test('what was made is at hand, for a page of the team too', () => {
  const [widget] = new AlarmStatusWidget({ alarms: observer.alarms }).toJson();

  expect(widget.properties.alarms).toHaveLength(made.length);
  expect(observer.topics.map((topic) => `${topic.stack.stackName} ${topic.node.id}`)).toEqual([
    ...['Web-watch Page', 'Web-watch Ticket', 'Web-edge-watch Page', 'Web-edge-watch Ticket'],
  ]);
  expect(observer.dashboards.map(({ stack: { stackName } }) => stackName)).toEqual(['Web-watch']);
});

test('nothing is exported, nothing dangles, and no code runs', () => {
  expect([exportsIn(app), danglingIn(app), lambdasIn(app)]).toEqual([[], [], []]);
});

test('by default alarms lead to the runbook of the library, and nothing is muted', () => {
  const { AlarmDescription } = alarmNamed(app, 'cache-CacheRefusesCalls').properties;

  expect(AlarmDescription).toContain(`\nRunbook: ${Runbook.fromLibrary().linkTo('cache-refuses-calls')}\n`);
  expect(everywhere(app, 'AWS::CloudWatch::AlarmMuteRule')).toEqual([]);
});

test('without a dashboard no alarm leads to one', () => {
  const without = queueApp({}, { dashboard: false });

  expect([without.observer.dashboards, everywhere(without.app, 'AWS::CloudWatch::Dashboard')]).toEqual([[], []]);
  expect(alarmNamed(without.app, 'queue-QueueTooLong').properties.AlarmDescription).not.toContain('Dashboard');
});

describe('topics of another observer', () => {
  const slow = definitionOf({ id: 'Slow', severity: AlarmSeverity.TICKET });
  const cell = queueApp({ alarms: IN_TWO_REGIONS }, { namePrefix: 'cell' });
  const existingTopics = { pageTopicName: 'cell-page', ticketTopicName: 'cell-ticket' };
  const before = ['AWS::SNS::Topic', 'AWS::KMS::Key'].map((type) => everywhere(cell.app, type).length);
  const home = workloadStack(newApp(), 'Module');
  const queue = new Queue(home, 'Queue', { alarms: [...IN_TWO_REGIONS, slow] });
  const module = observe(home, { queue }, { page: [], ticket: [], existingTopics });
  const observing = home.node.root as App;

  test('are notified by each alarm, by severity and in its region, and nothing else is', () => {
    const notified = alarmsIn(observing).map(({ name, properties }) => [name, properties.AlarmActions.map(textOf)]);
    const topic = (region: string, name: string) => `arn:<AWS::Partition>:sns:${region}:111111111111:${name}`;

    expect(Object.fromEntries(notified)).toEqual({
      'prd-rl-bank-queue-QueueTooLong': [topic(HERE, 'cell-page')],
      'prd-rl-bank-queue-Slow': [topic(HERE, 'cell-ticket')],
      'prd-rl-bank-queue-AtEdge': [topic(EDGE, 'cell-page')],
    });
    expect(unroutedIn(alarmsIn(observing))).toEqual([]);
  });

  test('have the names that the other observer gives to its own, which let alarms of the account publish', () => {
    const topics = everywhere(cell.app, 'AWS::SNS::Topic');
    const named = topics.map(({ region, properties }) => `${region} ${properties.TopicName}`);

    expect(named.sort()).toEqual([HERE, EDGE].flatMap((region) => [`${region} cell-page`, `${region} cell-ticket`]));
    expect(module.topics.map((topic) => `${topic.stack.region} ${topic.topicName}`).sort()).toEqual(named.sort());
  });

  test('need no second topic, key or delivery alarm, and refer to no other stack', () => {
    const types = observing.synth().stacksRecursively.flatMap(({ template }) => {
      return Object.values<any>(template.Resources ?? {}).map(({ Type }) => Type);
    });

    expect(before).toEqual([4, 4]);
    expect(types.filter((type) => /^AWS::(SNS|KMS)::/.test(type))).toEqual([]);
    expect([exportsIn(observing), danglingIn(observing)]).toEqual([[], []]);
  });
});

test('an API that waits for its first image has alarms on what it has', () => {
  const home = workloadStack();
  observe(home, { api: runningApi({ desiredCount: 0 }, home) });
  const waiting = alarmsIn(home.node.root as App);

  expect(namesOf(waiting).sort()).toEqual([
    ...['PageNotDelivered', 'TicketNotDelivered', 'api-CertificateExpires', 'api-DeploymentFailed'],
  ]);
  expect(unroutedIn(waiting)).toEqual([]);
});
