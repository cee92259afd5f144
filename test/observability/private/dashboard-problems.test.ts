import { IMetric, MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { GraphDefinition, TrafficTier } from '../../../src/core';
import { dashboardProblems } from '../../../src/observability/private/dashboard-problems';
import { newApp, workloadStack } from '../../support/cloud';
import { definitionOf, messageOf, metricOf, observe, Queue } from '../../support/observability';

const graphsOf = (count: number, metrics: IMetric[] = [metricOf()]): GraphDefinition[] => {
  return Array.from({ length: count }, (_, index) => ({
    ...{ tier: TrafficTier.CACHE, title: `Length ${index}`, healthy: 'is 0', metrics },
  }));
};
const metricsOf = (count: number) => Array.from({ length: count }, (_, index) => metricOf(`M${index}`));

const messageWith = (graphs: GraphDefinition[]) => {
  const stack = workloadStack();
  return messageOf(() => observe(stack, { queue: new Queue(stack, 'Queue', { alarms: [], graphs }) }));
};

const problemsOf = (graphs: GraphDefinition[]) => {
  const drawn = graphs.map((graph) => ({ name: 'queue', graph }));
  return dashboardProblems(workloadStack(), 'prd', drawn).filter((problem) => problem !== undefined);
};

test.each<[code: string, graphs: GraphDefinition[], sentence: string]>([
  [
    'too-many-widgets',
    graphsOf(489),
    '\'sources\' is "489 graphs", but a dashboard takes 500 widgets, of which 12 are text: observe a part of the sources by a BankObservability of its own',
  ],
  [
    'too-many-metrics-in-a-graph',
    graphsOf(1, metricsOf(501)),
    '\'sources.queue.graphDefinitions\' is "Length 0", but a graph takes 500 metrics, and it has 501: make several graphs of it',
  ],
  [
    'too-many-metrics',
    graphsOf(6, metricsOf(417)),
    '\'sources\' is "2502 metrics", but a dashboard takes 2500 metrics: observe a part of the sources by a BankObservability of its own',
  ],
])('%s is refused', (code, graphs, sentence) => {
  expect(messageWith(graphs)).toBe(`${sentence} [observability/${code} at Web/Observability]`);
});

test.each([
  ['488 graphs', graphsOf(488)],
  ['500 metrics in a graph, 2500 in all', graphsOf(5, metricsOf(500))],
])('what CloudWatch takes is taken: %s', (_, graphs) => {
  expect(problemsOf(graphs)).toEqual([]);
});

test('an expression counts with all that it is over', () => {
  const usingMetrics = Object.fromEntries(metricsOf(499).map((metric, index) => [`m${index}`, metric]));
  const sum = new MathExpression({ expression: 'SUM(METRICS())', usingMetrics });

  expect(problemsOf(graphsOf(1, [sum]))).toEqual([]);
  expect(problemsOf(graphsOf(1, [sum, metricOf()]))).toMatchObject([
    { allowed: 'a graph takes 500 metrics, and it has 501' },
  ]);
});

test('a page of one name in an account is refused, whatever the region', () => {
  const app = newApp();
  const [one, two] = [workloadStack(app), workloadStack(app, 'Other')];
  const queue = (id: string) => ({ alarmDefinitions: [definitionOf({ id })] });
  observe(one, { queue: { alarmDefinitions: [] } });

  expect(() => observe(two, { queue: queue('Other') })).toThrow(
    `'namePrefix' is "prd-rl-bank", but Web/Observability draws a dashboard of that name: give one of the systems another 'namePrefix' [observability/dashboard-name-taken at Other/Observability]`,
  );
});
