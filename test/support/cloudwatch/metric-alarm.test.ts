import { AlarmState, judge, MetricAlarm, MetricQuery } from './metric-alarm';
import { Point } from './metric-math';

const TREATMENTS = ['missing', 'ignore', 'breaching', 'notBreaching'];
const [ALARM, OK, INSUFFICIENT, CURRENT] = ['ALARM', 'OK', 'INSUFFICIENT_DATA', 'current'];

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html: both tables, the newest point on
// the right, 0 within the threshold, X beyond it, - missing; columns as in TREATMENTS.
describe.each<[number, [string, ...string[]][]]>([
  [
    3,
    [
      ['0 - X - X', OK, OK, OK, OK],
      ['0 - - - -', OK, OK, OK, OK],
      ['- - - - -', INSUFFICIENT, CURRENT, ALARM, OK],
      ['0 X X - X', ALARM, ALARM, ALARM, ALARM],
      ['- - X - -', ALARM, CURRENT, ALARM, OK],
    ],
  ],
  [
    2,
    [
      ['0 - X - X', ALARM, ALARM, ALARM, ALARM],
      ['0 0 X 0 X', ALARM, ALARM, ALARM, ALARM],
      ['0 - X - -', OK, OK, ALARM, OK],
      ['- - - - 0', OK, OK, ALARM, OK],
      ['- - - X -', ALARM, CURRENT, ALARM, OK],
    ],
  ],
])('an alarm of %d out of 3', (datapointsToAlarm, rows) => {
  test.each(rows)('with %s is as the table says', (points, ...expected) => {
    for (const current of [OK, ALARM]) {
      const states = TREATMENTS.map((treatment) => stateOf(points, datapointsToAlarm, treatment, current));
      expect(states).toEqual(expected.map((state) => (state === CURRENT ? current : state)));
    }
  });
});

test.each(['- - - - X', '- - - X -'])('an alarm of 3 out of 3 is not premature with %s', (points) => {
  expect(stateOf(points, 3, 'missing', OK)).toBe(OK);
});

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html: its examples.
describe('a metric alarm', () => {
  test('goes into ALARM at the third of three periods beyond the threshold', () => {
    const values = [1, 2, 4, 5, 6, 2, 1, 1, 4, 1];
    const alarm = alarmOf({ EvaluationPeriods: 3, Threshold: 3 }, (from) => values[from]);
    const states = statesOf(alarm, 3, 10);
    expect(states).toEqual([OK, OK, ALARM, OK, OK, OK, OK, OK]);
  });

  test('of five minutes is evaluated at the end of minute 5 on minutes 1 to 5, of minute 6 on 2 to 6', () => {
    const asked: string[] = [];
    const alarm = alarmOf({ Period: 300, EvaluationPeriods: 1 }, (from, to) => {
      asked.push(`${from + 1} to ${to}`);
      return 0;
    });
    statesOf(alarm, 5, 6);
    expect(asked).toEqual(['1 to 5', '2 to 6']);
  });

  test('of many days is evaluated once an hour, on data up to the full hour', () => {
    const [failed, corrected] = [10 * 60 + 2, 11 * 60 + 43];
    const alarm = alarmOf({ Period: 3600, EvaluationPeriods: 72, DatapointsToAlarm: 1 }, (from, to) => {
      if (from > corrected || to <= failed) return 0;
      return to > corrected ? 0 : 9;
    });
    expect(alarm.stateAt(10 * 60 + 3, 'OK')).toBe(OK);
    expect(alarm.stateAt(11 * 60 + 2, 'OK')).toBe(OK);
    expect(alarm.stateAt(11 * 60 + 3, 'OK')).toBe(ALARM);
  });

  test('of one day is evaluated every minute', () => {
    const alarm = alarmOf({ Period: 86_400, EvaluationPeriods: 1 }, (_, to) => to);
    expect(alarm.stateAt(2000, 'OK')).toBe(ALARM);
  });

  test.each([
    ['GreaterThanThreshold', OK, OK, ALARM],
    ['GreaterThanOrEqualToThreshold', OK, ALARM, ALARM],
    ['LessThanThreshold', ALARM, OK, OK],
    ['LessThanOrEqualToThreshold', ALARM, ALARM, OK],
  ])('with %s compares below, at and above the threshold', (ComparisonOperator, ...expected) => {
    const states = [2, 3, 4].map((value) => alarmOf({ ComparisonOperator }, () => value).stateAt(1, 'OK'));
    expect(states).toEqual(expected);
  });

  test('sees what ended a delay ago, and later the whole of it', () => {
    const asked: [number, number][] = [];
    const alarm = alarmOf(
      { Period: 300, EvaluationPeriods: 2, DatapointsToAlarm: 2 },
      (...minutes) => asked.push(minutes),
      1,
    );
    alarm.stateAt(20, 'OK');
    expect(asked).toEqual([
      [15, 19],
      [10, 15],
    ]);
  });

  test('asks for the metric, the dimensions and the statistic of the template', () => {
    const queries: MetricQuery[] = [];
    const metric = { Namespace: 'Bank', MetricName: 'Length', Dimensions: [{ Name: 'Queue', Value: 'payments' }] };
    for (const asked of [{ Statistic: 'Sum' }, { Statistic: undefined, ExtendedStatistic: 'p99' }]) {
      const properties = { ...PLAIN, ...metric, ...asked };
      new MetricAlarm(properties, (query) => (queries.push(query), () => 0), 0);
    }
    const of = { namespace: 'Bank', metricName: 'Length', dimensions: { Queue: 'payments' } };
    expect(queries).toEqual([
      { ...of, stat: 'Sum' },
      { ...of, stat: 'p99' },
    ]);
  });

  test('evaluates expressions of expressions, and returns one', () => {
    const alarm = expressionOf('FILL(failed, 0) / total');
    expect(alarm.stateAt(1, 'OK')).toBe(OK); // 2 of 5
    expect(alarm.stateAt(2, 'OK')).toBe(ALARM); // 4 of 5
  });

  test('gives a function of a whole series the points that CloudWatch retrieves, which are two more', () => {
    expect(expressionOf('failed * 0 + SUM(failed) / 24').stateAt(3, 'OK')).toBe(ALARM); // 2, 4 and 6
    expect(expressionOf('failed * 0 + SUM(failed) / 25').stateAt(3, 'OK')).toBe(OK);
  });

  test('keeps its state where the newest point alone could say, and does not', () => {
    const statesIn = (values: number[], newest: string) => {
      const Expression = `IF(${newest} AND (length > 9 OR length < 5), length)`;
      const Metrics = [
        { Id: 'value', Expression },
        { ...stat('length', 60), ReturnData: false },
      ];
      const properties = { ...PLAIN, Metrics, Threshold: 9, TreatMissingData: 'ignore' };
      return statesOf(new MetricAlarm(properties, () => (from) => values[from], 0), 1, values.length);
    };
    const values = [1, 10, 7, 7, 4, 7, 7, 10, 7];
    const expected = [OK, ALARM, ALARM, ALARM, OK, OK, OK, ALARM, ALARM];
    expect(statesIn(values, 'EPOCH(length) >= MAX(EPOCH(length))')).toEqual(expected);
    expect(statesIn(values, 'MAX(EPOCH(length)) <= EPOCH(length)')).toEqual(expected); // the same, point by point of a series
  });

  test.each([
    [{ ComparisonOperator: 'LessThanLowerThreshold' }],
    [{ ThresholdMetricId: 'band' }],
    [{ EvaluationWindow: { WallClockWindow: {} } }],
    [{ Metrics: [] }],
    [{ Metrics: [stat('a', 60), { ...stat('b', 300), ReturnData: false }] }],
  ])('with %j is refused', (properties) => {
    expect(() => alarmOf(properties, () => 0)).toThrow('Alarm');
  });
});

const PLAIN = {
  AlarmName: 'Alarm',
  Namespace: 'Bank',
  MetricName: 'Length',
  Statistic: 'Sum',
  Period: 60,
  EvaluationPeriods: 1,
  ComparisonOperator: 'GreaterThanThreshold',
  Threshold: 3,
};

function alarmOf(properties: object, statistic: (from: number, to: number) => Point, delay = 0): MetricAlarm {
  return new MetricAlarm({ ...PLAIN, ...properties }, () => statistic, delay);
}

/** `failed` is twice the minute, `total` is 5. */
function expressionOf(Expression: string): MetricAlarm {
  const hidden = { ReturnData: false };
  const Metrics = [
    { Id: 'rate', Expression },
    { Id: 'total', Expression: 'FILL(nothing, 5)', ...hidden },
    { ...stat('failed', 60), ...hidden },
    { ...stat('nothing', 60), ...hidden },
  ];
  const properties = { ...PLAIN, Metrics, Threshold: 0.49 };
  const valueAt = (name: string, to: number) => (name === 'failed' && to > 0 ? to * 2 : undefined);
  return new MetricAlarm(
    properties,
    ({ metricName }) =>
      (_, to) =>
        valueAt(metricName, to),
    0,
  );
}

function stat(name: string, Period: number) {
  return { Id: name, MetricStat: { Metric: { Namespace: 'Bank', MetricName: name }, Period, Stat: 'Sum' } };
}

function statesOf(alarm: MetricAlarm, from: number, to: number): AlarmState[] {
  const states: AlarmState[] = ['OK'];
  for (let minute = from; minute <= to; minute++) states.push(alarm.stateAt(minute, states.at(-1)!));
  return states.slice(1);
}

function stateOf(text: string, datapointsToAlarm: number, treatMissingData: string, current: string): AlarmState {
  const points = text.split(' ').map((it): Point => ({ '0': 0, X: 1 })[it]);
  const judgement = {
    evaluationPeriods: 3,
    datapointsToAlarm,
    treatMissingData,
    breaches: (value: number) => value > 0,
  };
  return judge((age) => points.at(-1 - age), judgement, current as AlarmState);
}
