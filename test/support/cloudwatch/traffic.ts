import type { MetricQuery, MetricSource, Statistic } from './metric-alarm';
import { Point } from './metric-math';

/** What happens in one minute. */
export interface Minute {
  readonly requests: number;

  /** Those of the requests that a target answers with a 5xx. @default 0 */
  readonly failed?: number;

  /** Requests that reach no target: the load balancer answers them, and counts them among its errors alone. @default 0 */
  readonly refused?: number;

  /** Those of the requests that take two seconds, and not 50 milliseconds. @default 0 */
  readonly slow?: number;
}

type Count = keyof Minute;

/** Requests of an API or a site, minute by minute, as CloudWatch has them: no data point where there is nothing to count. */
export class Traffic {
  private readonly sums: Record<Count, Float64Array>;

  constructor(
    public readonly from: number,
    public readonly to: number,
    minuteAt: (minute: number) => Minute,
  ) {
    const sums = () => new Float64Array(to - from + 1);
    this.sums = { requests: sums(), failed: sums(), refused: sums(), slow: sums() };
    const { requests, failed, refused, slow } = this.sums;
    for (let index = 0; index < to - from; index++) {
      const minute = minuteAt(from + index);
      requests[index + 1] = requests[index] + minute.requests;
      failed[index + 1] = failed[index] + (minute.failed ?? 0);
      refused[index + 1] = refused[index] + (minute.refused ?? 0);
      slow[index + 1] = slow[index] + (minute.slow ?? 0);
    }
  }

  /** How many there were from one minute to another, which does not count. */
  public count(what: Count, from: number, to: number): number {
    const sums = this.sums[what];
    return sums[this.indexOf(to)] - sums[this.indexOf(from)];
  }

  /** The metrics of a load balancer and of a distribution. */
  public get source(): MetricSource {
    return (query) => this.statisticOf(query);
  }

  private indexOf(minute: number): number {
    if (minute <= this.from) return 0;
    return (minute < this.to ? minute : this.to) - this.from;
  }

  private statisticOf({ namespace, metricName, stat }: MetricQuery): Statistic {
    const all = (from: number, to: number) => this.count('requests', from, to);
    switch (`${namespace} ${metricName} ${stat}`.replace(/PR\(.*|p\d+$/, '')) {
      case 'AWS/ApplicationELB RequestCount Sum':
      case 'AWS/CloudFront Requests Sum':
        return (from, to) => counted(all(from, to));
      case 'AWS/ApplicationELB HTTPCode_Target_5XX_Count Sum':
        return (from, to) => counted(this.count('failed', from, to));
      case 'AWS/ApplicationELB HTTPCode_ELB_5XX_Count Sum':
        return (from, to) => counted(this.count('refused', from, to));
      case 'AWS/CloudFront 5xxErrorRate Average':
        return (from, to) => share(this.count('failed', from, to), all(from, to));
      case 'AWS/ApplicationELB TargetResponseTime ':
        return (from, to) => responseTime(stat, share(this.count('slow', from, to), all(from, to)));
      default:
        throw new Error(`${metricName} of ${namespace} is not simulated with ${stat}`);
    }
  }
}

/** Of the response times, 50 milliseconds or two seconds. */
const [QUICK, SLOW] = [0.05, 2];

function responseTime(stat: string, slowPercent: Point): Point {
  if (slowPercent === undefined) return undefined;
  if (stat.startsWith('p')) return slowPercent > 100 - Number(stat.slice(1)) ? SLOW : QUICK;
  const [, bound] = /^PR\(:([\d.]+)\)$/.exec(stat)!;
  return Number(bound) < SLOW ? 100 - slowPercent : 100;
}

function counted(count: number): Point {
  return count > 0 ? count : undefined;
}

function share(some: number, all: number): Point {
  return all > 0 ? (100 * some) / all : undefined;
}
