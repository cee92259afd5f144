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
  watchedOf,
} from '../../../support/observability';

type Props = Partial<AlarmDefinition>;

const OF_QUEUE = 'sources.queue.alarmDefinitions.QueueTooLong';
const { PAGE, TICKET } = AlarmSeverity;
const HOME = workloadStack();

const problemsOf = (alarms: AlarmDefinition[], runbook = ANY_RUNBOOK, stack: Stack = HOME) => {
  return toldOf(alarmProblems(watchedOf(stack, { alarms }), runbook));
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
    `'${OF_QUEUE}.severity' is "LOUD", but nothing routes an alarm of that severity: take one of PAGE, TICKET`,
    { severity: 'LOUD' as AlarmSeverity },
  ],
  [
    'alarm-id',
    `'sources.queue.alarmDefinitions.Too long.id' is "Too long", but the name of an alarm ends in it: 1 to 100 letters, digits and hyphens: name the alarm in PascalCase, such as QueueTooLong`,
    { id: 'Too long' },
  ],
  [
    'metric-elsewhere',
    `'${OF_QUEUE}.region' is "ap-southeast-1", but a metric that it looks at is in us-east-1, and an alarm elsewhere never fires: give the definition \`region: 'us-east-1'\``,
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
  ...['Average', 'Minimum', 'Maximum', 'p99', 'tm90'].map((statistic): [string, string, Props] => [
    'muted-without-end',
    `'${OF_QUEUE}.suppressedAfter' is "${statistic}", but it mutes while it is above 0, and what is measured and not counted is above 0 for good: pass a metric that counts, with the statistic 'Sum'`,
    countedAs(statistic),
  ]),
  [
    'symptom-too-long',
    `'${OF_QUEUE}.symptom' is "${'s'.repeat(525)}", but with its links it has to fit into 1024 characters: 524 are left, and it has 525: say in one sentence what users feel, and the rest in the runbook`,
    { symptom: 's'.repeat(525) },
  ],
  [
    'period',
    `'${OF_QUEUE}.metric.period' is 5, but CloudWatch takes 10, 20 and 30 seconds, and whole minutes: take one of these`,
    { metric: metricOf().with({ period: Duration.seconds(5) }) },
  ],
  [
    'evaluation-periods',
    `'${OF_QUEUE}.evaluationPeriods' is 0, but CloudWatch looks at whole periods, one at least: take 1 or more`,
    { evaluationPeriods: 0 },
  ],
  [
    'window',
    `'${OF_QUEUE}.evaluationPeriods' is 1441, but with periods of 60 seconds CloudWatch looks back one day at most: take 1440 or fewer`,
    { evaluationPeriods: 1441 },
  ],
  [
    'window',
    `'${OF_QUEUE}.evaluationPeriods' is 169, but with periods of 3600 seconds CloudWatch looks back seven days at most: take 168 or fewer`,
    { metric: byTheMinutes(60), evaluationPeriods: 169 },
  ],
  [
    'datapoints',
    `'${OF_QUEUE}.datapointsToAlarm' is 4, but it is one at least, and not more than the 3 periods that are looked at: take a number from 1 to 3`,
    { evaluationPeriods: 3, datapointsToAlarm: 4 },
  ],
  ...['Other', 'QueueTooLong'].map((cause): [string, string, Props] => [
    'unknown-cause',
    `'${OF_QUEUE}.suppressedBy' is "${cause}", but it is none of the other alarms of the source: take some of QueueTooLong`,
    { suppressedBy: [cause] },
  ]),
])('%s is refused: %s', (code, sentence, ...cases) => {
  expect(cases.map((props) => problemsOf([definitionOf(props)]))).toEqual(
    cases.map(() => [`${sentence} [observability/${code}]`]),
  );
});

test('a heading that the runbook lacks is refused', () => {
  expect(problemsOf([definitionOf()], Runbook.fromLibrary())).toEqual([
    `'${OF_QUEUE}.runbookAnchor' is "queue-too-long", but the runbook https://github.com/rl-bank/rl-bank-constructs/blob/main/docs/runbook.md has no heading with that anchor: write the heading, or pass 'runbook' with a runbook of your own that has it [observability/no-runbook]`,
  ]);
});

test('two alarms of one id are refused, each of them, by the observer', () => {
  const line = `- '${OF_QUEUE}.id' is "QueueTooLong", but two alarms of one source have that id, and would have one name: give one of them another id`;

  expect(messageOf(() => queueApp({ alarms: [definitionOf(), definitionOf()] }))).toBe(
    `2 problems [observability/alarm-twice at Web/Observability]:\n${line}\n${line}`,
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
      'it is made in another region, and an alarm cannot look there: leave it out',
      { region: 'us-east-1', metric: elsewhere },
    ],
    [
      'quieter-cause',
      'it is a ticket, and would keep a page from waking somebody: leave it out, or make it a page',
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
        return `'sources.queue.alarmDefinitions.${id}.suppressedBy' is "${causes[id]}", but it is itself explained by ${id}: with both on, neither would call: leave one of the two out [observability/explained-in-a-circle]`;
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
