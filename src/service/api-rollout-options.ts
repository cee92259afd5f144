import { ApiScaling } from './api-scaling';
import { ServiceRolloutOptions } from './service-rollout-options';

/** Number of tasks and deployments of an API. */
export interface ApiRolloutOptions extends ServiceRolloutOptions {
  /**
   * Scaling of the number of tasks.
   * @default - the number is fixed
   */
  readonly scaling?: ApiScaling;
}
