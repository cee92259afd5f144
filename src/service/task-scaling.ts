/**
 * Target-tracking scaling of the number of tasks.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-autoscaling-targettracking.html
 */
export interface TaskScaling {
  /**
   * Minimum number of tasks.
   * @default 2
   */
  readonly minTasks?: number;

  /** Maximum number of tasks. */
  readonly maxTasks: number;

  /**
   * Target for the average CPU utilization, in percent.
   * @default 60
   */
  readonly cpuPercent?: number;

  /**
   * Target for the average memory utilization, in percent.
   * @default - no scaling by memory: most runtimes keep the memory they had once, so tasks would never be removed
   */
  readonly memoryPercent?: number;
}
