import { Duration, Lazy, Token } from 'aws-cdk-lib';
import { MathExpression, Metric, Unit } from 'aws-cdk-lib/aws-cloudwatch';
import { RequestMetrics } from '../../../../src/core';
import {
  BurnRate,
  ServiceLevel,
  ServiceLevelObjective,
  ServiceLevelObjectiveProps,
} from '../../../../src/observability';
import { workloadStack } from '../../../support/cloud';
import { countOf, metricOf } from '../../../support/observability';

const OWN: RequestMetrics = { requests: countOf('Orders'), failed: countOf('Declined') };
const SLOW: RequestMetrics = { ...OWN, responseTime: metricOf('Duration'), requestTimeout: Duration.seconds(60) };
const { AVAILABILITY_99_9: available, P99_WITHIN_500_MS: fast, P50_WITHIN_100_MS: median } = ServiceLevel;

const objective = (props: Partial<ServiceLevelObjectiveProps>) => () =>
  new ServiceLevelObjective(workloadStack(), 'Orders', { metrics: OWN, level: available, ...props });
const burn = (rate: number, window: number, shortWindow: number): BurnRate => {
  return { rate, window: Duration.minutes(window), shortWindow: Duration.minutes(shortWindow) };
};

test.each<[code: string, prop: string, value: unknown, props: Partial<ServiceLevelObjectiveProps>]>([
  ['service-level/name', 'objectiveName', '', { objectiveName: '' }],
  ['service-level/name', 'objectiveName', ' ', { objectiveName: ' ' }],
  ['service-level/name', 'objectiveName', 'a\nb', { objectiveName: 'a\nb' }],
  ['service-level/not-a-count', 'metrics.requests', 'Average', { metrics: { ...OWN, requests: metricOf() } }],
  ['service-level/not-a-count', 'metrics.failed', 'Average', { metrics: { ...OWN, failed: metricOf() } }],
  ['props/missing', 'metrics.failed', undefined, { metrics: { ...OWN, failed: undefined as any } }],
  ['props/missing', 'metrics.responseTime', undefined, { level: fast }],
  ['props/missing', 'metrics.responseTime', undefined, { level: median }],
  ['props/wrong-type', 'metrics.region', 'nowhere', { metrics: { ...OWN, region: 'nowhere' } }],
  [
    'props/missing',
    'metrics.alarms.source',
    undefined,
    { metrics: { ...OWN, alarms: { failed: [], slow: [], outage: [] } as any } },
  ],
  ['props/wrong-type', 'level', 0.999, { level: 0.999 as any }],
  ['service-level/burn-rate', 'fastBurn.rate', 1000, { fastBurn: burn(1000, 60, 5) }],
  ['service-level/burn-rate', 'slowBurn.rate', 1, { slowBurn: burn(1, 1440 - 1, 120) }],
  [
    'service-level/window',
    'fastBurn.shortWindow',
    '90 seconds',
    { fastBurn: { ...burn(14.4, 60, 5), shortWindow: Duration.seconds(90) } },
  ],
  ['service-level/window', 'slowBurn.window', '3 days', { slowBurn: burn(1.5, 3 * 1440, 360) }],
  ['service-level/short-window', 'fastBurn.shortWindow', '1 hour', { fastBurn: burn(14.4, 60, 60) }],
  [
    'service-level/burn-order',
    'mediumBurn',
    '15 over 6 hours',
    { mediumBurn: burn(15, 360, 30), slowBurn: burn(5, 1440, 120) },
  ],
  ['service-level/burn-order', 'mediumBurn', '6 over 2 hours', { mediumBurn: burn(6, 120, 30) }],
  ['service-level/minimum-failures', 'minimumFailures', 0, { minimumFailures: 0 }],
  ['service-level/minimum-failures', 'minimumFailures', 2.5, { minimumFailures: 2.5 }],
  ['service-level/minimum-failures', 'minimumFailures', 100_001, { minimumFailures: 100_001 }],
  [
    'service-level/expected-requests',
    'expectedRequestsPerHour',
    -1,
    { expectedRequestsPerHour: -1, minimumFailures: 1 },
  ],
  ['service-level/window', 'silenceAfter', '30 seconds', { silenceAfter: Duration.seconds(30) }],
  ['service-level/window', 'silenceAfter', '2 days', { silenceAfter: Duration.days(2) }],
  [
    'service-level/silence-ignored',
    'silenceAfter',
    '2 hours',
    { ignoreSilence: true, silenceAfter: Duration.hours(2) },
  ],
  [
    'service-level/silence',
    'silenceAfter',
    '5 minutes',
    { expectedRequestsPerHour: 10, silenceAfter: Duration.minutes(5) },
  ],
])('refuses %s of %s: %j', (code, prop, value, props) => {
  expect(objective(props)).toThrowProblem(code, prop, value, 'Web/Orders');
});

const LATE = Token.asNumber({ Ref: 'Parameter' });
const LATE_TIME = Duration.minutes(Lazy.number({ produce: () => 60 }));

test.each<[prop: string, props: Partial<ServiceLevelObjectiveProps>]>([
  ['minimumFailures', { minimumFailures: LATE }],
  ['expectedRequestsPerHour', { expectedRequestsPerHour: LATE }],
  ['silenceAfter', { silenceAfter: LATE_TIME }],
  ['fastBurn.rate', { fastBurn: { ...burn(14.4, 60, 5), rate: LATE } }],
  ['mediumBurn.window', { mediumBurn: { ...burn(6, 360, 30), window: LATE_TIME } }],
  ['slowBurn.shortWindow', { slowBurn: { ...burn(3, 1440, 120), shortWindow: LATE_TIME } }],
])('%s is known at synthesis: a token in a math expression would be another number', (prop, props) => {
  expect(objective(props)).toThrowProblem('service-level/late-value', prop, 'a value that only CloudFormation knows');
});

test('a guard that can never be met is refused: in an hour no more than the expected requests fail', () => {
  expect(objective({ expectedRequestsPerHour: 9 })).toThrowProblem(
    'service-level/guard-never-met',
    'minimumFailures',
    10,
  );
  expect(objective({ expectedRequestsPerHour: 10 })).not.toThrow();
  expect(objective({ expectedRequestsPerHour: 3, minimumFailures: 3 })).not.toThrow();
});

test.each<[code: string, prop: string, value: unknown, metrics: Partial<RequestMetrics>]>([
  ['service-level/within-timeout', 'level', 'within 1 minute', {}],
  [
    'service-level/response-time-unit',
    'metrics.responseTimeUnit',
    'Bytes',
    { requestTimeout: undefined, responseTimeUnit: Unit.BYTES },
  ],
  [
    'service-level/response-time',
    'metrics.responseTime',
    'a math expression',
    {
      requestTimeout: undefined,
      responseTime: new MathExpression({ expression: 'm', usingMetrics: { m: metricOf() } }),
    },
  ],
])('a latency that its metric cannot express is refused: %s', (code, prop, value, metrics) => {
  const level = ServiceLevel.latency(0.99, Duration.seconds(60));

  expect(objective({ level, metrics: { ...SLOW, ...metrics } })).toThrowProblem(code, prop, value);
});

test.each<Partial<ServiceLevelObjectiveProps>>([
  { objectiveName: 'orders of the shop, v2'.replace(',', '') },
  { metrics: SLOW, level: fast },
  { metrics: SLOW, level: median },
  {
    metrics: { ...OWN, requests: new Metric({ namespace: 'Shop', metricName: 'Duration', statistic: 'SampleCount' }) },
  },
  { fastBurn: burn(10, 30, 5), mediumBurn: burn(2, 720, 60), slowBurn: burn(1.5, 1440, 120) },
  { silenceAfter: Duration.days(1), expectedRequestsPerHour: 1, minimumFailures: 1 },
])('what CloudWatch takes is taken: %j', (props) => {
  expect(objective(props)).not.toThrow();
});

test('a percentile has no error budget', () => {
  const percentile = objective({ metrics: SLOW, level: median })();

  expect(() => percentile.metricBudgetLeft()).toThrowProblem('service-level/no-budget', 'level', 'p50', 'Web/Orders');
  expect(() => percentile.metricBurnRate()).toThrow('has no error budget');
});
