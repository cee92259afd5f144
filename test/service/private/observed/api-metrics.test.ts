import { Duration } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, IMetric, MathExpression, Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { BankApiService } from '../../../../src/service';
import { daysToExpiry } from '../../../../src/service/private/observed/api-metrics';
import { danglingIn, exportsIn, propertiesOf, runningApi } from '../../../support/api';
import { newApp, workloadStack } from '../../../support/cloud';

type Metered = (api: BankApiService, props?: MetricOptions) => Metric | MathExpression;

const app = newApp();
const stack = workloadStack(app);
const api = runningApi({}, stack);
const TARGETS = {
  LoadBalancer: { 'Fn::GetAtt': [expect.stringMatching(/^ApiLoadBalancer/), 'LoadBalancerFullName'] },
  TargetGroup: { 'Fn::GetAtt': [expect.stringMatching(/^ApiTargets/), 'TargetGroupFullName'] },
};
const SERVICE = { ClusterName: 'prd-rl-bank-api', ServiceName: 'prd-rl-bank-api' };

/** The metrics that an expression is made of, as a dashboard has them. */
function rowsOf(metric: IMetric): any[] {
  const [widget] = stack.resolve(new GraphWidget({ left: [metric] }).toJson());
  return widget.properties.metrics;
}

const all: Array<[string, Metered]> = [
  ['metricHealthyTargets', (it, props) => it.metricHealthyTargets(props)],
  ['metricRequests', (it, props) => it.metricRequests(props)],
  ['metricServerErrorRate', (it, props) => it.metricServerErrorRate(props)],
  ['metricLatency', (it, props) => it.metricLatency(props)],
  ['metricCpuUtilization', (it, props) => it.metricCpuUtilization(props)],
  ['metricMemoryUtilization', (it, props) => it.metricMemoryUtilization(props)],
  ['metricMissingTasks', (it, props) => it.metricMissingTasks(props)],
  ['metricFailedDeployments', (it, props) => it.metricFailedDeployments(props)],
  ['metricStartedDeployments', (it, props) => it.metricStartedDeployments(props)],
];

test.each([
  ['AWS/ApplicationELB', 'HealthyHostCount', 'Maximum', api.metricHealthyTargets(), TARGETS],
  ['AWS/ApplicationELB', 'RequestCount', 'Sum', api.metricRequests(), TARGETS],
  ['AWS/ApplicationELB', 'TargetResponseTime', 'p99', api.metricLatency(), TARGETS],
  ['AWS/ECS', 'CPUUtilization', 'Average', api.metricCpuUtilization(), SERVICE],
  ['AWS/ECS', 'MemoryUtilization', 'Average', api.metricMemoryUtilization(), SERVICE],
  ['Deployments/prd-rl-bank-api', 'FailedDeployments', 'Sum', api.metricFailedDeployments(), {}],
  ['Deployments/prd-rl-bank-api', 'StartedDeployments', 'Sum', api.metricStartedDeployments(), {}],
  [
    'AWS/CertificateManager',
    'DaysToExpiry',
    'Minimum',
    daysToExpiry(api),
    { CertificateArn: { Ref: expect.stringMatching(/^ApiCertificate/) } },
  ],
])('%s %s is of this API, by the %s', (namespace, metricName, statistic, metric, dimensions) => {
  expect(metric).toMatchObject({ namespace, metricName, statistic });
  expect(stack.resolve(metric.dimensions)).toEqual(dimensions);
});

test("metricServerErrorRate counts errors of the targets and the load balancer's own, against all requests", () => {
  const rows = rowsOf(api.metricServerErrorRate());
  const named = (name: string) => rows.filter((row) => row[1] === name).map((row) => row.slice(0, -1));

  expect(rows.flatMap(([row]) => row.expression ?? [])).toEqual([
    'IF(errors >= 5, 100 * errors / MAX([FILL(requests, 0), errors]), 0)',
    'SUM([FILL(target, 0), FILL(balancer, 0)])',
  ]);
  expect(named('HTTPCode_Target_5XX_Count')).toEqual([
    expect.arrayContaining(['AWS/ApplicationELB', 'LoadBalancer', 'TargetGroup']),
  ]);
  expect(named('RequestCount')).toEqual([expect.arrayContaining(['LoadBalancer', 'TargetGroup'])]);
  expect(named('HTTPCode_ELB_5XX_Count')[0]).toContain('LoadBalancer');
  expect(named('HTTPCode_ELB_5XX_Count')[0]).not.toContain('TargetGroup');
});

test('RB23 metricMissingTasks is what Container Insights counts as desired, less what runs, and nothing is 0', () => {
  const rows = rowsOf(api.metricMissingTasks());
  const ofService = Object.entries(SERVICE).flat();

  expect(rows[0][0].expression).toBe('desired - FILL(running, 0)');
  expect(rows.slice(1).map((row) => row.slice(0, 6))).toEqual([
    ['ECS/ContainerInsights', 'DesiredTaskCount', ...ofService],
    ['ECS/ContainerInsights', 'RunningTaskCount', ...ofService],
  ]);
});

test.each(all)(
  '%s looks at one minute unless another period is asked for, and is drawn as the caller says',
  (_, of) => {
    const periodOf = (metric: IMetric) => (metric as Metric).period.toSeconds();

    expect(periodOf(of(api))).toBe(60);
    expect(periodOf(of(api, { period: Duration.minutes(5) }))).toBe(300);
    expect(of(api, { label: 'x', color: '#ff0000' })).toMatchObject({ label: 'x', color: '#ff0000' });
  },
);

test.each(all.filter(([name]) => name !== 'metricServerErrorRate'))(
  '%s has the statistic that the caller asks for',
  (_, of) => {
    const statistics = rowsOf(of(api, { statistic: 'p10' })).map((row) => row.at(-1));

    expect(statistics.flatMap(({ expression, stat }) => (expression ? [] : [stat]))).toContain('p10');
    expect(JSON.stringify(statistics)).not.toMatch(/"stat":"(?!p10)/);
  },
);

test.each(all)('%s is of the region that the caller asks for, and can be alarmed on', (_, of) => {
  const metrics = rowsOf(of(api, { region: 'eu-west-1' })).map((row) => row.at(-1));

  expect(metrics.filter(({ expression, region }) => !expression && region !== 'eu-west-1')).toEqual([]);
  expect(of(api).createAlarm).toBeDefined();
});

test.each(all.filter(([name]) => name !== 'metricMissingTasks'))(
  '%s is of this API alone, whatever dimensions are asked for',
  (_, of) => {
    expect(JSON.stringify(rowsOf(of(api, { dimensionsMap: { ServiceName: 'another' } })))).not.toContain('another');
  },
);

test('all of them can be drawn in another stack of the app, graphs too, and hold nothing of the API in its place', () => {
  const watch = workloadStack(app, 'Watch');
  const ofGraphs = api.graphDefinitions.map(({ metrics }) => new GraphWidget({ left: metrics }));
  const widgets = [...all.map(([, of]) => new GraphWidget({ left: [of(api)] })), ...ofGraphs];
  new Dashboard(watch, 'Dashboard', { widgets: [widgets] });

  expect(propertiesOf(watch, 'AWS::CloudWatch::Dashboard').DashboardBody).toBeDefined();
  expect([exportsIn(app), danglingIn(app)]).toEqual([[], []]);
  expect([stack.dependencies, watch.dependencies]).toEqual([[], [stack]]);
});
