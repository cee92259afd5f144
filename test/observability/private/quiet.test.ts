import { Duration } from 'aws-cdk-lib';
import { AlarmDefinition, AlarmSeverity } from '../../../src/core';
import { BankObservabilityProps } from '../../../src/observability';
import { newApp, workloadStack } from '../../support/cloud';
import {
  alarmNamed,
  alarmsIn,
  bankIn,
  countOf,
  definitionOf,
  messageOf,
  observe,
  Queue,
  textOf,
  unroutedIn,
} from '../../support/observability';

const began = countOf();
const NOISY = ['ServerErrors', 'Latency', 'TasksMissing', 'CpuHigh', 'MemoryHigh'];

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
  const composites = alarmsIn(app).filter(({ properties }) => properties.AlarmRule);

  test('calls by one composite for each alarm that is noise at times, and by no other', () => {
    expect(composites.map(({ name }) => name)).toEqual(NOISY.map((id) => `prd-rl-bank-api-${id}-Call`));
  });

  test.each(NOISY)('calls for %s alone, as loud as it, and not while nobody answers anyway', (id) => {
    const { properties, calls } = alarmNamed(app, `prd-rl-bank-api-${id}-Call`);
    const severity = ['ServerErrors', 'Latency'].includes(id) ? 'Page' : 'Ticket';

    expect(ruleOf(app, `api-${id}-Call`)).toBe(`(ALARM(api-${id}) AND (NOT (ALARM(api-NoHealthyTarget))))`);
    expect(properties.AlarmActions).toEqual([{ Ref: expect.stringMatching(new RegExp(`Watch${severity}\\w{8}$`)) }]);
    expect(calls).toBe(true);
  });

  test.each(NOISY)('tells of %s what the alarm itself tells', (id) => {
    const [one, other] = [id, `${id}-Call`].map((it) => alarmNamed(app, `prd-rl-bank-api-${it}`).properties);

    expect(other.AlarmDescription).toBe(one.AlarmDescription);
    expect(other.AlarmDescription).toContain(`alarm/prd-rl-bank-api-${id}\n`);
  });

  test.each(NOISY)('is quiet about %s after deployments begin, by the one alarm that all of them share', (id) => {
    const { properties } = alarmNamed(app, `prd-rl-bank-api-${id}-Call`);
    const quiet = alarmNamed(app, 'prd-rl-bank-api-Quiet');

    expect(properties).toMatchObject({
      ActionsSuppressor: { 'Fn::GetAtt': [quiet.logicalId, 'Arn'] },
      ...{ ActionsSuppressorWaitPeriod: 120, ActionsSuppressorExtensionPeriod: 60 },
    });
  });

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

const BUT_DOWN = '(ALARM(queue-Late) AND (NOT (ALARM(queue-Down))))';
const BUT_BOTH = '(ALARM(queue-Late) AND (NOT (ALARM(queue-Down))) AND (NOT (ALARM(queue-Full))))';

test.each<[what: string, props: Partial<AlarmDefinition>, rule: string, others: string[]]>([
  ['muted', { mutedAfter: began }, 'ALARM(queue-Late)', ['Quiet']],
  ['explained', { explainedBy: ['Down'] }, BUT_DOWN, []],
  ['explained by two', { explainedBy: ['Down', 'Full'] }, BUT_BOTH, []],
  ['muted and explained', { mutedAfter: began, explainedBy: ['Down'] }, BUT_DOWN, ['Quiet']],
])('an alarm that is %s has a composite, which calls in its place', (_, props, rule, others) => {
  const app = appWith([
    definitionOf({ id: 'Down' }),
    definitionOf({ id: 'Full' }),
    definitionOf({ ...props, id: 'Late' }),
  ]);
  const { properties, calls } = alarmNamed(app, 'prd-rl-bank-queue-Late-Call');

  expect(namesIn(app).sort()).toEqual(['Down', 'Full', 'Late', 'Late-Call', ...others]);
  expect(ruleOf(app, 'queue-Late-Call')).toBe(rule);
  expect([calls, 'ActionsSuppressor' in properties]).toEqual([true, others.length > 0]);
  expect(alarmNamed(app, 'prd-rl-bank-queue-Late').properties).not.toHaveProperty('AlarmActions');
  expect(unroutedIn(alarmsIn(app))).toEqual([]);
});

test('without a suppressor nothing waits', () => {
  const app = appWith([definitionOf({ id: 'Down' }), definitionOf({ id: 'Late', explainedBy: ['Down'] })]);

  expect(Object.keys(alarmNamed(app, 'prd-rl-bank-queue-Late-Call').properties).sort()).toEqual([
    ...['AlarmActions', 'AlarmDescription', 'AlarmName', 'AlarmRule'],
  ]);
});

test('alarms that are alike in everything have a composite each: one of several calls once, and then no more', () => {
  const ids = Array.from({ length: 30 }, (_, index) => `A${index}`);
  const app = appWith(ids.map((id) => definitionOf({ id, mutedAfter: began })));

  expect(namesIn(app).sort()).toEqual([...ids, ...ids.map((id) => `${id}-Call`), 'Quiet'].sort());
  expect(ids.map((id) => ruleOf(app, `queue-${id}-Call`))).toEqual(ids.map((id) => `ALARM(queue-${id})`));
});

describe('what keeps others quiet is one for each metric', () => {
  const suppressorsOf = (alarms: AlarmDefinition[]) => {
    const app = appWith(alarms);
    const names = new Map(
      alarmsIn(app).map(({ logicalId, name }) => [logicalId, name.replace('prd-rl-bank-queue-', '')]),
    );
    return alarms.map(({ id }) => {
      const { ActionsSuppressor } = alarmNamed(app, `prd-rl-bank-queue-${id}-Call`).properties;
      return names.get(ActionsSuppressor['Fn::GetAtt'][0]);
    });
  };

  test('the same object is shared, whatever the severity and whatever explains them', () => {
    const loud = definitionOf({ id: 'A', mutedAfter: began });
    const moved = definitionOf({ id: 'B', mutedAfter: countOf('Moved') });
    const explained = definitionOf({ id: 'C', mutedAfter: began, explainedBy: ['A'], severity: AlarmSeverity.TICKET });

    expect(suppressorsOf([loud, moved, explained])).toEqual(['Quiet', 'Quiet2', 'Quiet']);
  });

  test('two objects are two, though they look alike', () => {
    expect(suppressorsOf(['A', 'B'].map((id) => definitionOf({ id, mutedAfter: countOf() })))).toEqual([
      ...['Quiet', 'Quiet2'],
    ]);
  });
});

test('an alarm whose name is that of the composite of another one is refused', () => {
  const message = messageOf(() =>
    appWith([definitionOf({ id: 'A', mutedAfter: began }), definitionOf({ id: 'A-Call' })]),
  );

  expect(message).toBe(
    `'namePrefix' is "prd-rl-bank-queue-A-Call", but Web/Observability makes an alarm of that name in the same region: give the system another 'namePrefix', or the source another name in 'sources' [observability/alarm-name-taken at Web/Observability]`,
  );
});

test('the longest names that may be given make a name that CloudWatch takes', () => {
  const app = newApp();
  const stack = workloadStack(app);
  const [prefix, source, id] = (
    [
      ['p', 50],
      ['s', 50],
      ['a', 100],
    ] as const
  ).map(([letter, count]) => letter.repeat(count));
  const queue = new Queue(stack, 'Queue', { alarms: [definitionOf({ id, mutedAfter: began })] });
  observe(stack, { [source]: queue }, { namePrefix: prefix });

  expect(alarmsIn(app).map(({ name }) => name)).toContain(`${prefix}-${source}-${id}-Call`);
  alarmsIn(app).forEach(({ name }) => expect(name.length).toBeLessThanOrEqual(255));
});
