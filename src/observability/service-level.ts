import { Duration } from 'aws-cdk-lib';
import { lateProblem } from './private/objectives/late-problems';
import { levelProblem, percentileProblem, withinProblem } from './private/objectives/level-problems';
import { DURATION } from '../core/private/checks/cdk-types';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireArgument } from '../core/private/checks/required-props';
import { NUMBER } from '../core/private/checks/types';

/**
 * What users get: a share of requests that succeed, a share that is answered in time, or a percentile of the response time.
 *
 * A share has an error budget, the requests that may miss it, and alarms on its burn rate. A percentile below the 95th has
 * a plain alarm, which opens a ticket: half of the requests may be slower than the median, so its budget burns at twice its
 * rate at most, and no burn rate tells a bad hour from a usual one.
 *
 * @see https://sre.google/workbook/alerting-on-slos/
 * @example
 * import { Duration } from 'aws-cdk-lib';
 * import { ServiceLevel } from 'rl-bank-constructs/observability';
 *
 * const level = ServiceLevel.latency(0.95, Duration.millis(300));
 */
export class ServiceLevel {
  /** 99.9 % of requests succeed. */
  public static readonly AVAILABILITY_99_9 = ServiceLevel.availability(0.999);

  /** 99 % of requests are answered within 500 milliseconds. */
  public static readonly P99_WITHIN_500_MS = ServiceLevel.latency(0.99, Duration.millis(500));

  /** Half of the requests are answered within 100 milliseconds. */
  public static readonly P50_WITHIN_100_MS = ServiceLevel.percentile(50, Duration.millis(100));

  /**
   * A share of requests succeeds.
   * @param objective share from 0.95 to 0.9995, such as 0.999
   */
  public static availability(objective: number): ServiceLevel {
    requireArgument('ServiceLevel.availability', 'objective', objective, NUMBER);
    throwOnProblems('ServiceLevel.availability', lateProblem('objective', objective));
    throwOnProblems('ServiceLevel.availability', levelProblem(objective));
    return new ServiceLevel(objective);
  }

  /**
   * A share of requests is answered in time.
   * @param objective share from 0.95 to 0.9995, such as 0.99
   * @param within time of the answer
   */
  public static latency(objective: number, within: Duration): ServiceLevel {
    requireArgument('ServiceLevel.latency', 'objective', objective, NUMBER);
    requireArgument('ServiceLevel.latency', 'within', within, DURATION);
    throwOnProblems('ServiceLevel.latency', lateProblem('objective', objective), lateProblem('within', within));
    throwOnProblems('ServiceLevel.latency', levelProblem(objective, within), withinProblem(within));
    return new ServiceLevel(objective, within);
  }

  /**
   * A percentile of the response time stays below a bound: a plain alarm that opens a ticket, without an error budget.
   * @param percentile such as 50
   * @param within time of the answer
   */
  public static percentile(percentile: number, within: Duration): ServiceLevel {
    requireArgument('ServiceLevel.percentile', 'percentile', percentile, NUMBER);
    requireArgument('ServiceLevel.percentile', 'within', within, DURATION);
    throwOnProblems('ServiceLevel.percentile', lateProblem('percentile', percentile), lateProblem('within', within));
    throwOnProblems('ServiceLevel.percentile', percentileProblem(percentile, within), withinProblem(within));
    return new ServiceLevel(percentile / 100, within, percentile);
  }

  private constructor(
    /**
     * Share of requests.
     * @internal
     */
    public readonly _objective: number,
    /**
     * Time of an answer; undefined where requests only have to succeed.
     * @internal
     */
    public readonly _within?: Duration,
    /**
     * Percentile, of a level without an error budget.
     * @internal
     */
    public readonly _percentile?: number,
  ) {}
}
