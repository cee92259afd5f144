import { Duration, Stack } from 'aws-cdk-lib';
import { IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmDefinition, AlarmSeverity } from '../../../../src/core';
import { Runbook } from '../../../../src/observability';
import { alarmProblems } from '../../../../src/observability/private/alarms/alarm-problems';
import { EDGE, newApp, workloadStack } from '../../../support/cloud';
import {
  ANY_RUNBOOK,
  countOf,
  definitionOf,
  messageOf,
  metricOf,
  queueApp,
  toldOf,
  sourceOf,
} from '../../../support/observability';

type Props = Partial<AlarmDefinition>;

const OF_QUEUE = 'sources.queue.alarmDefinitions.QueueTooLong';
const { PAGE, TICKET } = AlarmSeverity;
const HOME = workloadStack();

const problemsOf = (alarms: AlarmDefinition[], runbook = ANY_RUNBOOK, stack: Stack = HOME) => {
  return toldOf(alarmProblems(sourceOf(stack, { alarms }), runbook));
};

const elsewhere = metricOf('Length', 'us-east-1');
const sumWith = (metric: IMetric) => {
  return new MathExpression({ expression: 'a + b', usingMetrics: { a: metricOf(), b: metric } });
};
const inner = (sum: IMetric) => new MathExpression({ expression: '2 * sum', usingMetrics: { sum } });

/** Two services have their metrics in one region, whether a metric says so or not. */
const ONE_REGION = ['AWS/CloudFront', 'AWS/Route53'].map((namespace) => {
  return new Metric({ namespace, metricName: 'Requests', period: Duration.minutes(1) });
});

const byTheMinutes = (minutes: number) => metricOf().with({ period: Duration.minutes(minutes) });
const countedAs = (statistic: string): Props => ({ suppressedAfter: metricOf().with({ statistic }) });

test.each<[code: string, sentence: string, ...cases: Props[]]>([
  [
    'severity',
    `'${OF_QUEUE}.severity' is "LOUD", but must be a severity that is routed: use one of PAGE, TICKET`,
    { severity: 'LOUD' as AlarmSeverity },
  ],
  [
    'alarm-id',
    `'sources.queue.alarmDefinitions.Too long.id' is "Too long", but must be 1 to 100 letters, digits and hyphens, because it is part of the name of the alarm: choose a name in PascalCase, such as QueueTooLong`,
    { id: 'Too long' },
  ],
  [
    'metric-elsewhere',
    `'${OF_QUEUE}.region' is "ap-southeast-1", but must be us-east-1, the region of the metric: an alarm in another region never fires: give the definition \`region: 'us-east-1'\``,
    ...[elsewhere, sumWith(elsewhere), inner(sumWith(elsewhere))].map((metric) => ({ metric })),
    { suppressedAfter: countOf('Began', 'us-east-1') },
    ...ONE_REGION.flatMap((metric): Props[] => [
      ...[{ metric }, { metric: sumWith(metric) }, { metric: inner(sumWith(metric)) }],
      ...[
        { metric: metric.with({ region: 'ap-southeast-1' }) },
        { suppressedAfter: metric.with({ statistic: 'Sum' }) },
      ],
    ]),
  ],
  ...['Average', 'Minimum', 'Maximum', 'p99', 'tm90'].map((statistic): [string, string, string, Props] => [
    'muted-without-end',
    `'${OF_QUEUE}.suppressedAfter' is "${statistic}", but must be a metric that counts events, because a measured value never falls back to 0 and would suppress for good: pass a metric with the statistic 'Sum'`,
    countedAs(statistic),
  ]),
  [
    'symptom-too-long',
    `'${OF_QUEUE}.symptom' is "${'s'.repeat(525)}", but must be up to 524 characters, which leaves room for links in the description, and has 525: describe in one sentence what users notice, and move the rest to the runbook`,
    { symptom: 's'.repeat(525) },
  ],
  [
    'period',
    `'${OF_QUEUE}.metric.period' is 5, but must be 10, 20 or 30 seconds, or whole minutes: use one of these`,
    { metric: metricOf().with({ period: Duration.seconds(5) }) },
  ],
  [
    'evaluation-periods',
    `'${OF_QUEUE}.evaluationPeriods' is 0, but must be a whole number, at least 1: pass 1 or more`,
    { evaluationPeriods: 0 },
  ],
  [
    'window',
    `'${OF_QUEUE}.evaluationPeriods' is 1441, but CloudWatch evaluates at most one day with periods of 60 seconds: pass 1440 or fewer`,
    { evaluationPeriods: 1441 },
  ],
  [
    'window',
    `'${OF_QUEUE}.evaluationPeriods' is 169, but CloudWatch evaluates at most seven days with periods of 3600 seconds: pass 168 or fewer`,
    { metric: byTheMinutes(60), evaluationPeriods: 169 },
  ],
  [
    'datapoints',
    `'${OF_QUEUE}.datapointsToAlarm' is 4, but must be at least 1 and at most the 3 evaluation periods: pass a number from 1 to 3`,
    { evaluationPeriods: 3, datapointsToAlarm: 4 },
  ],
  ...['Other', 'QueueTooLong'].map((cause): [string, string, Props] => [
    'unknown-cause',
    `'${OF_QUEUE}.suppressedBy' is "${cause}", but must be the id of another alarm of the source: use one of QueueTooLong`,
    { suppressedBy: [cause] },
  ]),
])('%s: `%s` refuses %j', (code, prop, value, ...cases) => {
  const place = code === 'alarm-id' ? 'sources.queue.alarmDefinitions.Too long' : OF_QUEUE;

  expect(cases.map((props) => problemsOf([definitionOf(props)]))).toEqual(
    cases.map(() => [[`observability/${code}`, `${place}.${prop}`, value]]),
  );
});

test('a heading that the runbook lacks is refused', () => {
  expect(problemsOf([definitionOf()], Runbook.fromLibrary())).toEqual([
    `'${OF_QUEUE}.runbookAnchor' is "queue-too-long", but must be the anchor of a heading in the runbook https://github.com/rl-bank/rl-bank-constructs/blob/main/docs/runbook.md: add the heading, or pass a 'runbook' that has it [observability/no-runbook]`,
  ]);
});

test('two alarms of one id are refused, each of them, by the observer', () => {
  const line = `- '${OF_QUEUE}.id' is "QueueTooLong", but must be unique among the alarms of a source: choose another id for one of the two`;

  expect(() => queueApp({ alarms: [definitionOf(), definitionOf()] })).toThrowProblems(
    [problem, problem],
    'Web/Observability',
  );
});

describe('what explains an alarm', () => {
  const explained = (cause: Props, props: Props = {}) => {
    return problemsOf([
      definitionOf({ ...props, suppressedBy: ['Down'] }),
      definitionOf({ region: props.region, ...cause, id: 'Down' }),
    ]);
  };

  test.each<[code: string, reason: string, cause: Props]>([
    [
      'cause-elsewhere',
      'cannot be an alarm of another region, because a composite alarm is regional: leave it out',
      { region: 'us-east-1', metric: elsewhere },
    ],
    [
      'quieter-cause',
      'cannot be a ticket, because it would suppress a page: remove it, or make it a page',
      { severity: TICKET },
    ],
  ])('is refused as %s: %s', (code, reason, cause) => {
    expect(explained(cause)).toEqual([`'${OF_QUEUE}.suppressedBy' is "Down", but ${reason} [observability/${code}]`]);
  });

  test.each<[cause: Props, props: Props]>([
    [{ region: undefined }, { region: 'ap-southeast-1' }],
    [{ region: 'ap-southeast-1' }, { region: undefined }],
    [{ severity: PAGE }, { severity: TICKET }],
    [{ severity: TICKET }, { severity: TICKET }],
  ])('may be %j for one with %j: in its region by name or not, as loud or louder', (cause, props) => {
    expect(explained(cause, props)).toEqual([]);
  });

  test.each<[what: string, causes: Record<string, string[]>, ids: string[]]>([
    ['of two', { A: ['B'], B: ['A'] }, ['A', 'B']],
    ['of four', { A: ['B'], B: ['C'], C: ['D'], D: ['A'] }, ['A', 'B', 'C', 'D']],
    ['that others only lead to, and only there', { A: ['B'], B: ['C'], C: ['B'] }, ['B', 'C']],
    ['that is none, though all explain in turn', { A: ['B', 'C'], B: ['C'], C: [] }, []],
  ])('is refused in a circle %s', (_, causes, ids) => {
    const alarms = Object.entries(causes).map(([id, suppressedBy]) => definitionOf({ id, suppressedBy }));

    expect(problemsOf(alarms)).toEqual(
      ids.map((id) => {
        return `'sources.queue.alarmDefinitions.${id}.suppressedBy' is "${causes[id]}", but cannot be suppressed by ${id} itself: with both in ALARM, neither would notify: remove one of the two [observability/explained-in-a-circle]`;
      }),
    );
  });
});

test.each<Props>([
  { metric: metricOf().with({ period: Duration.seconds(10) }), evaluationPeriods: 8640 },
  { metric: metricOf().with({ period: Duration.seconds(30) }) },
  { evaluationPeriods: 1440, datapointsToAlarm: 1440 },
  { metric: byTheMinutes(60), evaluationPeriods: 168 },
  { metric: byTheMinutes(1440), evaluationPeriods: 7 },
  { symptom: 's'.repeat(524) },
  { metric: elsewhere, suppressedAfter: countOf('Began', 'us-east-1'), region: 'us-east-1' },
  ...ONE_REGION.map((metric) => ({ metric, suppressedAfter: metric.with({ statistic: 'Sum' }), region: 'us-east-1' })),
  ...ONE_REGION.map((metric) => ({ metric: metric.with({ region: 'us-east-1' }), region: 'us-east-1' })),
  { metric: new Metric({ namespace: 'AWS/CloudFrontOfOurs', metricName: 'Requests' }) },
  ...['Sum', 'sum', 'SampleCount', 'n'].map(countedAs),
  { suppressedAfter: sumWith(countOf()) },
  { metric: sumWith(metricOf('Length', 'ap-southeast-1')), suppressedAfter: countOf('Began', 'ap-southeast-1') },
])('what CloudWatch takes is taken: %j', (props) => {
  expect(problemsOf([definitionOf(props)])).toEqual([]);
});

test('a metric that says where it is needs no region where the source is there', () => {
  const edge = new Stack(newApp(), 'Edge', { env: EDGE });

  expect(problemsOf([definitionOf({ metric: elsewhere })], ANY_RUNBOOK, edge)).toEqual([]);
});
