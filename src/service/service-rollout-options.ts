import { FailureThreshold } from './failure-threshold';
import { LaunchPhase } from './launch-phase';

/**
 * Number of tasks and deployments of the service.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html
 */
export interface ServiceRolloutOptions {
  /**
   * Whether everything in `pendingInputs` exists: image, secret values, and parameters that CI writes.
   * Without it the service has 0 tasks.
   * @default LaunchPhase.NOT_READY
   */
  readonly launchPhase?: LaunchPhase;

  /**
   * Number of tasks. With `scaling` it is the number at the first start.
   * @default 2
   */
  readonly desiredCount?: number;

  /**
   * Number of failed tasks after which ECS rolls a deployment back.
   * @default - the default of ECS: half of the tasks, but at least 3 and at most 200
   */
  readonly failureThreshold?: FailureThreshold;

  /**
   * Starts a deployment when one of the secrets changes, by EventBridge and Step Functions. The events come from
   * CloudTrail: the account needs a trail that logs management events.
   * @default false
   */
  readonly rollOnSecretChange?: boolean;
}
