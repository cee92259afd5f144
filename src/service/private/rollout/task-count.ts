import { LaunchPhase } from '../../launch-phase';
import type { ServiceRolloutOptions } from '../../service-rollout-options';
import type { TaskScaling } from '../../task-scaling';

/** Two, so that one Availability Zone may fail. */
const DEFAULT_COUNT = 2;

/** Whether the service has 0 tasks because image or secret values are missing. */
export function isNotReady({ launchPhase }: Pick<ServiceRolloutOptions, 'launchPhase'>): boolean {
  return (launchPhase ?? LaunchPhase.NOT_READY) === LaunchPhase.NOT_READY;
}

/** Minimum number of tasks of a service that scales. */
export function minTasksOf(scaling: TaskScaling): number {
  return scaling.minTasks ?? DEFAULT_COUNT;
}

/** The `desiredCount` of the template; undefined where scaling decides, since a number would undo what it did. */
export function taskCount(options: ServiceRolloutOptions & { readonly scaling?: TaskScaling }): number | undefined {
  const { launchPhase, desiredCount, scaling } = options;
  if (isNotReady(options)) {
    return 0;
  }
  if (scaling === undefined) {
    return desiredCount ?? DEFAULT_COUNT;
  }
  return launchPhase === LaunchPhase.FIRST_START ? (desiredCount ?? minTasksOf(scaling)) : undefined;
}
