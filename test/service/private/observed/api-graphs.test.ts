import { IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { TrafficTier } from '../../../../src/core';
import { apiIn, runningApi } from '../../../support/api';

const { graphDefinitions, alarmDefinitions } = runningApi();
const graphOf = (title: string) => graphDefinitions.find((it) => it.title === title)!;
const alarmOf = (id: string) => alarmDefinitions.find((it) => it.id === id)!;
const told = (metrics: IMetric[]) => {
  return (metrics as Metric[]).map(({ namespace, metricName, statistic, label, period }) => {
    return `${namespace} ${metricName}, ${statistic} of ${period.toSeconds()} s: ${label}`;
  });
};

test('RB12c an API is drawn from the load balancer down to its tasks, in its region', () => {
  expect(graphDefinitions.map(({ tier, title, region }) => [tier, title, region])).toEqual([
    [TrafficTier.LOAD_BALANCER, 'Requests', undefined],
    [TrafficTier.LOAD_BALANCER, 'Errors of the server, in percent', undefined],
    [TrafficTier.LOAD_BALANCER, 'Latency', undefined],
    [TrafficTier.SERVICE, 'Tasks', undefined],
    [TrafficTier.SERVICE, 'CPU and memory, in percent', undefined],
    [TrafficTier.SERVICE, 'Deployments', undefined],
  ]);
});

test.each([
  ['requests', 'Requests', ['AWS/ApplicationELB RequestCount, Sum of 60 s: Requests a minute']],
  [
    'the slow, the slower and the usual request',
    'Latency',
    ['p99', 'p90', 'p50'].map((it) => `AWS/ApplicationELB TargetResponseTime, ${it} of 60 s: ${it}, in seconds`),
  ],
  [
    'tasks that are wanted, that run and that answer',
    'Tasks',
    [
      'ECS/ContainerInsights DesiredTaskCount, Average of 60 s: wanted',
      'ECS/ContainerInsights RunningTaskCount, Average of 60 s: running',
      'AWS/ApplicationELB HealthyHostCount, Maximum of 60 s: answering',
    ],
  ],
  [
    'CPU and memory',
    'CPU and memory, in percent',
    ['AWS/ECS CPUUtilization, Average of 60 s: CPU', 'AWS/ECS MemoryUtilization, Average of 60 s: memory'],
  ],
  [
    'deployments that began and that failed, told apart',
    'Deployments',
    [
      'Deployments/prd-rl-bank-api StartedDeployments, Sum of 60 s: began',
      'Deployments/prd-rl-bank-api FailedDeployments, Sum of 60 s: failed, and were taken back',
    ],
  ],
])('RB12c drawn are %s', (_, title, drawn) => {
  expect(told(graphOf(title).metrics)).toEqual(drawn);
});

test('RB12c errors are drawn as the alarm looks at them: a minute at night would show what calls nobody', () => {
  const [drawn, ...others] = graphOf('Errors of the server, in percent').metrics as MathExpression[];
  const { expression, period } = alarmOf('ServerErrors').metric as MathExpression;

  expect(others).toEqual([]);
  expect([drawn.expression, drawn.period.toSeconds()]).toEqual([expression, 300]);
  expect(period.toSeconds()).toBe(300);
});

test.each([
  ['Errors of the server, in percent', 'ServerErrors', '%d %'],
  ['Latency', 'Latency', 'under %d seconds'],
  ['CPU and memory, in percent', 'CpuHigh', 'CPU is under %d %'],
  ['CPU and memory, in percent', 'MemoryHigh', 'memory under %d %'],
])('what is healthy in %s ends where the alarm %s begins', (title, id, words) => {
  expect(graphOf(title).healthy).toContain(words.replace('%d', String(alarmOf(id).threshold)));
});

test('an API that waits for its values has the same graphs', () => {
  expect(apiIn().graphDefinitions.map(({ title }) => title)).toEqual(graphDefinitions.map(({ title }) => title));
});
