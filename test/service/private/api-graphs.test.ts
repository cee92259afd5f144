import { Dashboard, GraphWidget, IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { apiIn, danglingIn, exportsIn, runningApi } from '../../support/api';
import { newApp, workloadStack } from '../../support/cloud';

const graphs = () => runningApi().graphDefinitions;
const graphOf = (title: string) => graphs().find((it) => it.title === title)!;
const namesOf = (metrics: IMetric[]) =>
  (metrics as Metric[]).map(({ namespace, metricName }) => [namespace, metricName]);

test('RB12c an API is drawn from the load balancer down to its tasks', () => {
  expect(graphs().map(({ tier, title }) => [tier, title])).toEqual([
    ['LOAD_BALANCER', 'Requests'],
    ['LOAD_BALANCER', 'Errors of the server, in percent'],
    ['LOAD_BALANCER', 'Latency'],
    ['SERVICE', 'Tasks'],
    ['SERVICE', 'CPU and memory, in percent'],
    ['SERVICE', 'Deployments'],
  ]);
});

test('RB12c each graph has something to draw, in the region of the API', () => {
  expect(graphs().map(({ metrics }) => metrics.length)).toEqual([1, 1, 3, 3, 2, 2]);
  expect(graphs().every(({ region }) => region === undefined)).toBe(true);
});

test('RB12c the latency of the slow, the slower and the usual request is drawn', () => {
  const metrics = graphOf('Latency').metrics as Metric[];

  expect(metrics.map(({ metricName, statistic, label }) => [metricName, statistic, label])).toEqual([
    ['TargetResponseTime', 'p99', 'p99, in seconds'],
    ['TargetResponseTime', 'p90', 'p90, in seconds'],
    ['TargetResponseTime', 'p50', 'p50, in seconds'],
  ]);
});

test('RB12c errors are drawn as the alarm looks at them: a minute at night would show what calls nobody', () => {
  const [drawn] = graphOf('Errors of the server, in percent').metrics as MathExpression[];
  const { metric } = runningApi().alarmDefinitions.find(({ id }) => id === 'ServerErrors')!;

  expect(drawn.period.toSeconds()).toBe(300);
  expect([drawn.expression, drawn.period]).toEqual([
    (metric as MathExpression).expression,
    (metric as MathExpression).period,
  ]);
});

test('RB12c tasks that are wanted, that run and that answer are in one picture, by the minute', () => {
  const metrics = graphOf('Tasks').metrics as Metric[];

  expect(namesOf(metrics)).toEqual([
    ['ECS/ContainerInsights', 'DesiredTaskCount'],
    ['ECS/ContainerInsights', 'RunningTaskCount'],
    ['AWS/ApplicationELB', 'HealthyHostCount'],
  ]);
  expect(metrics.map(({ label }) => label)).toEqual(['wanted', 'running', 'answering']);
  expect(metrics.map(({ period }) => period.toSeconds())).toEqual([60, 60, 60]);
});

test('RB12c deployments that began and that failed are told apart', () => {
  expect((graphOf('Deployments').metrics as Metric[]).map(({ metricName, label }) => [metricName, label])).toEqual([
    ['TriggeredRules', 'began'],
    ['TriggeredRules', 'failed, and were taken back'],
  ]);
});

test.each([
  ['Errors of the server, in percent', 'ServerErrors', '%d %'],
  ['Latency', 'Latency', 'under %d seconds'],
  ['CPU and memory, in percent', 'CpuHigh', 'CPU is under %d %'],
  ['CPU and memory, in percent', 'MemoryHigh', 'memory under %d %'],
])('what is healthy in %s ends where the alarm %s begins', (title, id, words) => {
  const { threshold } = runningApi().alarmDefinitions.find((it) => it.id === id)!;

  expect(graphOf(title).healthy).toContain(words.replace('%d', String(threshold)));
});

test('an API that waits for its values has the same graphs', () => {
  expect(apiIn().graphDefinitions.map(({ title }) => title)).toEqual(graphs().map(({ title }) => title));
});

test('the graphs can be drawn in another stack of the app, and hold nothing of the API in its place', () => {
  const app = newApp();
  const home = workloadStack(app);
  const drawn = runningApi({}, home).graphDefinitions.map(({ metrics }) => new GraphWidget({ left: metrics }));
  const watch = workloadStack(app, 'Watch');
  new Dashboard(watch, 'Dashboard', { widgets: [drawn] });

  expect([exportsIn(app), danglingIn(app)]).toEqual([[], []]);
  expect(watch.dependencies).toEqual([home]);
  expect(home.dependencies).toEqual([]);
});
