import { Duration, Stack } from 'aws-cdk-lib';
import { IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmDefinition, AlarmSeverity } from '../../../src/core';
import { Runbook } from '../../../src/observability';
import { alarmProblems } from '../../../src/observability/private/alarm-problems';
import { EDGE, newApp, workloadStack } from '../../support/cloud';
import {
  alarmsIn,
  ANY_RUNBOOK,
  countOf,
  definitionOf,
  messageOf,
  metricOf,
  observe,
  Queue,
  watchedOf,
} from '../../support/observability';

const OF_QUEUE = 'sources.queue.alarmDefinitions.QueueTooLong';
const { PAGE, TICKET } = AlarmSeverity;

const messageFor = (...alarms: AlarmDefinition[]) => {
  const stack = workloadStack();
  return messageOf(() => observe(stack, { queue: new Queue(stack, 'Queue', { alarms }) }));
};

const problemsOf = (...alarms: AlarmDefinition[]) => {
  return alarmProblems(watchedOf(workloadStack(), 'queue', { alarms }), ANY_RUNBOOK).filter((problem) => problem);
};

const elsewhere = metricOf('Length', 'us-east-1');
const sumWith = (metric: IMetric) => {
  return new MathExpression({ expression: 'a + b', usingMetrics: { a: metricOf(), b: metric } });
};
const inner = (sum: IMetric) => new MathExpression({ expression: '2 * sum', usingMetrics: { sum } });
const metricElsewhere = `'${OF_QUEUE}.region' is "ap-southeast-1", but a metric that it looks at is in us-east-1, and an alarm elsewhere never fires: give the definition \`region: 'us-east-1'\``;

/** Two services have their metrics in one region, whether a metric says so or not. */
const ONE_REGION = ['AWS/CloudFront', 'AWS/Route53'].map((namespace) => {
  return new Metric({ namespace, metricName: 'Requests', period: Duration.minutes(1) });
});

const byTheMinutes = (minutes: number) => metricOf().with({ period: Duration.minutes(minutes) });

test.each<[code: string, props: Partial<AlarmDefinition>, sentence: string]>([
  [
    'severity',
    { severity: 'LOUD' as AlarmSeverity },
    `'${OF_QUEUE}.severity' is "LOUD", but nothing routes an alarm of that severity: take one of PAGE, TICKET`,
  ],
  [
    'alarm-id',
    { id: 'Too long' },
    `'sources.queue.alarmDefinitions.Too long.id' is "Too long", but the name of an alarm ends in it: 1 to 100 letters, digits and hyphens: name the alarm in PascalCase, such as QueueTooLong`,
  ],
  ['metric-elsewhere', { metric: elsewhere }, metricElsewhere],
  ['metric-elsewhere', { metric: sumWith(elsewhere) }, metricElsewhere],
  ['metric-elsewhere', { metric: inner(sumWith(elsewhere)) }, metricElsewhere],
  ['metric-elsewhere', { mutedAfter: countOf('Began', 'us-east-1') }, metricElsewhere],
  ...ONE_REGION.flatMap((metric): Array<[string, Partial<AlarmDefinition>, string]> => [
    ['metric-elsewhere', { metric }, metricElsewhere],
    ['metric-elsewhere', { metric: sumWith(metric) }, metricElsewhere],
    ['metric-elsewhere', { metric: inner(sumWith(metric)) }, metricElsewhere],
    ['metric-elsewhere', { metric: metric.with({ region: 'ap-southeast-1' }) }, metricElsewhere],
    ['metric-elsewhere', { mutedAfter: metric.with({ statistic: 'Sum' }) }, metricElsewhere],
  ]),
  ...['Average', 'Minimum', 'Maximum', 'p99', 'tm90'].map((statistic): [string, Partial<AlarmDefinition>, string] => [
    ...(['muted-without-end', { mutedAfter: metricOf().with({ statistic }) }] as const),
    `'${OF_QUEUE}.mutedAfter' is "${statistic}", but it mutes while it is above 0, and what is measured and not counted is above 0 for good: pass a metric that counts, with the statistic 'Sum'`,
  ]),
  [
    'symptom-too-long',
    { symptom: 's'.repeat(525) },
    `'${OF_QUEUE}.symptom' is "${'s'.repeat(525)}", but with its links it has to fit into 1024 characters: 524 are left, and it has 525: say in one sentence what users feel, and the rest in the runbook`,
  ],
  [
    'period',
    { metric: metricOf().with({ period: Duration.seconds(5) }) },
    `'${OF_QUEUE}.metric.period' is 5, but CloudWatch takes 10, 20 and 30 seconds, and whole minutes: take one of these`,
  ],
  [
    'evaluation-periods',
    { evaluationPeriods: 0 },
    `'${OF_QUEUE}.evaluationPeriods' is 0, but CloudWatch looks at whole periods, one at least: take 1 or more`,
  ],
  [
    'window',
    { evaluationPeriods: 1441 },
    `'${OF_QUEUE}.evaluationPeriods' is 1441, but with periods of 60 seconds CloudWatch looks back one day at most: take 1440 or fewer`,
  ],
  [
    'window',
    { metric: byTheMinutes(60), evaluationPeriods: 169 },
    `'${OF_QUEUE}.evaluationPeriods' is 169, but with periods of 3600 seconds CloudWatch looks back seven days at most: take 168 or fewer`,
  ],
  [
    'datapoints',
    { evaluationPeriods: 3, datapointsToAlarm: 4 },
    `'${OF_QUEUE}.datapointsToAlarm' is 4, but it is one at least, and not more than the 3 periods that are looked at: take a number from 1 to 3`,
  ],
  [
    'unknown-cause',
    { explainedBy: ['Other'] },
    `'${OF_QUEUE}.explainedBy' is "Other", but it is none of the other alarms of the source: take some of QueueTooLong`,
  ],
  [
    'unknown-cause',
    { explainedBy: ['QueueTooLong'] },
    `'${OF_QUEUE}.explainedBy' is "QueueTooLong", but it is none of the other alarms of the source: take some of QueueTooLong`,
  ],
])('%s is refused: %j', (code, props, sentence) => {
  expect(messageFor(definitionOf(props))).toBe(`${sentence} [observability/${code} at Web/Observability]`);
});

test('a heading that the runbook lacks is refused', () => {
  const stack = workloadStack();
  const make = () => observe(stack, { queue: new Queue(stack) }, { runbook: Runbook.ofLibrary() });

  expect(make).toThrow(
    `'${OF_QUEUE}.runbookAnchor' is "queue-too-long", but the runbook https://github.com/rl-bank/rl-bank-constructs/blob/main/docs/runbook.md has no heading with that anchor: write the heading, or pass 'runbook' with a runbook of your own that has it [observability/no-runbook at Web/Observability]`,
  );
});

test('two alarms of one id are refused, each of them', () => {
  const line = `- '${OF_QUEUE}.id' is "QueueTooLong", but two alarms of one source have that id, and would have one name: give one of them another id`;

  expect(messageFor(definitionOf(), definitionOf())).toBe(
    `2 problems [observability/alarm-twice at Web/Observability]:\n${line}\n${line}`,
  );
});

describe('what explains an alarm', () => {
  test('is refused where it is made in another region', () => {
    const cause = definitionOf({ id: 'Down', region: 'us-east-1', metric: metricOf('Down', 'us-east-1') });

    expect(messageFor(definitionOf({ explainedBy: ['Down'] }), cause)).toBe(
      `'${OF_QUEUE}.explainedBy' is "Down", but it is made in another region, and an alarm cannot look there: leave it out [observability/cause-elsewhere at Web/Observability]`,
    );
  });

  test('is refused where a ticket would silence a page', () => {
    const cause = definitionOf({ id: 'Down', severity: TICKET });

    expect(messageFor(definitionOf({ explainedBy: ['Down'] }), cause)).toBe(
      `'${OF_QUEUE}.explainedBy' is "Down", but it is a ticket, and would keep a page from waking somebody: leave it out, or make it a page [observability/quieter-cause at Web/Observability]`,
    );
  });

  test.each([
    ['the alarm', 'ap-southeast-1', undefined],
    ['its cause', undefined, 'ap-southeast-1'],
  ])('may be in the region of the source, whether %s says so or not', (_, region, ofCause) => {
    const cause = definitionOf({ id: 'Down', region: ofCause });

    expect(problemsOf(definitionOf({ region, explainedBy: ['Down'] }), cause)).toEqual([]);
  });

  test.each([[['A', 'B']], [['A', 'B', 'C']], [['A', 'B', 'C', 'D']]])('is refused in a circle: %s', (ids) => {
    const next = (index: number) => ids[(index + 1) % ids.length];
    const lines = ids.map((id, index) => {
      return `- 'sources.queue.alarmDefinitions.${id}.explainedBy' is "${next(index)}", but it is itself explained by ${id}: with both on, neither would call: leave one of the two out`;
    });

    expect(messageFor(...ids.map((id, index) => definitionOf({ id, explainedBy: [next(index)] }))).split('\n')).toEqual(
      [`${ids.length} problems [observability/explained-in-a-circle at Web/Observability]:`, ...lines],
    );
  });

  test('is refused in a circle that others only lead to, and only there', () => {
    const alarms = [
      ['A', 'B'],
      ['B', 'C'],
      ['C', 'B'],
    ].map(([id, cause]) => definitionOf({ id, explainedBy: [cause] }));

    expect(problemsOf(...alarms).map((problem) => problem!.prop)).toEqual([
      'sources.queue.alarmDefinitions.B.explainedBy',
      'sources.queue.alarmDefinitions.C.explainedBy',
    ]);
  });

  test('may be explained in turn', () => {
    const alarms = [['A', 'B', 'C'], ['B', 'C'], ['C']].map(([id, ...explainedBy]) =>
      definitionOf({ id, explainedBy }),
    );

    expect(problemsOf(...alarms)).toEqual([]);
  });

  test.each([
    [TICKET, PAGE],
    [TICKET, TICKET],
    [PAGE, PAGE],
  ])('may be as loud or louder: a %s by a %s', (severity, louder) => {
    const cause = definitionOf({ id: 'Down', severity: louder });

    expect(problemsOf(definitionOf({ severity, explainedBy: ['Down'] }), cause)).toEqual([]);
  });
});

test.each<Partial<AlarmDefinition>>([
  { metric: metricOf().with({ period: Duration.seconds(10) }), evaluationPeriods: 8640 },
  { metric: metricOf().with({ period: Duration.seconds(30) }) },
  { evaluationPeriods: 1440, datapointsToAlarm: 1440 },
  { metric: byTheMinutes(60), evaluationPeriods: 168 },
  { metric: byTheMinutes(1440), evaluationPeriods: 7 },
  { symptom: 's'.repeat(524) },
  { metric: elsewhere, mutedAfter: countOf('Began', 'us-east-1'), region: 'us-east-1' },
  ...ONE_REGION.map((metric) => ({ metric, mutedAfter: metric.with({ statistic: 'Sum' }), region: 'us-east-1' })),
  ...ONE_REGION.map((metric) => ({ metric: metric.with({ region: 'us-east-1' }), region: 'us-east-1' })),
  { metric: new Metric({ namespace: 'AWS/CloudFrontOfOurs', metricName: 'Requests' }) },
  ...['Sum', 'sum', 'SampleCount', 'n'].map((statistic) => ({ mutedAfter: metricOf().with({ statistic }) })),
  { mutedAfter: sumWith(countOf()) },
  { metric: sumWith(metricOf('Length', 'ap-southeast-1')), mutedAfter: countOf('Began', 'ap-southeast-1') },
])('what CloudWatch takes is taken: %j', (props) => {
  expect(problemsOf(definitionOf(props))).toEqual([]);
});

test('a metric that says where it is needs no region where the source is there', () => {
  const app = newApp();
  const stack = new Stack(app, 'Edge', { env: EDGE });
  observe(stack, {
    queue: new Queue(stack, 'Queue', { alarms: [definitionOf({ metric: metricOf('Length', 'us-east-1') })] }),
  });

  expect(alarmsIn(app).map(({ region }) => region)).toEqual(['us-east-1', 'us-east-1', 'us-east-1']);
});
