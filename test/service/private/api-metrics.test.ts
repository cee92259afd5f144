import { Duration } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, IMetric, Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { BankApiService } from '../../../src/service';
import { daysToExpiry } from '../../../src/service/private/api-metrics';
import { danglingIn, exportsIn, propertiesOf, runningApi } from '../../support/api';
import { newApp, workloadStack } from '../../support/cloud';

type Metered = (api: BankApiService, props?: MetricOptions) => IMetric;

const stack = workloadStack();
const api = runningApi({}, stack);
const BALANCER = {
  LoadBalancer: { 'Fn::GetAtt': [expect.stringMatching(/^ApiLoadBalancer/), 'LoadBalancerFullName'] },
};
const TARGETS = { TargetGroup: { 'Fn::GetAtt': [expect.stringMatching(/^ApiTargets/), 'TargetGroupFullName'] } };
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
  ['metricHealthyTargets', 'HealthyHostCount', 'Maximum', api.metricHealthyTargets()],
  ['metricRequests', 'RequestCount', 'Sum', api.metricRequests()],
  ['metricLatency', 'TargetResponseTime', 'p99', api.metricLatency()],
])('%s is %s of the own targets, by the %s', (_, metricName, statistic, metric) => {
  expect(metric).toMatchObject({ namespace: 'AWS/ApplicationELB', metricName, statistic });
  expect(stack.resolve(metric.dimensions)).toEqual({ ...BALANCER, ...TARGETS });
});

test.each([
  ['metricCpuUtilization', 'CPUUtilization', api.metricCpuUtilization()],
  ['metricMemoryUtilization', 'MemoryUtilization', api.metricMemoryUtilization()],
])('%s is the mean of %s of the service', (_, metricName, metric) => {
  expect(metric).toMatchObject({ namespace: 'AWS/ECS', metricName, statistic: 'Average', dimensions: SERVICE });
});

test.each([
  ['metricFailedDeployments', 'ApiDeploymentFailed', api.metricFailedDeployments()],
  ['metricStartedDeployments', 'ApiDeploymentStarted', api.metricStartedDeployments()],
])('%s is the sum of the matches of the rule %s', (_, rule, metric) => {
  expect(metric).toMatchObject({ namespace: 'AWS/Events', metricName: 'TriggeredRules', statistic: 'Sum' });
  expect(stack.resolve(metric.dimensions)).toEqual({ RuleName: { Ref: expect.stringMatching(`^${rule}`) } });
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

  expect(rows[0][0].expression).toBe('desired - FILL(running, 0)');
  expect(rows.slice(1).map((row) => row.slice(0, 6))).toEqual([
    ['ECS/ContainerInsights', 'DesiredTaskCount', 'ClusterName', 'prd-rl-bank-api', 'ServiceName', 'prd-rl-bank-api'],
    ['ECS/ContainerInsights', 'RunningTaskCount', 'ClusterName', 'prd-rl-bank-api', 'ServiceName', 'prd-rl-bank-api'],
  ]);
});

test.each(all)('%s looks at one minute, unless it is told otherwise', (_, metered) => {
  const periodOf = (metric: IMetric) => (metric as Metric).period.toSeconds();

  expect(periodOf(metered(api))).toBe(60);
  expect(periodOf(metered(api, { period: Duration.minutes(5) }))).toBe(300);
});

test.each(all)('%s is drawn as the caller says', (_, metered) => {
  expect(metered(api, { label: 'x', color: '#ff0000' })).toMatchObject({ label: 'x', color: '#ff0000' });
});

test.each(all.filter(([name]) => name !== 'metricMissingTasks'))(
  '%s is of this API alone, whatever dimensions are asked for',
  (_, metered) => {
    const drawn = JSON.stringify(rowsOf(metered(api, { dimensionsMap: { ServiceName: 'another' } })));

    expect(drawn).not.toContain('another');
  },
);

test('the days left are those of the own certificate', () => {
  const metric = daysToExpiry(api);

  expect(metric).toMatchObject({ namespace: 'AWS/CertificateManager', metricName: 'DaysToExpiry' });
  expect(metric.statistic).toBe('Minimum');
  expect(stack.resolve(metric.dimensions)).toEqual({
    CertificateArn: { Ref: expect.stringMatching(/^ApiCertificate/) },
  });
});

test.each(all)(
  '%s can be drawn in another stack of the app, and holds nothing of the API in its place',
  (_, metered) => {
    const app = newApp();
    const home = workloadStack(app);
    const watch = workloadStack(app, 'Watch');
    new Dashboard(watch, 'Dashboard', { widgets: [[new GraphWidget({ left: [metered(runningApi({}, home))] })]] });

    expect(propertiesOf(watch, 'AWS::CloudWatch::Dashboard').DashboardBody).toBeDefined();
    expect([exportsIn(app), danglingIn(app)]).toEqual([[], []]);
    expect(home.dependencies).toEqual([]);
  },
);
