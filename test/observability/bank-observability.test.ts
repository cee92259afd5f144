import { AlarmStatusWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { Runbook } from '../../src/observability';
import { danglingIn, exportsIn, runningApi } from '../support/api';
import { lambdasIn, newApp, workloadStack } from '../support/cloud';
import {
  alarmNamed,
  alarmsIn,
  bankIn,
  definitionOf,
  everywhere,
  MadeAlarm,
  observe,
  Queue,
  unroutedIn,
} from '../support/observability';

const HERE = 'ap-southeast-1';
const EDGE = 'us-east-1';

const { app, stack, sources } = bankIn();
const observer = observe(stack, sources, { runbook: undefined });
const made = alarmsIn(app);

describe('RB12b the alarms of the system', () => {
  test.each<[what: string, name: string, region: string, metric: string]>([
    ['no healthy target', 'api-NoHealthyTarget', HERE, 'HealthyHostCount'],
    ['errors of the target', 'api-ServerErrors', HERE, 'HTTPCode_Target_5XX_Count'],
    ['latency', 'api-Latency', HERE, 'TargetResponseTime'],
    ['fewer tasks than wanted', 'api-TasksMissing', HERE, 'RunningTaskCount'],
    ['CPU', 'api-CpuHigh', HERE, 'CPUUtilization'],
    ['memory', 'api-MemoryHigh', HERE, 'MemoryUtilization'],
    ['a failed deployment', 'api-DeploymentFailed', HERE, 'TriggeredRules'],
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
    const alarm = alarmNamed(app, `prd-rl-bank-${name}`);

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

  const calling = made.filter(({ calls }) => calls);

  test.each(calling.map((alarm) => [alarm.name, alarm] as const))(
    'and it is found where %s calls nobody',
    (name, alarm) => {
      const without = made.map((it) => (it === alarm ? { ...it, calls: false } : it));

      expect(unroutedIn(without)).toContain(name);
    },
  );

  test('and it is found where one that had a composite has none any more', () => {
    const without = made.filter(({ name }) => name !== 'prd-rl-bank-api-Latency-Call');

    expect(unroutedIn(without)).toEqual(['prd-rl-bank-api-Latency']);
  });
});

describe('thresholds', () => {
  const alarm = (name: string) => alarmNamed(app, `prd-rl-bank-api-${name}`).properties;

  test('FE4a CPU above 80 % for 15 minutes', () => {
    expect(alarm('CpuHigh')).toMatchObject({
      ...{
        Namespace: 'AWS/ECS',
        MetricName: 'CPUUtilization',
        Statistic: 'Average',
        Period: 300,
        EvaluationPeriods: 3,
      },
      ...{ Threshold: 80, ComparisonOperator: 'GreaterThanThreshold' },
    });
  });

  test('FE4b memory above 85 % for 15 minutes', () => {
    expect(alarm('MemoryHigh')).toMatchObject({
      ...{
        Namespace: 'AWS/ECS',
        MetricName: 'MemoryUtilization',
        Statistic: 'Average',
        Period: 300,
        EvaluationPeriods: 3,
      },
      ...{ Threshold: 85, ComparisonOperator: 'GreaterThanThreshold' },
    });
  });

  test('FE4c more than 1 % of the requests of five minutes end in an error', () => {
    const { Metrics, ...properties } = alarm('ServerErrors');

    expect(properties).toMatchObject({
      Threshold: 1,
      ComparisonOperator: 'GreaterThanThreshold',
      EvaluationPeriods: 1,
    });
    expect(Metrics[0]).toMatchObject({
      Expression: 'IF(errors >= 5, 100 * errors / MAX([FILL(requests, 0), errors]), 0)',
      ReturnData: true,
    });
    expect(
      Metrics.flatMap(({ MetricStat }: any) => (MetricStat ? [[MetricStat.Metric.MetricName, MetricStat.Period]] : [])),
    ).toEqual([
      ['HTTPCode_Target_5XX_Count', 300],
      ['HTTPCode_ELB_5XX_Count', 300],
      ['RequestCount', 300],
    ]);
  });

  test('FE4d p99 above 2 seconds', () => {
    expect(alarm('Latency')).toMatchObject({
      ...{ Namespace: 'AWS/ApplicationELB', MetricName: 'TargetResponseTime', ExtendedStatistic: 'p99', Period: 300 },
      ...{ Threshold: 2, ComparisonOperator: 'GreaterThanThreshold' },
    });
  });
});

test('that it is over is told by what can be over, and by nothing that another alarm explains', () => {
  const telling = made.filter(({ properties }) => properties.OKActions);

  expect(telling.map(({ name }) => name.replace('prd-rl-bank-', '')).sort()).toEqual([
    ...['api-NoHealthyTarget', 'cache-CacheRefusesCalls'],
    ...['portal-ServerErrors', 'uptime-Unreachable', 'webapp-ServerErrors'],
  ]);
  telling.forEach(({ properties }) => expect(properties.OKActions).toEqual(properties.AlarmActions));
});

test('what was made is at hand', () => {
  expect(observer.alarms).toHaveLength(made.length);
  expect(observer.topics.map((topic) => `${topic.stack.stackName} ${topic.node.id}`)).toEqual([
    ...['Web-watch Page', 'Web-watch Ticket', 'Web-edge-watch Page', 'Web-edge-watch Ticket'],
  ]);
  expect(observer.dashboards.map(({ stack: { stackName } }) => stackName)).toEqual(['Web-watch']);
});

test('nothing is exported, nothing dangles, and no code runs', () => {
  expect([exportsIn(app), danglingIn(app), lambdasIn(app)]).toEqual([[], [], []]);
});

test('by default alarms lead to the runbook of the library', () => {
  const { AlarmDescription } = alarmNamed(app, 'prd-rl-bank-cache-CacheRefusesCalls').properties;

  expect(AlarmDescription).toContain(`\nRunbook: ${Runbook.ofLibrary().linkTo('cache-refuses-calls')}\n`);
});

test('by default there is a dashboard; without it no alarm leads to one', () => {
  const without = newApp();
  const home = workloadStack(without);
  const { dashboards } = observe(home, { queue: new Queue(home) }, { withoutDashboard: true });

  expect(everywhere(app, 'AWS::CloudWatch::Dashboard')).toHaveLength(1);
  expect([dashboards, everywhere(without, 'AWS::CloudWatch::Dashboard')]).toEqual([[], []]);
  expect(alarmNamed(without, 'prd-rl-bank-queue-QueueTooLong').properties.AlarmDescription).not.toContain('Dashboard');
});

test('an API that waits for its first image has alarms on what it has', () => {
  const waiting = newApp();
  const home = workloadStack(waiting);
  observe(home, { api: runningApi({ desiredCount: 0 }, home) });

  expect(
    alarmsIn(waiting)
      .map(({ name }) => name.replace('prd-rl-bank-', ''))
      .sort(),
  ).toEqual([...['PageNotDelivered', 'TicketNotDelivered', 'api-CertificateExpires', 'api-DeploymentFailed']]);
  expect(unroutedIn(alarmsIn(waiting))).toEqual([]);
});

test('alarms can be put on a page of the team', () => {
  const ours = newApp();
  const home = workloadStack(ours);
  const { alarms } = observe(home, { queue: { alarmDefinitions: [definitionOf()] } });

  expect(new AlarmStatusWidget({ alarms }).toJson()[0].properties.alarms).toHaveLength(3);
});
