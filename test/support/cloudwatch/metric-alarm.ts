import { compile, Expression, Point, Series, Value } from './metric-math';
import { OfPoints } from './metric-math-points';

export type AlarmState = 'ALARM' | 'OK' | 'INSUFFICIENT_DATA';

/** A statistic of a metric, as an alarm asks for it. */
export interface MetricQuery {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Record<string, string>;
  readonly stat: string;
}

/** The statistic from one minute to another, which it does not reach; undefined where no minute has a data point. */
export type Statistic = (fromMinute: number, toMinute: number) => Point;

export type MetricSource = (query: MetricQuery) => Statistic;

/** What decides between the states of an alarm, once its data points are known. */
export interface Judgement {
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly treatMissingData: string;
  readonly breaches: (value: number) => boolean;
}

interface Step {
  readonly statistic?: Statistic;
  readonly of?: OfPoints;
}

/** Is true of the newest point alone: so an expression that begins with it has no other. */
const NEWEST = /(?<=^IF\()EPOCH\((\w+)\) >= MAX\(EPOCH\(\1\)\)(?= AND )/;

const DAY = 24 * 60;

/** Multi-day alarms are evaluated once an hour; the example of the document has them at this minute. */
const MINUTE_OF_MULTI_DAY = 3;

/** CloudWatch retrieves 5 points for 3 periods in its examples, and says of no other number: as many more for each. */
const EXTRA_POINTS = 2;

const COMPARISONS: Record<string, (value: number, threshold: number) => boolean> = {
  GreaterThanThreshold: (value, threshold) => value > threshold,
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

/**
 * A metric alarm of a template, with what it refers to resolved.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html
 */
export class MetricAlarm {
  private readonly judgement: Judgement;
  private readonly period: number;
  private readonly isMultiDay: boolean;
  private readonly expressions = new Map<string, Expression>();
  private readonly statistics = new Map<string, Statistic>();
  private readonly watched: string;
  private readonly steps?: Step[];
  private readonly complete = new Map<number, Point>();
  private readonly points: Point[] = [];
  private readonly isNewestAlone: boolean = false;

  constructor(
    properties: any,
    source: MetricSource,
    private readonly delay: number,
  ) {
    const comparison = COMPARISONS[properties.ComparisonOperator];
    if (!comparison || properties.ThresholdMetricId || properties.EvaluationWindow?.WallClockWindow) {
      throw new Error(`${properties.AlarmName} has what is not simulated: ${properties.ComparisonOperator}`);
    }
    this.judgement = {
      evaluationPeriods: properties.EvaluationPeriods,
      datapointsToAlarm: properties.DatapointsToAlarm ?? properties.EvaluationPeriods,
      treatMissingData: properties.TreatMissingData ?? 'missing',
      breaches: (value) => comparison(value, properties.Threshold),
    };
    const periods = new Set<number>();
    const metrics: any[] = properties.Metrics ?? [plain(properties)];
    for (const { Id, Expression: text, MetricStat, ReturnData } of metrics) {
      if (text) {
        this.expressions.set(Id, compile(ReturnData === false ? text : text.replace(NEWEST, '1 > 0')));
        this.isNewestAlone ||= ReturnData !== false && NEWEST.test(text);
        continue;
      }
      periods.add(MetricStat.Period / 60);
      const { Namespace, MetricName, Dimensions = [] } = MetricStat.Metric;
      const dimensions = Object.fromEntries(Dimensions.map(({ Name, Value: value }: any) => [Name, value]));
      this.statistics.set(
        Id,
        source({ namespace: Namespace, metricName: MetricName, dimensions, stat: MetricStat.Stat }),
      );
    }
    const returned = metrics.filter(({ ReturnData }) => ReturnData !== false);
    if (returned.length !== 1 || periods.size !== 1) {
      throw new Error(`${properties.AlarmName} returns ${returned.length} metrics of ${periods.size} periods`);
    }
    this.watched = returned[0].Id;
    [this.period] = periods;
    this.isMultiDay = this.period * this.judgement.evaluationPeriods > DAY;
    this.steps = this.stepsTo(this.watched);
  }

  /** The state after the minute: what CloudWatch knows then is what ended a delay ago. */
  public stateAt(minute: number, current: AlarmState): AlarmState {
    if (this.isMultiDay && minute % 60 !== MINUTE_OF_MULTI_DAY) return current;
    const end = this.isMultiDay ? minute - MINUTE_OF_MULTI_DAY : minute;
    if (this.steps) {
      return judge(
        (age) => (age > 0 && this.isNewestAlone ? undefined : this.point(end - age * this.period, minute)),
        this.judgement,
        current,
      );
    }
    const count = this.judgement.evaluationPeriods + EXTRA_POINTS;
    const ends = Array.from({ length: count }, (_, index) => end - (count - 1 - index) * this.period);
    const { points } = this.valueOf(this.watched, ends, minute) as Series;
    return judge((age) => points[count - 1 - age], this.judgement, current);
  }

  /** The data point of the period that ends there. What was complete at an earlier minute is what it was. */
  private point(end: number, minute: number): Point {
    const known = minute - this.delay;
    const isKept = end <= known && this.judgement.evaluationPeriods > 1;
    if (isKept && this.complete.has(end)) return this.complete.get(end);
    const to = end < known ? end : known;
    const { points } = this;
    const steps = this.steps!;
    for (let index = 0; index < steps.length; index++) {
      const { statistic, of } = steps[index];
      points[index] = statistic ? statistic(end - this.period, to) : of!(points);
    }
    const point = points[steps.length - 1];
    if (isKept) this.complete.set(end, point);
    return point;
  }

  /** What to evaluate for a point, one after the other; undefined where a point needs those of other times. */
  private stepsTo(watched: string): Step[] | undefined {
    const order: string[] = [];
    const steps: Step[] = [];
    const add = (id: string): boolean => {
      if (order.includes(id)) return true;
      const statistic = this.statistics.get(id);
      const expression = this.expressions.get(id);
      if (!statistic && !expression) throw new Error(`An expression refers to ${id}, which the alarm does not have`);
      if (!statistic && !expression!.ids.filter((input) => input !== 'REPEAT').every(add)) return false;
      const of = expression?.pointwise((input) => order.indexOf(input));
      order.push(id);
      steps.push({ statistic, of });
      return statistic !== undefined || of !== undefined;
    };
    return add(watched) ? steps : undefined;
  }

  /** "The most recent minute never has data" if metrics come late: the newest period ends now, and its last minutes are not there. */
  private valueOf(id: string, ends: number[], minute: number): Value {
    const statistic = this.statistics.get(id);
    if (statistic) {
      const known = minute - this.delay;
      return new Series(
        ends.map((end) => statistic(end - this.period, end < known ? end : known)),
        ends.map((end) => (end - this.period) * 60),
      );
    }
    return this.expressions.get(id)!.evaluate((input) => this.valueOf(input, ends, minute));
  }
}

/**
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 *
 * @param pointOf The data point of that many periods ago, 0 being the newest.
 */
export function judge(pointOf: (age: number) => Point, judgement: Judgement, current: AlarmState): AlarmState {
  const { evaluationPeriods, datapointsToAlarm, treatMissingData, breaches } = judgement;
  let found = 0;
  let breaching = 0;
  let oldest = 0;
  for (let age = 0; age < evaluationPeriods + EXTRA_POINTS && found < evaluationPeriods; age++) {
    const point = pointOf(age);
    if (point === undefined) continue;
    found++;
    oldest = age + 1;
    if (breaches(point) && ++breaching >= datapointsToAlarm) return 'ALARM';
  }
  if (found === evaluationPeriods || treatMissingData === 'notBreaching') return 'OK';
  if (treatMissingData === 'breaching') {
    return breaching + evaluationPeriods - found >= datapointsToAlarm ? 'ALARM' : 'OK';
  }
  if (found === 0) return treatMissingData === 'ignore' ? current : 'INSUFFICIENT_DATA';
  if (breaching < found) return 'OK';
  // Premature: all that is there breaches, and is fewer than what alarms. The tables say when it does nevertheless; until
  // then the document says only that it does not, so that the state stays.
  return treatMissingData === 'missing' && oldest >= datapointsToAlarm ? 'ALARM' : current;
}

/** An alarm on one metric, as an alarm on a list of one. */
function plain({ Namespace, MetricName, Dimensions, Period, Statistic: stat, ExtendedStatistic }: any) {
  return {
    Id: 'm',
    MetricStat: { Metric: { Namespace, MetricName, Dimensions }, Period, Stat: stat ?? ExtendedStatistic },
  };
}
