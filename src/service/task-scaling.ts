/** Between which numbers of tasks the service scales, and by what. */
export interface TaskScaling {
  /**
   * The fewest tasks.
   * @default 2
   */
  readonly minTasks?: number;

  /** The most tasks. */
  readonly maxTasks: number;

  /**
   * The CPU that tasks shall use on average, in percent.
   * @default 60
   */
  readonly cpuPercent?: number;

  /**
   * The memory that tasks shall use on average, in percent.
   * @default - not scaled by memory, which few runtimes give back
   */
  readonly memoryPercent?: number;

  /**
   * The requests that one task shall answer in a minute.
   * @default - not scaled by requests
   */
  readonly requestsPerMinute?: number;
}
