import { FailureThreshold } from './failure-threshold';
import { LaunchPhase } from './launch-phase';
import { TaskScaling } from './task-scaling';

/** How many tasks run, and what makes new ones take the place of old ones. */
export interface ApiRolloutOptions {
  /**
   * Whether image and values are there. Until somebody states it, there are 0 tasks.
   * @default LaunchPhase.NOT_READY
   */
  readonly launchPhase?: LaunchPhase;

  /**
   * How many tasks run once they can. With `scaling` it is how many start.
   * @default 2
   */
  readonly desiredCount?: number;

  /**
   * Lets the number of tasks follow the load.
   * @default - the number is fixed
   */
  readonly scaling?: TaskScaling;

  /**
   * How many failed tasks make a deployment a failure, which ECS then takes back.
   * @default - ECS's own: half of the tasks, but 3 at least and 200 at most
   */
  readonly failureThreshold?: FailureThreshold;

  /**
   * Rolls the service when one of its secrets changes, without a Lambda. The events come from CloudTrail: the account
   * needs a trail that logs management events.
   * @default false
   */
  readonly rollOnSecretChange?: boolean;
}
