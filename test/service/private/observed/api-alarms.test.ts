import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { LaunchPhase } from '../../../../src/service';
import { apiIn, exportsIn, propertiesOf, runningApi, watchIn } from '../../../support/api';
import { newApp, resourcesOf, workloadStack } from '../../../support/cloud';

const ALARM = 'AWS::CloudWatch::Alarm';
const LOGS = '/ecs/prd-rl-bank-api';
const NOISE = ['NoHealthyTarget'];

const app = newApp();
const stack = workloadStack(app);
const { alarmDefinitions } = runningApi({ rollOnSecretChange: true }, stack);
const watch = watchIn(app, alarmDefinitions);
const idsWith = (props: object) => apiIn(workloadStack(), props).alarmDefinitions.map(({ id }) => id);

// Five alarms are noise while tasks come and go, and having no healthy target explains each of them. A deployment mutes
// neither that nobody answers nor that it failed. That it is over is told of what is neither an event nor has a cause.
test('RB12b what callers feel pages, what they will feel is a ticket, the most urgent first: with what mutes and explains it, its logs, and whether its end is told', () => {
  const told = alarmDefinitions.map((it) => {
    return [
      it.id,
      it.severity,
      it.suppressedAfter !== undefined,
      it.suppressedBy,
      it.logGroupName,
      it.notifyOnRecovery,
    ];
  });

  expect(told).toEqual([
    ['NoHealthyTarget', 'PAGE', false, undefined, LOGS, true],
    ['ServerErrors', 'PAGE', true, NOISE, LOGS, undefined],
    ['Latency', 'PAGE', true, NOISE, LOGS, undefined],
    ['TasksMissing', 'TICKET', true, NOISE, LOGS, undefined],
    ['CpuHigh', 'TICKET', true, NOISE, LOGS, undefined],
    ['MemoryHigh', 'TICKET', true, NOISE, LOGS, undefined],
    ['DeploymentFailed', 'PAGE', false, undefined, LOGS, undefined],
    ['SecretRollFailed', 'TICKET', false, undefined, undefined, undefined],
    ['CertificateExpires', 'TICKET', false, undefined, undefined, undefined],
  ]);
});

test('RB12b every alarm has a name of its own, says what is felt and of which API, and leads to a heading', () => {
  expect(new Set(alarmDefinitions.map(({ id }) => id)).size).toBe(alarmDefinitions.length);
  for (const { symptom, runbookAnchor } of alarmDefinitions) {
    expect(symptom).toMatch(/(api\.bank\.example|prd-rl-bank-api).*\.$/);
    expect(runbookAnchor).toMatch(/^[a-z]+(-[a-z]+)+$/);
  }
});

test('RB12b what mutes is the beginning of a deployment of this service, one metric for all five', () => {
  const [metric, ...others] = new Set(alarmDefinitions.flatMap(({ suppressedAfter }) => suppressedAfter ?? []));

  expect(others).toEqual([]);
  expect(metric).toMatchObject({
    namespace: 'Deployments/prd-rl-bank-api',
    metricName: 'StartedDeployments',
    statistic: 'Sum',
    period: Duration.minutes(1),
  });
});

test.each([{}, { launchPhase: LaunchPhase.NOT_READY }, { launchPhase: LaunchPhase.RUNNING, desiredCount: 0 }])(
  'while there are no tasks by intention nothing calls that there are none: %j',
  (props) => {
    expect(idsWith(props)).toEqual(['DeploymentFailed', 'CertificateExpires']);
  },
);

test.each([{ launchPhase: LaunchPhase.FIRST_START }, { launchPhase: LaunchPhase.RUNNING, scaling: { maxTasks: 4 } }])(
  'where tasks run their alarms are defined: %j',
  (props) => {
    expect(idsWith(props)).toContain('NoHealthyTarget');
  },
);

test.each([
  [
    'RB12b no healthy target for 3 minutes pages, and a group without any targets counts as that',
    'NoHealthyTarget',
    { MetricName: 'HealthyHostCount', Statistic: 'Maximum', Period: 60 },
    ['LessThanThreshold', 1, 3, undefined, 'breaching'],
  ],
  [
    'FE4c more than 1 % of errors of the server in 5 minutes pages',
    'ServerErrors',
    {},
    ['GreaterThanThreshold', 1, 1, undefined, 'notBreaching'],
  ],
  [
    'FE4d a 99th percentile above 2 seconds for 15 minutes pages',
    'Latency',
    { MetricName: 'TargetResponseTime', ExtendedStatistic: 'p99', Period: 300 },
    ['GreaterThanThreshold', 2, 3, undefined, 'notBreaching'],
  ],
  [
    'FE4a CPU above 80 % for 15 minutes is a ticket',
    'CpuHigh',
    { Namespace: 'AWS/ECS', MetricName: 'CPUUtilization', Statistic: 'Average', Period: 300 },
    ['GreaterThanThreshold', 80, 3, undefined, 'notBreaching'],
  ],
  [
    'FE4b memory above 85 % for 15 minutes is a ticket',
    'MemoryHigh',
    { Namespace: 'AWS/ECS', MetricName: 'MemoryUtilization', Statistic: 'Average', Period: 300 },
    ['GreaterThanThreshold', 85, 3, undefined, 'notBreaching'],
  ],
  [
    'RB23 tasks that miss in 8 of 15 minutes, as those that die again and again do, are a ticket, where Container Insights counts them',
    'TasksMissing',
    {},
    ['GreaterThanThreshold', 0, 15, 8, 'missing'],
  ],
  [
    'FE7 a deployment that was taken back pages at its first event, whatever the number of tasks',
    'DeploymentFailed',
    { Namespace: 'Deployments/prd-rl-bank-api', MetricName: 'FailedDeployments', Statistic: 'Sum', Period: 60 },
    ['GreaterThanThreshold', 0, 1, undefined, 'notBreaching'],
  ],
  [
    'a roll that fails is a ticket',
    'SecretRollFailed',
    { Namespace: 'AWS/States', MetricName: 'ExecutionsFailed', Statistic: 'Sum', Period: 300 },
    ['GreaterThanThreshold', 0, 1, undefined, 'notBreaching'],
  ],
])('%s', (_, id, metric, limit) => {
  const alarm = propertiesOf(watch, ALARM, id);
  const { ComparisonOperator, Threshold, EvaluationPeriods, DatapointsToAlarm, TreatMissingData } = alarm;

  expect(alarm).toMatchObject(metric);
  expect([ComparisonOperator, Threshold, EvaluationPeriods, DatapointsToAlarm, TreatMissingData]).toEqual(limit);
});

test.each([
  ['FE4c', 'ServerErrors', 'IF(errors >= 5, 100 * errors / MAX([FILL(requests, 0), errors]), 0)', [300, 300, 300]],
  ['RB23', 'TasksMissing', 'desired - FILL(running, 0)', [60, 60]],
])('%s %s is computed from metrics of the same minutes', (_, id, expression, periods) => {
  const { Metrics } = propertiesOf(watch, ALARM, id);

  expect(Metrics.filter((it: any) => it.ReturnData !== false)).toEqual([
    expect.objectContaining({ Expression: expression }),
  ]);
  expect(Metrics.flatMap(({ MetricStat }: any) => MetricStat?.Period ?? [])).toEqual(periods);
});

test('RB12b less than 30 days left on the own certificate is a ticket', () => {
  expect(propertiesOf(watch, ALARM, 'CertificateExpires')).toMatchObject({
    ComparisonOperator: 'LessThanThreshold',
    Threshold: 30,
    MetricName: 'DaysToExpiry',
  });
});

test('RB12b whoever observes makes the alarms in a stack of its own, and holds nothing of the API in its place', () => {
  expect(resourcesOf(watch, ALARM)).toHaveLength(9);
  expect(exportsIn(app)).toEqual([]);
  expect(stack.dependencies).toEqual([]);
});
