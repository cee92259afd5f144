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

const PART = 'move some of the sources to a BankObservability of their own';
const FULL =
  '\'sources.queue.graphDefinitions\' is "Length 0", but CloudWatch takes 500 metrics per graph, and it has 501: split it into several graphs [observability/too-many-metrics-in-a-graph]';

test.each<[graphs: string, drawn: GraphDefinition[], problems: string[]]>([
  ['488 graphs', graphsOf(488), []],
  [
    ...(['489 graphs', graphsOf(489)] as const),
    [
      `'sources' is "489 graphs", but CloudWatch takes 500 widgets per dashboard, of which 12 are text: ${PART} [observability/too-many-widgets]`,
    ],
  ],
  ['500 metrics in a graph, 2500 in all', graphsOf(5, metricsOf(500)), []],
  ['501 metrics in a graph', graphsOf(1, metricsOf(501)), [FULL]],
  [
    ...(['2502 metrics', graphsOf(6, metricsOf(417))] as const),
    [
      `'sources' is "2502 metrics", but CloudWatch takes 2500 metrics per dashboard: ${PART} [observability/too-many-metrics]`,
    ],
  ],
  ['an expression over 499 metrics', graphsOf(1, [sumOf(metricsOf(499))]), []],
  ['such an expression and a metric', graphsOf(1, [sumOf(metricsOf(499)), metricOf()]), [FULL]],
])('what CloudWatch takes is taken, and no more: %s', (_, graphs, problems) => {
  const drawn = graphs.map((graph) => ({ name: 'queue', graph }));

  expect(saidOf(dashboardProblems(workloadStack(), 'prd', drawn))).toEqual(problems);
});

test('a page of one name in an account is refused, whatever the region', () => {
  const { app } = queueApp({ alarms: [] });

  expect(messageOf(() => queueApp({ alarms: [] }, {}, workloadStack(app, 'Other')))).toBe(
    `'namePrefix' is "prd-rl-bank", but cannot be used twice in an account, and Web/Observability has a dashboard of that name: choose another 'namePrefix' for one of the two [observability/dashboard-name-taken at Other/Observability]`,
  );
});
