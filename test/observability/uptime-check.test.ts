import { Duration, Stack } from 'aws-cdk-lib';
import { UptimeCheck, UptimeCheckProps } from '../../src/observability';
import { danglingIn, exportsIn, propertiesOf, watchIn } from '../support/api';
import { EDGE, newApp, resourcesOf, templateOf, workloadStack } from '../support/cloud';
import { alarmsIn, observe } from '../support/observability';

const url = 'https://api.bank.example/health?deep=1';

const checkIn = (stack: Stack, props: Partial<UptimeCheckProps> = {}) =>
  new UptimeCheck(stack, 'Uptime', { url, ...props });

const checkWith = (props: Partial<UptimeCheckProps> = {}) => {
  const stack = workloadStack();
  checkIn(stack, props);
  return propertiesOf(stack, 'AWS::Route53::HealthCheck');
};

test('FE4g by default it asks every 30 seconds as users do, for any answer, and believes three', () => {
  expect(checkWith()).toEqual({
    HealthCheckConfig: {
      Type: 'HTTPS',
      FullyQualifiedDomainName: 'api.bank.example',
      Port: 443,
      ResourcePath: '/health?deep=1',
      RequestInterval: 30,
      FailureThreshold: 3,
      EnableSNI: true,
      Inverted: false,
      MeasureLatency: false,
    },
    HealthCheckTags: [{ Key: 'Name', Value: 'https://api.bank.example/health_deep=1' }],
  });
});

test('it asks as the team says', () => {
  const props = { expectedText: '"ok"', interval: Duration.seconds(10), failureThreshold: 1 };

  expect(checkWith({ ...props, url: 'https://api.bank.example:8443' }).HealthCheckConfig).toMatchObject({
    ...{ Type: 'HTTPS_STR_MATCH', SearchString: '"ok"', RequestInterval: 10, FailureThreshold: 1 },
    ...{ Port: 8443, ResourcePath: '/' },
  });
});

test('FE4g it pages from us-east-1, where Route 53 has its metrics, when it is not reached or nothing is known', () => {
  const app = newApp();
  const stack = workloadStack(app);
  observe(stack, { uptime: checkIn(stack) });
  const [alarm] = alarmsIn(app).filter(({ name }) => name === 'prd-rl-bank-uptime-Unreachable');

  expect(alarm).toMatchObject({ region: 'us-east-1', stack: 'Web-edge-watch', calls: true });
  expect(alarm.properties).toMatchObject({
    ...{ Namespace: 'AWS/Route53', MetricName: 'HealthCheckStatus', Statistic: 'Minimum', Period: 60 },
    ...{ Threshold: 1, ComparisonOperator: 'LessThanThreshold', EvaluationPeriods: 2, TreatMissingData: 'breaching' },
    Dimensions: [
      {
        Name: 'HealthCheckId',
        Value: {
          'Fn::GetStackOutput': {
            StackName: 'Web',
            Region: 'ap-southeast-1',
            OutputName: expect.stringMatching(/^HealthCheckId[0-9a-f]{8}$/),
          },
        },
      },
    ],
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

test('it is drawn as the share of places that reach it, and asks nothing of logs', () => {
  const check = checkIn(workloadStack());

  expect(check.graphDefinitions).toMatchObject([
    { tier: 'DNS', region: 'us-east-1', title: `Places that reach ${url}, in percent` },
  ]);
  expect(check.graphDefinitions[0].metrics[0].toMetricConfig().metricStat).toMatchObject({
    ...{ metricName: 'HealthCheckPercentageHealthy', statistic: 'Average', region: 'us-east-1' },
  });
  expect(check.logQueries).toEqual([]);
});

test('metrics take what the team says of how they are drawn', () => {
  const check = checkIn(workloadStack());
  const drawn = check.metricHealthy({ period: Duration.minutes(5), label: 'Up' });

  expect([drawn.period.toMinutes(), drawn.label, drawn.statistic]).toEqual([5, 'Up', 'Minimum']);
  expect(check.metricPlaces().period.toMinutes()).toBe(1);
});

test('a check that is replaced is read under another name, and one that is changed in place is not', () => {
  const nameWith = (props: Partial<UptimeCheckProps>) => {
    const app = newApp();
    const watch = watchIn(
      app,
      checkIn(workloadStack(app), props).alarmDefinitions,
      new Stack(app, 'Watch', { env: EDGE }),
    );
    return JSON.stringify(templateOf(watch)).match(/HealthCheckId[0-9a-f]{8}/)![0];
  };

  expect(nameWith({})).toBe(nameWith({}));
  expect(nameWith({})).toBe(nameWith({ url: 'https://www.bank.example' }));
  expect(nameWith({})).not.toBe(nameWith({ interval: Duration.seconds(10) }));
  expect(nameWith({})).not.toBe(nameWith({ expectedText: 'ok' }));
});

test('without an observer nothing but the check is made', () => {
  const stack = workloadStack();
  checkIn(stack);

  expect(Object.keys(templateOf(stack).Resources)).toHaveLength(1);
  expect(resourcesOf(stack, 'AWS::CloudWatch::Alarm')).toEqual([]);
});
