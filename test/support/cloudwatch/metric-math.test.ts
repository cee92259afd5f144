import { compile, Point, Series, Value } from './metric-math';

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html: its tables, `-` being a gap.

const TIMES = [0, 1, 2, 3, 4].map((day) => Date.UTC(2026, 0, 30 + day) / 1000);

const inputs: Record<string, Series> = {
  one: series(30, 20, 0, 0),
  other: series(20, undefined, 20, undefined),
  asked: series(1, 1, 0, 0, undefined),
  yes: series(30, undefined, 0, 0, 30),
  no: series(0, 0, 20, undefined, 20),
};

test.each<[string, Point[]]>([
  ['one < other', [0, 0, 1, 0]],
  ['one >= 30', [1, 0, 0, 0]],
  ['one > 15 AND other > 15', [1, 0, 0, 0]],
  ['one > 15 && other > 15', [1, 0, 0, 0]],
  ['IF(asked, yes, no)', [30, 0, 20, undefined, undefined]],
  ['IF(asked, 5, no)', [5, 5, 20, undefined, undefined]],
  ['IF(asked, yes, 5)', [30, 0, 5, 5, undefined]],
  ['IF(asked, yes)', [30, 0, undefined, undefined, undefined]],
])('%s is what the document says', (expression, points) => {
  expect(pointsOf(expression)).toEqual(points);
});

test.each<[string, Point[]]>([
  ['one + other', [50, undefined, 20, undefined]],
  ['other * 2 - 1', [39, undefined, 39, undefined]],
  ['100 / one', [100 / 30, 5, undefined, undefined]],
  ['FILL(other, 0) / 5', [4, 0, 4, 0]],
  ['FILL(other, one)', [20, 20, 20, 0]],
  ['FILL(other, REPEAT)', [20, 20, 20, 20]],
  ['one == 20 OR one == 30 || one != one', [1, 1, 0, 0]],
  ['-one ^ 2 + 1', [-899, -399, 1, 1]],
  ['(one + 1) * 2', [62, 42, 2, 2]],
  ['one - 10 - 5', [15, 5, -15, -15]],
  ['IF(3 > 2, one, other)', [30, 20, 0, 0]],
])('%s keeps gaps, and binds as arithmetic does', (expression, points) => {
  expect(pointsOf(expression)).toEqual(points);
});

test.each<[string, Point[]]>([
  ['SUM([one, other])', [50, 20, 20, 0]],
  ['MAX([one, other, 25])', [30, 25, 25, 25]],
  ['MIN([one, other])', [20, 20, 0, 0]],
  ['AVG([one, other])', [25, 10, 10, 0]],
  ['SUM(100 / [one, one])', [200 / 30, 10, undefined, undefined]],
  ['one / MAX(one)', [1, 20 / 30, 0, 0]],
  ['one - AVG(other)', [20, 10, -10, -10]],
  ['one * 0 + SUM(one)', [50, 50, 50, 50]],
  ['one * 0 + MIN(one)', [0, 0, 0, 0]],
  ['RUNNING_SUM(other)', [20, 20, 40, 40]],
])('%s takes an array point by point, and one series as a whole', (expression, points) => {
  expect(pointsOf(expression)).toEqual(points);
});

test('DATE and EPOCH are of the begin of a period', () => {
  expect(pointsOf('DATE(asked)')).toEqual([30, 31, 1, 2, 3]);
  expect(pointsOf('EPOCH(asked)')).toEqual(TIMES);
});

test('an expression names what it needs', () => {
  expect(compile('IF(FILL(a, 0) > 1, SUM([b, a]), 0)').ids).toEqual(['a', 'b']);
});

test.each(['a / SUM(a)', 'RUNNING_SUM(a)', 'FILL(a, REPEAT)', 'DATE(a)', 'SUM(1 / [a, a])'])(
  'a point of %s is not one of the same time alone',
  (text) => {
    expect(compile(text).pointwise(() => 0)).toBeUndefined();
  },
);

test.each([
  'METRICS()',
  'FILL(one, 0',
  'one +',
  'one one',
  '[one',
  'one $ 2',
  'AND',
  'SUM(one; other)',
  'FILL(1, 0)',
  'SUM(1)',
])('%s is refused', (text) => {
  expect(() => pointsOf(text)).toThrow(/metric math|takes a time series/);
});

function series(...points: Point[]): Series {
  return new Series(points, TIMES.slice(0, points.length));
}

/** The points of an expression: all at once, and if it can be, one by one as well. */
function pointsOf(text: string): Value {
  const expression = compile(text);
  const { points } = expression.evaluate((id) => inputs[id]) as Series;
  const names = Object.keys(inputs);
  const at = expression.pointwise((id) => names.indexOf(id));
  if (at) expect(points.map((_, index) => at(names.map((name) => inputs[name].points[index])))).toEqual(points);
  return points as Point[];
}
