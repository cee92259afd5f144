import { App, Duration, Stack } from 'aws-cdk-lib';
import { TrafficTier } from '../../src/core';
import { UptimeCheck, UptimeCheckProps } from '../../src/observability';
import { danglingIn, exportsIn, propertiesOf, watchIn } from '../support/api';
import { EDGE, newApp, templateOf, workloadStack } from '../support/cloud';
import { alarmNamed, alarmsIn, observe } from '../support/observability';

const url = 'https://api.bank.example/health?deep=1';

const checkIn = (stack: Stack, props: Partial<UptimeCheckProps> = {}) =>
  new UptimeCheck(stack, 'Uptime', { url, ...props });

test('FE4g by default it asks every 30 seconds as users do, for any answer, believes three, and makes nothing else', () => {
  const stack = workloadStack();
  checkIn(stack);

  expect(Object.values<any>(templateOf(stack).Resources).map(({ Properties }) => Properties)).toEqual([
    {
      HealthCheckConfig: {
        ...{ Type: 'HTTPS', FullyQualifiedDomainName: 'api.bank.example', Port: 443, ResourcePath: '/health?deep=1' },
        ...{ RequestInterval: 30, FailureThreshold: 3, EnableSNI: true, Inverted: false, MeasureLatency: false },
      },
      HealthCheckTags: [{ Key: 'Name', Value: 'https://api.bank.example/health_deep=1' }],
    },
  ]);
});

test('it asks as the team says', () => {
  const stack = workloadStack();
  const props = { expectedText: '"ok"', interval: Duration.seconds(10), failureThreshold: 1 };
  checkIn(stack, { ...props, url: 'https://api.bank.example:8443' });

  expect(propertiesOf(stack, 'AWS::Route53::HealthCheck').HealthCheckConfig).toMatchObject({
    ...{ Type: 'HTTPS_STR_MATCH', SearchString: '"ok"', RequestInterval: 10, FailureThreshold: 1 },
    ...{ Port: 8443, ResourcePath: '/' },
  });
});

test('FE4g it pages from us-east-1, where Route 53 has its metrics, when it is not reached or nothing is known', () => {
  const stack = workloadStack();
  const app = stack.node.root as App;
  observe(stack, { uptime: checkIn(stack) });
  const alarm = alarmNamed(app, 'uptime-Unreachable');
  const OutputName = expect.stringMatching(/^HealthCheckId[0-9a-f]{8}$/);
  const Value = { 'Fn::GetStackOutput': { StackName: 'Web', Region: 'ap-southeast-1', OutputName } };

  expect(alarm).toMatchObject({ region: 'us-east-1', stack: 'Web-edge-watch', calls: true });
  expect(alarm.properties).toMatchObject({
    ...{ Namespace: 'AWS/Route53', MetricName: 'HealthCheckStatus', Statistic: 'Minimum', Period: 60 },
    ...{ Threshold: 1, ComparisonOperator: 'LessThanThreshold', EvaluationPeriods: 2, TreatMissingData: 'breaching' },
    Dimensions: [{ Name: 'HealthCheckId', Value }],
  });
  expect(alarm.properties.OKActions).toEqual(alarm.properties.AlarmActions);
  expect([exportsIn(app), danglingIn(app)]).toEqual([[], []]);
});

test('in a stack of us-east-1 it is watched beside it', () => {
  const app = newApp();
  const stack = new Stack(app, 'Edge', { env: EDGE });
  observe(stack, { uptime: checkIn(stack) });

  expect(new Set(alarmsIn(app).map((alarm) => alarm.stack))).toEqual(new Set(['Edge-watch']));
});

test('it is drawn as the share of places that reach it, as the team says, and asks nothing of logs', () => {
  const check = checkIn(workloadStack());
  const [graph] = check.graphDefinitions;
  const drawn = check.metricHealthy({ period: Duration.minutes(5), label: 'Up' });

  expect(graph).toMatchObject({
    tier: TrafficTier.DNS,
    region: 'us-east-1',
    title: `Places that reach ${url}, in percent`,
  });
  expect(graph.metrics[0].toMetricConfig().metricStat).toMatchObject({
    ...{ metricName: 'HealthCheckPercentageHealthy', statistic: 'Average', region: 'us-east-1' },
    period: Duration.minutes(1),
  });
  expect([drawn.period.toMinutes(), drawn.label, drawn.statistic]).toEqual([5, 'Up', 'Minimum']);
  expect(check.logQueries).toEqual([]);
});

test('a check that is replaced is read under another name, and one that is changed in place is not', () => {
  const nameWith = (props: Partial<UptimeCheckProps>) => {
    const app = newApp();
    const { alarmDefinitions } = checkIn(workloadStack(app), props);
    const watch = watchIn(app, alarmDefinitions, new Stack(app, 'Watch', { env: EDGE }));
    return JSON.stringify(templateOf(watch)).match(/HealthCheckId[0-9a-f]{8}/)![0];
  };
  const name = nameWith({});

  expect(nameWith({ url: 'https://www.bank.example' })).toBe(name);
  expect(nameWith({ interval: Duration.seconds(10) })).not.toBe(name);
  expect(nameWith({ expectedText: 'ok' })).not.toBe(name);
});
