import { App, Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmDefinition } from '../../../src/core';
import { ApiReadiness } from '../../../src/service';
import { apiIn, exportsIn, runningApi, watchIn } from '../../support/api';
import { newApp, resourcesOf, workloadStack } from '../../support/cloud';

const definitionOf = (id: string): AlarmDefinition => runningApi().alarmDefinitions.find((it) => it.id === id)!;

const alarmOf = (id: string) => {
  const stack = workloadStack();
  watchIn(stack.node.root as App, runningApi({}, stack).alarmDefinitions, stack);
  const found = resourcesOf(stack, 'AWS::CloudWatch::Alarm').filter(({ Properties }) => {
    return JSON.stringify(Properties).includes(`"${id}"`);
  });
  expect(found).toHaveLength(1);
  return found[0].Properties;
};

test('RB12b what callers feel pages, what they will feel is a ticket, and the most urgent comes first', () => {
  const { alarmDefinitions } = runningApi({ rollOnSecretChange: true });

  expect(alarmDefinitions.map(({ id, severity }) => [id, severity])).toEqual([
    ['NoHealthyTarget', 'PAGE'],
    ['ServerErrors', 'PAGE'],
    ['Latency', 'PAGE'],
    ['TasksMissing', 'TICKET'],
    ['CpuHigh', 'TICKET'],
    ['MemoryHigh', 'TICKET'],
    ['DeploymentFailed', 'PAGE'],
    ['SecretRollFailed', 'TICKET'],
    ['CertificateExpires', 'TICKET'],
  ]);
});

test('RB12b every alarm has a name of its own, says what is felt and of which API, and leads to a heading', () => {
  const { alarmDefinitions } = runningApi({ rollOnSecretChange: true });

  expect(new Set(alarmDefinitions.map(({ id }) => id)).size).toBe(alarmDefinitions.length);
  for (const { symptom, runbookAnchor } of alarmDefinitions) {
    expect(symptom).toMatch(/(api\.bank\.example|prd-rl-bank-api).*\.$/);
    expect(runbookAnchor).toMatch(/^[a-z]+(-[a-z]+)+$/);
  }
});

test('RB12b five alarms are noise while tasks come and go, and having no healthy target explains each of them', () => {
  const { alarmDefinitions } = runningApi({ rollOnSecretChange: true });
  const noisy = alarmDefinitions.filter(({ mutedAfter }) => mutedAfter !== undefined);

  expect(noisy.map(({ id, explainedBy }) => [id, explainedBy])).toEqual(
    ['ServerErrors', 'Latency', 'TasksMissing', 'CpuHigh', 'MemoryHigh'].map((id) => [id, ['NoHealthyTarget']]),
  );
});

test('RB12b a deployment mutes neither that nobody answers nor that it failed, and nothing explains them', () => {
  for (const id of ['NoHealthyTarget', 'DeploymentFailed', 'SecretRollFailed', 'CertificateExpires']) {
    const found = runningApi({ rollOnSecretChange: true }).alarmDefinitions.find((it) => it.id === id)!;

    expect([id, found.mutedAfter, found.explainedBy]).toEqual([id, undefined, undefined]);
  }
});

test('RB12b what mutes is the beginning of a deployment of this service, one metric for all five', () => {
  const stack = workloadStack();
  const { alarmDefinitions } = runningApi({}, stack);
  const [metric, ...others] = new Set(alarmDefinitions.flatMap(({ mutedAfter }) => mutedAfter ?? []));

  expect(others).toEqual([]);
  expect(metric).toMatchObject({ namespace: 'AWS/Events', metricName: 'TriggeredRules', statistic: 'Sum' });
  expect((metric as Metric).period).toEqual(Duration.minutes(1));
  expect(stack.resolve((metric as Metric).dimensions)).toEqual({
    RuleName: { Ref: expect.stringMatching(/^ApiDeploymentStarted/) },
  });
});

test('RB12b whatever is explained by the logs of the tasks leads to them', () => {
  const { alarmDefinitions } = runningApi({ rollOnSecretChange: true });

  expect(alarmDefinitions.map(({ id, logGroupName }) => [id, logGroupName])).toEqual([
    ...['NoHealthyTarget', 'ServerErrors', 'Latency', 'TasksMissing', 'CpuHigh', 'MemoryHigh', 'DeploymentFailed'].map(
      (id) => [id, '/ecs/prd-rl-bank-api'],
    ),
    ['SecretRollFailed', undefined],
    ['CertificateExpires', undefined],
  ]);
});

test.each([{}, { readiness: ApiReadiness.WAITING }, { readiness: ApiReadiness.RUNNING, desiredCount: 0 }])(
  'while there are no tasks by intention nothing calls that there are none: %j',
  (props) => {
    expect(apiIn(workloadStack(), props).alarmDefinitions.map(({ id }) => id)).toEqual([
      'DeploymentFailed',
      'CertificateExpires',
    ]);
  },
);

test.each([{ readiness: ApiReadiness.STARTING }, { readiness: ApiReadiness.RUNNING, scaling: { maxTasks: 4 } }])(
  'where tasks run their alarms are defined: %j',
  (props) => {
    expect(apiIn(workloadStack(), props).alarmDefinitions.map(({ id }) => id)).toContain('NoHealthyTarget');
  },
);

test('RB12b no healthy target for 3 minutes pages, and a group without any targets counts as that', () => {
  expect(alarmOf('HealthyHostCount')).toMatchObject({
    ComparisonOperator: 'LessThanThreshold',
    Threshold: 1,
    EvaluationPeriods: 3,
    Period: 60,
    Statistic: 'Maximum',
    TreatMissingData: 'breaching',
  });
});

test('FE4c more than 1 % of errors of the server in 5 minutes pages', () => {
  const definition = definitionOf('ServerErrors');
  const [metric] = alarmOf('HTTPCode_ELB_5XX_Count').Metrics.filter((it: any) => it.ReturnData !== false);

  expect(definition).toMatchObject({
    threshold: 1,
    comparisonOperator: 'GreaterThanThreshold',
    evaluationPeriods: 1,
    treatMissingData: 'notBreaching',
    severity: 'PAGE',
  });
  expect(metric.Expression).toBe('IF(errors >= 5, 100 * errors / MAX([FILL(requests, 0), errors]), 0)');
});

test('FE4c all metrics of that share are of the same 5 minutes', () => {
  const periods = alarmOf('HTTPCode_ELB_5XX_Count')
    .Metrics.filter((it: any) => it.MetricStat)
    .map((it: any) => it.MetricStat.Period);

  expect(periods).toEqual([300, 300, 300]);
});

test('FE4d a 99th percentile above 2 seconds for 15 minutes pages', () => {
  expect(alarmOf('TargetResponseTime')).toMatchObject({
    ComparisonOperator: 'GreaterThanThreshold',
    Threshold: 2,
    EvaluationPeriods: 3,
    Period: 300,
    ExtendedStatistic: 'p99',
    TreatMissingData: 'notBreaching',
  });
});

test('FE4a CPU above 80 % for 15 minutes is a ticket', () => {
  expect(alarmOf('CPUUtilization')).toMatchObject({
    Namespace: 'AWS/ECS',
    ComparisonOperator: 'GreaterThanThreshold',
    Threshold: 80,
    EvaluationPeriods: 3,
    Period: 300,
    Statistic: 'Average',
    TreatMissingData: 'notBreaching',
  });
});

test('FE4b memory above 85 % for 15 minutes is a ticket', () => {
  expect(alarmOf('MemoryUtilization')).toMatchObject({
    Namespace: 'AWS/ECS',
    ComparisonOperator: 'GreaterThanThreshold',
    Threshold: 85,
    EvaluationPeriods: 3,
    Period: 300,
    Statistic: 'Average',
    TreatMissingData: 'notBreaching',
  });
});

test('RB23 tasks that miss in 8 of 15 minutes, as those that die again and again do, are a ticket, where Container Insights counts them', () => {
  expect(alarmOf('DesiredTaskCount')).toMatchObject({
    ComparisonOperator: 'GreaterThanThreshold',
    Threshold: 0,
    EvaluationPeriods: 15,
    DatapointsToAlarm: 8,
    TreatMissingData: 'missing',
  });
});

test('RB12b that it is over is told of a target that is healthy again, and of nothing that is an event or has a cause', () => {
  const { alarmDefinitions } = runningApi({ rollOnSecretChange: true });

  expect(alarmDefinitions.filter(({ tellsWhenOver }) => tellsWhenOver).map(({ id }) => id)).toEqual([
    'NoHealthyTarget',
  ]);
});

test('FE7 a deployment that was taken back pages at its first event, whatever the number of tasks', () => {
  const { metric, ...definition } = definitionOf('DeploymentFailed');

  expect(definition).toMatchObject({
    threshold: 0,
    comparisonOperator: 'GreaterThanThreshold',
    evaluationPeriods: 1,
    treatMissingData: 'notBreaching',
    severity: 'PAGE',
  });
  expect(metric).toMatchObject({ metricName: 'TriggeredRules', period: Duration.minutes(1), statistic: 'Sum' });
});

test('RB12b less than 30 days left on the own certificate is a ticket', () => {
  expect(alarmOf('DaysToExpiry')).toMatchObject({
    ComparisonOperator: 'LessThanThreshold',
    Threshold: 30,
    Dimensions: [{ Name: 'CertificateArn', Value: { Ref: expect.stringMatching(/^ApiCertificate/) } }],
  });
});

test('RB12b whoever observes makes the alarms in a stack of its own, and holds nothing of the API in its place', () => {
  const app = newApp();
  const api = runningApi({ rollOnSecretChange: true }, workloadStack(app));
  const watch = watchIn(app, api.alarmDefinitions);

  expect(resourcesOf(watch, 'AWS::CloudWatch::Alarm')).toHaveLength(9);
  expect(exportsIn(app)).toEqual([]);
  expect(api.service.stack.dependencies).toEqual([]);
});
