import { Duration, Stack } from 'aws-cdk-lib';
import { IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmDefinition, AlarmSeverity } from '../../../../src/core';
import { Runbook } from '../../../../src/observability';
import { alarmProblems } from '../../../../src/observability/private/alarms/alarm-problems';
import { EDGE, newApp, workloadStack } from '../../../support/cloud';
import { ANY_RUNBOOK, countOf, definitionOf, metricOf, queueApp, sourceOf } from '../../../support/observability';
import { Said, saidOf } from '../../../support/problems';

type Props = Partial<AlarmDefinition>;

const OF_QUEUE = 'sources.queue.alarmDefinitions.QueueTooLong';
const { PAGE, TICKET } = AlarmSeverity;
const HOME = workloadStack();

const problemsOf = (alarms: AlarmDefinition[], runbook = ANY_RUNBOOK, stack: Stack = HOME) => {
  return saidOf(alarmProblems(sourceOf(stack, { alarms }), runbook));
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

test.each<[code: string, prop: string, value: unknown, ...cases: Props[]]>([
  ['severity', 'severity', 'LOUD', { severity: 'LOUD' as AlarmSeverity }],
  ['alarm-id', 'id', 'Too long', { id: 'Too long' }],
  [
    'metric-elsewhere',
    'region',
    'ap-southeast-1',
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
    'suppressedAfter',
    statistic,
    countedAs(statistic),
  ]),
  ['symptom-too-long', 'symptom', 's'.repeat(525), { symptom: 's'.repeat(525) }],
  ['period', 'metric.period', 5, { metric: metricOf().with({ period: Duration.seconds(5) }) }],
  ['evaluation-periods', 'evaluationPeriods', 0, { evaluationPeriods: 0 }],
  ['window', 'evaluationPeriods', 1441, { evaluationPeriods: 1441 }],
  ['window', 'evaluationPeriods', 169, { metric: byTheMinutes(60), evaluationPeriods: 169 }],
  ['datapoints', 'datapointsToAlarm', 4, { evaluationPeriods: 3, datapointsToAlarm: 4 }],
  ...['Other', 'QueueTooLong'].map((cause): [string, string, string, Props] => [
    'unknown-cause',
    'suppressedBy',
    cause,
    { suppressedBy: [cause] },
  ]),
  ...['Other', 'QueueTooLong'].map((other): [string, string, string, Props] => [
    'unknown-cause',
    'onlyWith',
    other,
    { onlyWith: [other] },
  ]),
  ['no-condition', 'onlyWith', [], { onlyWith: [] }],
  ['alarm-without-use', 'actionsEnabled', false, { actionsEnabled: false }],
])('%s: `%s` refuses %j', (code, prop, value, ...cases) => {
  const place = code === 'alarm-id' ? 'sources.queue.alarmDefinitions.Too long' : OF_QUEUE;

  expect(cases.map((props) => problemsOf([definitionOf(props)]))).toEqual(
    cases.map(() => [[`observability/${code}`, `${place}.${prop}`, value]]),
  );
});

test('a heading that the runbook lacks is refused', () => {
  expect(problemsOf([definitionOf()], Runbook.fromLibrary())).toEqual([
    ['observability/no-runbook', `${OF_QUEUE}.runbookAnchor`, 'queue-too-long'],
  ]);
});

test('two alarms of one id are refused, each of them, by the observer', () => {
  const problem: Said = ['observability/alarm-twice', `${OF_QUEUE}.id`, 'QueueTooLong'];

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

  test.each<[code: string, cause: Props]>([
    ['cause-elsewhere', { region: 'us-east-1', metric: elsewhere }],
    ['suppressed-by-quieter', { severity: TICKET }],
  ])('is refused as %s', (code, cause) => {
    expect(explained(cause)).toEqual([[`observability/${code}`, `${OF_QUEUE}.suppressedBy`, 'Down']]);
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
        return [
          'observability/explained-in-a-circle',
          `sources.queue.alarmDefinitions.${id}.suppressedBy`,
          `${causes[id]}`,
        ];
      }),
    );
  });
});

describe('what an alarm notifies only with', () => {
  const conditional = (others: Props[], props: Props = {}) => {
    const onlyWith = others.map(({ id }) => id!);
    return problemsOf([definitionOf({ ...props, onlyWith }), ...others.map((other) => definitionOf(other))]);
  };
  const many = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `Other${index}` }));

  test.each<[code: string, value: string, others: Props[], props: Props]>([
    ['cause-elsewhere', 'Other', [{ id: 'Other', region: 'us-east-1', metric: elsewhere }], {}],
    ['never-notifies', 'Other', [{ id: 'Other' }], { suppressedBy: ['Other'] }],
    ['too-many-conditions', '100 alarms', many(100), {}],
  ])('is refused as %s: %s', (code, value, others, props) => {
    expect(conditional(others, props)).toEqual([[`observability/${code}`, `${OF_QUEUE}.onlyWith`, value]]);
  });

  test('may be 99 alarms, one that does not notify, a ticket, and an alarm that is only with this one', () => {
    const others = [
      { id: 'Silent', actionsEnabled: false },
      { id: 'Ticket', severity: TICKET },
    ];
    const mutual = { id: 'Mutual', onlyWith: ['QueueTooLong'] };

    expect(conditional(many(99))).toEqual([]);
    expect(conditional([...others, mutual])).toEqual([]);
  });

  test('is named once', () => {
    expect(problemsOf([definitionOf({ onlyWith: ['Other', 'Other'] }), definitionOf({ id: 'Other' })])).toEqual([
      ['observability/condition-twice', `${OF_QUEUE}.onlyWith`, 'Other'],
    ]);
  });

  test('has an alarm that notifies: two that are each a condition of the other alone notify never', () => {
    const silent = definitionOf({ onlyWith: ['Silent'], actionsEnabled: false });
    const codes = problemsOf([silent, definitionOf({ id: 'Silent', actionsEnabled: false })]).map(([code]) => code);

    expect(codes).toEqual([
      'observability/silent-with-conditions',
      'observability/alarm-without-use',
      'observability/alarm-without-use',
    ]);
  });

  test('is refused as a cause that suppresses another alarm, where it does not notify', () => {
    const alarms = [
      definitionOf({ suppressedBy: ['Silent'] }),
      definitionOf({ id: 'Fast', onlyWith: ['Silent'] }),
      definitionOf({ id: 'Silent', actionsEnabled: false }),
    ];

    expect(problemsOf(alarms)).toEqual([['observability/suppressed-by-silent', `${OF_QUEUE}.suppressedBy`, 'Silent']]);
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
