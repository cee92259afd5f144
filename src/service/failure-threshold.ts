/** How many tasks of a deployment may fail before ECS takes it for failed and goes back. */
export class FailureThreshold {
  /**
   * A number of tasks, whatever the size of the service.
   * @param count one at least
   */
  public static tasks(count: number): FailureThreshold {
    return new FailureThreshold('COUNT', count);
  }

  /**
   * A share of the tasks, but 3 at least and 200 at most, as ECS does by itself with 50 %.
   * @param percent from 1 to 100
   */
  public static boundedPercent(percent: number): FailureThreshold {
    return new FailureThreshold('BOUNDED_PERCENT', percent);
  }

  /**
   * A share of the tasks, without these bounds.
   * @param percent from 1 to 100
   */
  public static percent(percent: number): FailureThreshold {
    return new FailureThreshold('UNBOUNDED_PERCENT', percent);
  }

  private constructor(
    /** The kind of number, in ECS's own word. */
    public readonly kind: string,
    /** The number. */
    public readonly value: number,
  ) {}
}
