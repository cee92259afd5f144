import { IMetric, MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { GraphDefinition, TrafficTier } from '../../../../src/core';
import { dashboardProblems } from '../../../../src/observability/private/dashboard/dashboard-problems';
import { workloadStack } from '../../../support/cloud';
import { metricOf, queueApp } from '../../../support/observability';
import { Said, saidOf } from '../../../support/problems';

const graphsOf = (count: number, metrics: IMetric[] = [metricOf()]): GraphDefinition[] => {
  return Array.from({ length: count }, (_, index) => ({
    ...{ tier: TrafficTier.CACHE, title: `Length ${index}`, healthy: 'is 0', metrics },
  }));
};
const metricsOf = (count: number) => Array.from({ length: count }, (_, index) => metricOf(`M${index}`));
const sumOf = (metrics: IMetric[]) => {
  const usingMetrics = Object.fromEntries(metrics.map((metric, index) => [`m${index}`, metric]));
  return new MathExpression({ expression: 'SUM(METRICS())', usingMetrics });
};
const FULL: Said = ['observability/too-many-metrics-in-a-graph', 'sources.queue.graphDefinitions', 'Length 0'];

test.each<[graphs: string, drawn: GraphDefinition[], problems: Said[]]>([
  ['488 graphs', graphsOf(488), []],
  [...(['489 graphs', graphsOf(489)] as const), [['observability/too-many-widgets', 'sources', '489 graphs']]],
  ['500 metrics in a graph, 2500 in all', graphsOf(5, metricsOf(500)), []],
  ['501 metrics in a graph', graphsOf(1, metricsOf(501)), [FULL]],
  [
    ...(['2502 metrics', graphsOf(6, metricsOf(417))] as const),
    [['observability/too-many-metrics', 'sources', '2502 metrics']],
  ],
  ['an expression over 499 metrics', graphsOf(1, [sumOf(metricsOf(499))]), []],
  ['such an expression and a metric', graphsOf(1, [sumOf(metricsOf(499)), metricOf()]), [FULL]],
])('what CloudWatch takes is taken, and no more: %s', (_, graphs, problems) => {
  const drawn = graphs.map((graph) => ({ name: 'queue', graph }));

  expect(saidOf(dashboardProblems(workloadStack(), 'prd', drawn))).toEqual(problems);
});

test('a page of one name in an account is refused, whatever the region', () => {
  const { app } = queueApp({ alarms: [] });

  expect(() => queueApp({ alarms: [] }, {}, workloadStack(app, 'Other'))).toThrowProblem(
    'observability/dashboard-name-taken',
    'namePrefix',
    'prd-rl-bank',
    'Other/Observability',
  );
});
