import { TaskScaling } from './task-scaling';

/** Target-tracking scaling of the number of tasks of an API. */
export interface ApiScaling extends TaskScaling {
  /**
   * Target for the requests per task and minute.
   * @default - no scaling by requests
   */
  readonly requestsPerMinute?: number;
}
