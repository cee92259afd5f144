import { aggregates, chosen, OfPoints, OfTwo, operators, pointwise, total } from './metric-math-points';
import { isRepeat, Node, parse } from './metric-math-syntax';

/** A value, or a gap: CloudWatch has no data point there. */
export type Point = number | undefined;

/** A time series: the points of consecutive periods, and when each period begins, in seconds since 1970. */
export class Series {
  constructor(
    public readonly points: readonly Point[],
    public readonly times: readonly number[],
  ) {}

  public map(value: (point: Point, index: number) => Point): Series {
    return new Series(this.points.map(value), this.times);
  }
}

/** A scalar, a time series, or an array of time series. */
export type Value = Point | Series | Value[];

/** What an expression refers to by id. */
export type Inputs = (id: string) => Value;

/** An expression that is read once and evaluated often. */
export interface Expression {
  readonly ids: readonly string[];
  readonly evaluate: (inputs: Inputs) => Value;

  /** The same for the points of one time, or undefined where a point needs those of other times. */
  readonly pointwise: (indexOf: (id: string) => number) => OfPoints | undefined;
}

type Evaluate = Expression['evaluate'];
type Apply = (args: Value[]) => Value;

/**
 * Metric math, as far as templates of this library use it:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 *
 * The document says that arithmetic takes a gap for 0, and graphs in the console show a gap. Here a gap stays one: what forgets
 * FILL has no data point, and its alarm comes later or not at all.
 */
export function compile(text: string): Expression {
  const ids = new Set<string>();
  const tree = parse(text);
  const evaluate = compiled(tree);
  return { ids: [...ids], evaluate, pointwise: (indexOf) => pointwise(tree, indexOf) };

  function compiled(node: Node): Evaluate {
    if (node.kind === 'number') return () => node.value;
    if (node.kind === 'id') {
      ids.add(node.name);
      return (inputs) => inputs(node.name);
    }
    if (node.kind === 'function' && !(node.name in functions)) {
      throw new Error(`${node.name} is no function of metric math that is simulated`);
    }
    if (node.kind === 'function' && node.name === 'FILL' && isRepeat(node.args[1])) {
      const filled = compiled(node.args[0]);
      return (inputs) => eachSeries(filled(inputs), repeated);
    }
    const args = node.args.map(compiled);
    if (node.kind === 'list') return (inputs) => args.map((arg) => arg(inputs));
    const apply = node.kind === 'operator' ? pairwise(operators[node.name]) : functions[node.name];
    return (inputs) => apply(args.map((arg) => arg(inputs)));
  }
}

const functions: Record<string, Apply> = {
  ...Object.fromEntries(Object.keys(aggregates).map((name) => [name, ([of]: Value[]) => aggregate(name, of)])),
  FILL: ([of, filler]) => eachSeries(of, (series) => series.map((point, at) => point ?? pointOf(filler, at))),
  IF: ([condition, ...branches]) => either(condition, branches),
  RUNNING_SUM: ([of]) => {
    return eachSeries(of, (series) => {
      let sum = 0;
      return series.map((point) => (sum += point ?? 0));
    });
  },
  DATE: ([of]) => eachSeries(of, ({ times }) => timed(times, (time) => new Date(time * 1000).getUTCDate())),
  EPOCH: ([of]) => eachSeries(of, ({ times }) => timed(times, (time) => time)),
};

function pairwise(of: OfTwo): Apply {
  return function apply([a, b]): Value {
    if (Array.isArray(a)) return a.map((one) => apply([one, b]));
    if (Array.isArray(b)) return b.map((one) => apply([a, one]));
    if (a instanceof Series) return a.map((point, at) => (gapBeside(point, b) ? undefined : of(point, pointOf(b, at))));
    if (b instanceof Series) return b.map((point) => (gapBeside(point, a) ? undefined : of(a, point)));
    return of(a, b);
  };
}

/** Beside a scalar, a gap stays one. */
function gapBeside(point: Point, other: Value): boolean {
  return point === undefined && !(other instanceof Series);
}

function aggregate(name: string, of: Value): Value {
  if (of instanceof Series) return total(name, of.points);
  if (!Array.isArray(of)) throw new Error(`${name} takes a time series or an array of them`);
  const series = of.find((one) => one instanceof Series);
  const totalAt = (at: number) =>
    total(
      name,
      of.map((one) => pointOf(one, at)),
    );
  return series ? series.map((_, at) => totalAt(at)) : totalAt(0);
}

function either(condition: Value, [whenTrue, whenFalse]: Value[]): Value {
  const series = [condition, whenTrue, whenFalse].find((one) => one instanceof Series);
  const at = (index: number) => chosen(pointOf(condition, index), pointOf(whenTrue, index), pointOf(whenFalse, index));
  return series ? series.map((_, index) => at(index)) : at(0);
}

function repeated(series: Series): Series {
  let last: Point;
  return series.map((point) => (last = point ?? last));
}

function timed(times: readonly number[], value: (time: number) => number): Series {
  return new Series(times.map(value), times);
}

function eachSeries(value: Value, of: (series: Series) => Series): Value {
  if (Array.isArray(value)) return value.map((one) => eachSeries(one, of));
  if (!(value instanceof Series)) {
    throw new Error('A function of metric math takes a time series, and was given a scalar');
  }
  return of(value);
}

function pointOf(value: Value, at: number): Point {
  if (value instanceof Series) return value.points[at];
  if (Array.isArray(value)) throw new Error('An array of time series stands where one belongs');
  return value;
}
