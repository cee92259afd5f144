import { IMetric, MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { RequestMetrics } from '../../../../src/core';
import { ServiceLevel, ServiceLevelObjective } from '../../../../src/observability';
import { workloadStack } from '../../../support/cloud';
import { countOf, metricOf, observe } from '../../../support/observability';

const OWN: RequestMetrics = { requests: countOf('Orders'), failed: countOf('Declined') };

function observed(metrics: Partial<RequestMetrics>, level = ServiceLevel.AVAILABILITY_99_9) {
  const stack = workloadStack();
  observe(stack, { orders: new ServiceLevelObjective(stack, 'Orders', { metrics: { ...OWN, ...metrics }, level }) });
}

const sumOf = (names: string[]) => {
  const usingMetrics: Record<string, IMetric> = Object.fromEntries(names.map((it) => [it, countOf(it)]));
  return new MathExpression({ expression: names.join(' + '), usingMetrics });
};
const orders = (id: string, name = 'Taken') =>
  new MathExpression({ expression: id, usingMetrics: { [id]: countOf(name) } });

test.each<[code: string, prop: string, value: unknown, metrics: Partial<RequestMetrics>]>([
  ['id-twice', 'metrics.requests', 'requests', { requests: orders('requests') }],
  ['id-twice', 'metrics.failed', 'burn', { failed: orders('burn') }],
  ['id-twice', 'metrics.requests', 'm', { requests: orders('m'), failed: orders('m', 'Lost') }],
  ['too-many-metrics', 'metrics', '11 metrics', { requests: sumOf([...'abcdefghij']) }],
  ['search', 'metrics.requests', 'SUM(METRICS())', { requests: new MathExpression({ expression: 'SUM(METRICS())' }) }],
])('%s: %s refuses %j', (code, prop, value, metrics) => {
  expect(() => observed(metrics)).toThrowProblem(`service-level/${code}`, prop, value, 'Web/Orders');
});

test.each<Partial<RequestMetrics>>([
  {
    failed: new MathExpression({
      expression: 'requests - ok',
      usingMetrics: { requests: OWN.requests, ok: countOf() },
    }),
  },
  { requests: orders('m'), failed: orders('m') },
  { requests: sumOf([...'abcdefghi']) },
])('an expression whose ids name one metric each is taken: %#', (metrics) => {
  expect(() => observed(metrics)).not.toThrow();
});

test('a latency has a metric of its own, and none of requests that fail', () => {
  const latency = (metrics: Partial<RequestMetrics>) => () =>
    observed({ ...metrics, responseTime: metricOf('Duration') }, ServiceLevel.P99_WITHIN_500_MS);

  expect(latency({ failed: sumOf([...'abcdefghijkl']), requests: sumOf([...'abcdefghi']) })).not.toThrow();
  expect(latency({ requests: sumOf([...'abcdefghij']) })).toThrowProblem(
    'service-level/too-many-metrics',
    'metrics',
    '10 metrics',
  );
  expect(latency({ requests: orders('failed') })).toThrowProblem(
    'service-level/id-twice',
    'metrics.requests',
    'failed',
  );
});
