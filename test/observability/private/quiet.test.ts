import { Duration } from 'aws-cdk-lib';
import { AlarmDefinition, AlarmSeverity } from '../../../src/core';
import { BankObservabilityProps } from '../../../src/observability';
import { newApp, workloadStack } from '../../support/cloud';
import {
  alarmNamed,
  alarmsIn,
  bankIn,
  definitionOf,
  metricOf,
  observe,
  Queue,
  textOf,
  unroutedIn,
} from '../../support/observability';

const began = metricOf('Began');

const appWith = (alarms: AlarmDefinition[], props: Partial<BankObservabilityProps> = {}) => {
  const app = newApp();
  const stack = workloadStack(app);
  observe(stack, { queue: new Queue(stack, 'Queue', { alarms }) }, props);
  return app;
};

/** The names of a source's alarms. */
const namesIn = (app: ReturnType<typeof appWith>) => {
  const names = alarmsIn(app).map(({ name }) => name);
  return names.filter((name) => name.startsWith('prd-rl-bank-queue-')).map((name) => name.slice(18));
};

/** A rule, with names in place of ids. */
const ruleOf = (app: ReturnType<typeof appWith>, name: string) => {
  const ids = new Map(alarmsIn(app).map((alarm) => [alarm.logicalId, alarm.name.replace('prd-rl-bank-', '')]));
  return textOf(alarmNamed(app, `prd-rl-bank-${name}`).properties.AlarmRule).replace(/"<(\w+)\.Arn>"/g, (_, id) =>
    ids.get(id)!,
  );
};

describe('an API', () => {
  const { app, stack, sources } = bankIn();
  observe(stack, sources);

  test('calls by one composite a severity, and not while nobody answers anyway', () => {
    expect(ruleOf(app, 'api-ServerErrorsOrLatency')).toBe(
      '((ALARM(api-ServerErrors) OR ALARM(api-Latency)) AND (NOT (ALARM(api-NoHealthyTarget))))',
    );
    expect(ruleOf(app, 'api-TasksMissingOrCpuHighOrMemoryHigh')).toBe(
      '((ALARM(api-TasksMissing) OR ALARM(api-CpuHigh) OR ALARM(api-MemoryHigh)) AND (NOT (ALARM(api-NoHealthyTarget))))',
    );
  });

  test.each(['ServerErrorsOrLatency', 'TasksMissingOrCpuHighOrMemoryHigh'])(
    'is quiet after deployments begin: %s',
    (name) => {
      const { properties } = alarmNamed(app, `prd-rl-bank-api-${name}`);
      const quiet = alarmNamed(app, 'prd-rl-bank-api-Quiet');

      expect(properties).toMatchObject({
        ActionsSuppressor: { 'Fn::GetAtt': [quiet.logicalId, 'Arn'] },
        ...{ ActionsSuppressorWaitPeriod: 120, ActionsSuppressorExtensionPeriod: 60 },
      });
    },
  );

  test('is quiet for 15 minutes by default, since a deployment began', () => {
    const { properties } = alarmNamed(app, 'prd-rl-bank-api-Quiet');

    const [filled, begun] = properties.Metrics;

    expect(properties).toMatchObject({
      ...{ EvaluationPeriods: 15, DatapointsToAlarm: 1, Threshold: 0, ComparisonOperator: 'GreaterThanThreshold' },
      TreatMissingData: 'notBreaching',
    });
    expect(filled).toMatchObject({ Expression: 'FILL(begun, 0)', ReturnData: true });
    expect(begun.MetricStat).toMatchObject({
      Metric: {
        ...{ Namespace: 'AWS/Events', MetricName: 'TriggeredRules' },
        Dimensions: [{ Value: { 'Fn::GetStackOutput': { OutputName: expect.stringMatching(/^RuleName/) } } }],
      },
      ...{ Period: 60, Stat: 'Sum' },
    });
    expect(properties.AlarmDescription).toBe(
      'On for 15 minutes after something began that makes noise: it calls nobody, and keeps others from calling.',
    );
    expect(properties).not.toHaveProperty('AlarmActions');
  });

  test.each(['DeploymentFailed', 'NoHealthyTarget'])('is never quiet about %s', (id) => {
    const { properties, calls } = alarmNamed(app, `prd-rl-bank-api-${id}`);

    expect(calls).toBe(true);
    expect(properties).not.toHaveProperty('ActionsSuppressor');
  });
});

test('as long as the team says it is quiet', () => {
  const mutedAfter = began.with({ period: Duration.minutes(5) });
  const app = appWith([definitionOf({ id: 'A', mutedAfter }), definitionOf({ id: 'B', mutedAfter })], {
    deploymentQuiet: Duration.minutes(60),
  });
  const { EvaluationPeriods, Metrics } = alarmNamed(app, 'prd-rl-bank-queue-Quiet').properties;

  expect([EvaluationPeriods, Metrics[1].MetricStat.Period]).toEqual([60, 60]);
});

test('what is only muted is under a composite without a cause', () => {
  const app = appWith([definitionOf({ id: 'A', mutedAfter: began }), definitionOf({ id: 'B', mutedAfter: began })]);

  expect(namesIn(app).sort()).toEqual(['A', 'AOrB', 'B', 'Quiet']);
  expect(ruleOf(app, 'queue-AOrB')).toBe('(ALARM(queue-A) OR ALARM(queue-B))');
});

test('what is only explained is under a composite without a suppressor, quiet for each of its causes', () => {
  const explained = ['C', 'D'].map((id) => definitionOf({ id, explainedBy: ['A', 'B'] }));
  const app = appWith([definitionOf({ id: 'A' }), definitionOf({ id: 'B' }), ...explained]);

  expect(namesIn(app)).toEqual(['A', 'B', 'C', 'D', 'COrD']);
  expect(ruleOf(app, 'queue-COrD')).toBe(
    '((ALARM(queue-C) OR ALARM(queue-D)) AND (NOT (ALARM(queue-A))) AND (NOT (ALARM(queue-B))))',
  );
  expect(alarmNamed(app, 'prd-rl-bank-queue-COrD').properties).not.toHaveProperty('ActionsSuppressor');
});

test('what is quiet at other times, or calls as loud as others do not, has a composite of its own', () => {
  const pairs: Array<Partial<AlarmDefinition>> = [
    { mutedAfter: began, explainedBy: ['Down', 'Full'] },
    { mutedAfter: began },
    { mutedAfter: metricOf('Moved'), explainedBy: ['Down'] },
    { mutedAfter: began, explainedBy: ['Full', 'Down'], severity: AlarmSeverity.TICKET },
  ];
  const ones = pairs.map((props, index) => definitionOf({ ...props, id: `A${index}` }));
  const others = pairs.map((props, index) => {
    return definitionOf({
      ...props,
      explainedBy: props.explainedBy && [...props.explainedBy].reverse(),
      id: `B${index}`,
    });
  });
  const app = appWith([definitionOf({ id: 'Down' }), definitionOf({ id: 'Full' }), ...ones, ...others]);

  expect(namesIn(app).slice(10).sort()).toEqual(['A0OrB0', 'A1OrB1', 'A2OrB2', 'A3OrB3', 'Quiet', 'Quiet2']);
  expect(unroutedIn(alarmsIn(app))).toEqual([]);
});

test('a rule takes 25 alarms, the next one the others, and a name that would be too long says how many', () => {
  const alarms = Array.from({ length: 45 }, (_, index) => definitionOf({ id: `Queue${index}`, mutedAfter: began }));
  const app = appWith(alarms);
  const made = alarmsIn(app).filter(({ properties }) => properties.AlarmRule);

  expect(made.map(({ name }) => name)).toEqual([
    'prd-rl-bank-queue-Queue0Or24Others',
    expect.stringMatching(/^prd-rl-bank-queue-Queue25Or(19Others|Queue26Or.*)$/),
  ]);
  expect(unroutedIn(alarmsIn(app))).toEqual([]);
});
