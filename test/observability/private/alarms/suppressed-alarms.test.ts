import { Duration } from 'aws-cdk-lib';
import { AlarmDefinition, AlarmSeverity } from '../../../../src/core';
import {
  alarmNamed,
  alarmsIn,
  countOf,
  definitionOf,
  observedBank,
  queueApp,
  textOf,
  unroutedIn,
} from '../../../support/observability';

type App = ReturnType<typeof queueApp>['app'];

const began = countOf();

/** Names by logical ids, without what all names begin with. */
const namesIn = (app: App) => new Map(alarmsIn(app).map((it) => [it.logicalId, it.name.replace('prd-rl-bank-', '')]));

/** A rule, with names in place of ids. */
const ruleOf = (app: App, name: string) => {
  const rule = textOf(alarmNamed(app, name).properties.AlarmRule);
  return rule.replace(/"<(\w+)\.Arn>"/g, (_, id) => namesIn(app).get(id)!);
};

/** The alarm that keeps another one quiet. */
const suppressorOf = (app: App, name: string) => {
  return namesIn(app).get(alarmNamed(app, name).properties.ActionsSuppressor?.['Fn::GetAtt'][0]);
};

describe('an API', () => {
  const { app, made } = observedBank();
  const noisy = ['ServerErrors', 'Latency', 'TasksMissing', 'CpuHigh', 'MemoryHigh'];

  test('calls by one composite for each alarm that is noise at times, and by no other', () => {
    const composites = made.filter(({ properties }) => properties.AlarmRule);

    expect(composites.map(({ name }) => name)).toEqual(noisy.map((id) => `prd-rl-bank-api-${id}-Call`));
  });

  test.each(noisy)('calls for %s as loud as it, not while nobody answers anyway, nor after deployments begin', (id) => {
    const { properties, calls } = alarmNamed(app, `api-${id}-Call`);
    const severity = ['ServerErrors', 'Latency'].includes(id) ? 'Page' : 'Ticket';

    expect(ruleOf(app, `api-${id}-Call`)).toBe(`(ALARM(api-${id}) AND (NOT (ALARM(api-NoHealthyTarget))))`);
    expect(properties.AlarmActions).toEqual([{ Ref: expect.stringMatching(new RegExp(`Watch${severity}\\w{8}$`)) }]);
    expect(calls).toBe(true);
    expect(properties.AlarmDescription).toBe(alarmNamed(app, `api-${id}`).properties.AlarmDescription);
    expect(properties.AlarmDescription).toContain(`alarm/prd-rl-bank-api-${id}\n`);
    expect(properties).toMatchObject({ ActionsSuppressorWaitPeriod: 120, ActionsSuppressorExtensionPeriod: 60 });
    expect(suppressorOf(app, `api-${id}-Call`)).toBe('api-Quiet');
  });

  test('is quiet for 15 minutes by default, since a deployment began', () => {
    const { properties } = alarmNamed(app, 'api-Quiet');
    const [filled, begun] = properties.Metrics;

    expect(properties).toMatchObject({
      ...{ EvaluationPeriods: 15, DatapointsToAlarm: 1, Threshold: 0, ComparisonOperator: 'GreaterThanThreshold' },
      TreatMissingData: 'notBreaching',
    });
    expect(filled).toMatchObject({ Expression: 'FILL(begun, 0)', ReturnData: true });
    expect(begun.MetricStat).toMatchObject({
      Metric: { Namespace: 'Deployments/prd-rl-bank-api', MetricName: 'StartedDeployments' },
      ...{ Period: 60, Stat: 'Sum' },
    });
    expect(properties.AlarmDescription).toBe(
      'On for 15 minutes after an event that makes other alarms noisy, such as a deployment: does not notify, and suppresses the notifications of those.',
    );
    expect(properties).not.toHaveProperty('AlarmActions');
  });

  test.each(['DeploymentFailed', 'NoHealthyTarget'])('is never quiet about %s', (id) => {
    const { properties, calls } = alarmNamed(app, `api-${id}`);

    expect(calls).toBe(true);
    expect(properties).not.toHaveProperty('ActionsSuppressor');
  });
});

describe('an alarm that is muted or explained has a composite, which calls in its place', () => {
  const alarms: AlarmDefinition[] = [
    ...[definitionOf({ id: 'Down' }), definitionOf({ id: 'Full' })],
    definitionOf({ id: 'Muted', suppressedAfter: began, severity: AlarmSeverity.TICKET }),
    definitionOf({ id: 'Explained', suppressedBy: ['Down'] }),
    definitionOf({ id: 'ByTwo', suppressedBy: ['Down', 'Full'] }),
    definitionOf({ id: 'Both', suppressedAfter: began, suppressedBy: ['Down'] }),
    definitionOf({ id: 'Moved', suppressedAfter: countOf().with({ period: Duration.minutes(5) }) }), // looks like the other
  ];
  const { app } = queueApp({ alarms }, { deploymentQuietPeriod: Duration.minutes(60) });

  test.each<[id: string, rule: string, suppressor: string | undefined]>([
    ['Muted', 'ALARM(queue-Muted)', 'queue-Quiet'],
    ['Explained', '(ALARM(queue-Explained) AND (NOT (ALARM(queue-Down))))', undefined],
    ['ByTwo', '(ALARM(queue-ByTwo) AND (NOT (ALARM(queue-Down))) AND (NOT (ALARM(queue-Full))))', undefined],
    ['Both', '(ALARM(queue-Both) AND (NOT (ALARM(queue-Down))))', 'queue-Quiet'],
    ['Moved', 'ALARM(queue-Moved)', 'queue-Quiet2'],
  ])('%s: %s, kept quiet by %s: one for each metric', (id, rule, suppressor) => {
    const { properties, calls } = alarmNamed(app, `queue-${id}-Call`);
    const suppression = Object.keys(properties).filter((key) => key.startsWith('ActionsSuppressor'));

    expect(ruleOf(app, `queue-${id}-Call`)).toBe(rule);
    expect([calls, suppressorOf(app, `queue-${id}-Call`)]).toEqual([true, suppressor]);
    expect(suppression).toHaveLength(suppressor ? 3 : 0); // without one nothing waits
    expect(alarmNamed(app, `queue-${id}`).properties).not.toHaveProperty('AlarmActions');
  });

  test('and there is no other, none of several alarms: one of several calls once, and then no more', () => {
    const composites = alarms.slice(2).map(({ id }) => `queue-${id}-Call`);
    const names = [...alarms.map(({ id }) => `queue-${id}`), ...composites, 'queue-Quiet', 'queue-Quiet2'];

    expect([...namesIn(app).values()].filter((name) => name.startsWith('queue-')).sort()).toEqual(names.sort());
    expect(unroutedIn(alarmsIn(app))).toEqual([]);
  });

  test('as long as the team says it is quiet, by the minute', () => {
    const { EvaluationPeriods, Metrics } = alarmNamed(app, 'queue-Quiet2').properties;

    expect([EvaluationPeriods, Metrics[1].MetricStat.Period]).toEqual([60, 60]);
  });
});

describe('an alarm that notifies only with others has a composite, which notifies while all are in ALARM', () => {
  const alarms: AlarmDefinition[] = [
    definitionOf({ id: 'Hour', onlyWith: ['Minutes'], notifyOnRecovery: true }),
    definitionOf({ id: 'Minutes', actionsEnabled: false }),
    definitionOf({ id: 'Days', onlyWith: ['Hour', 'Minutes'], suppressedBy: ['Down'], suppressedAfter: began }),
    definitionOf({ id: 'Slow', suppressedBy: ['Hour', 'Down'] }),
    definitionOf({ id: 'Down' }),
  ];
  const { app } = queueApp({ alarms });
  const hour = '(ALARM(queue-Hour) AND ALARM(queue-Minutes))';

  test.each<[id: string, rule: string, suppressor: string | undefined]>([
    ['Hour', hour, undefined],
    [
      'Days',
      '(ALARM(queue-Days) AND ALARM(queue-Hour) AND ALARM(queue-Minutes) AND (NOT (ALARM(queue-Down))))',
      'queue-Quiet',
    ],
    // Hour alone notifies of nothing, and must not suppress another alarm.
    ['Slow', `(ALARM(queue-Slow) AND (NOT (${hour})) AND (NOT (ALARM(queue-Down))))`, undefined],
  ])('%s: %s, suppressed after events by %s', (id, rule, suppressor) => {
    expect(ruleOf(app, `queue-${id}-Call`)).toBe(rule);
    expect([alarmNamed(app, `queue-${id}-Call`).calls, suppressorOf(app, `queue-${id}-Call`)]).toEqual([
      true,
      suppressor,
    ]);
    expect(alarmNamed(app, `queue-${id}`).properties).not.toHaveProperty('AlarmActions');
  });

  test('its recovery is notified', () => {
    const { AlarmActions, OKActions } = alarmNamed(app, 'queue-Hour-Call').properties;

    expect(OKActions).toEqual(AlarmActions);
  });

  test('an alarm with `actionsEnabled: false` is a condition alone: it has no action and no composite', () => {
    expect(alarmNamed(app, 'queue-Minutes').properties).not.toHaveProperty('AlarmActions');
    expect([...namesIn(app).values()]).not.toContain('queue-Minutes-Call');
    expect(unroutedIn(alarmsIn(app))).toEqual([]);
  });
});
