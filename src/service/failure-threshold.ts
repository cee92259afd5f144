/**
 * Number of failed tasks after which the ECS deployment circuit breaker rolls a deployment back.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html
 * @example
 * import { FailureThreshold } from 'rl-bank-constructs/service';
 *
 * const failureThreshold = FailureThreshold.tasks(3);
 */
export class FailureThreshold {
  /**
   * A number of tasks, whatever the size of the service.
   * @param count at least 1
   */
  public static tasks(count: number): FailureThreshold {
    return new FailureThreshold('COUNT', count);
  }

  /**
   * A percentage of the tasks, but at least 3 and at most 200 tasks. ECS itself uses 50 %.
   * @param percent 1 to 100
   */
  public static boundedPercent(percent: number): FailureThreshold {
    return new FailureThreshold('BOUNDED_PERCENT', percent);
  }

  /**
   * A percentage of the tasks, without these bounds.
   * @param percent 1 to 100
   */
  public static percent(percent: number): FailureThreshold {
    return new FailureThreshold('UNBOUNDED_PERCENT', percent);
  }

  private constructor(
    /** @internal */
    public readonly _kind: string,
    /** @internal */
    public readonly _value: number,
  ) {}
}
