import { ApiReadiness } from '../api-readiness';
import type { ApiRolloutOptions } from '../api-rollout-options';
import { TaskScaling } from '../task-scaling';

/** Two, so that one zone, and one deployment, may fail. */
const DEFAULT_COUNT = 2;

/** Whether the service has to do without tasks. */
export function isWaiting({ readiness }: ApiRolloutOptions): boolean {
  return (readiness ?? ApiReadiness.WAITING) === ApiReadiness.WAITING;
}

/** The fewest tasks of a service that scales. */
export function fewest(scaling: TaskScaling): number {
  return scaling.minTasks ?? DEFAULT_COUNT;
}

/** How many tasks the template asks for, nothing where scaling has the say: a number would undo what it did. */
export function taskCount(options: ApiRolloutOptions): number | undefined {
  const { readiness, desiredCount, scaling } = options;
  if (isWaiting(options)) {
    return 0;
  }
  if (scaling === undefined) {
    return desiredCount ?? DEFAULT_COUNT;
  }
  return readiness === ApiReadiness.STARTING ? (desiredCount ?? fewest(scaling)) : undefined;
}
