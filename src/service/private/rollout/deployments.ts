import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { countDeployments } from './deployment-rules';
import { rollOnSecretChange, RolledService } from './secret-roll';
import { taskCount } from './task-count';
import type { ServiceRolloutOptions } from '../../service-rollout-options';
import type { ServiceTaskOptions } from '../../service-task-options';
import type { TaskScaling } from '../../task-scaling';
import type { ObservedService } from '../observed/observed-service';

type Deployments = Pick<ObservedService, 'hasTasks' | 'secretRollAlarm'>;

/** Creates what counts deployments, and with `rollOnSecretChange` what starts one. */
export function deploymentsOf(
  scope: Construct,
  service: RolledService,
  options: ServiceRolloutOptions & ServiceTaskOptions & { readonly scaling?: TaskScaling },
  secrets: ISecret[],
): Deployments {
  const { rollOnSecretChange: rolls } = options;
  countDeployments(scope, service, options);
  return {
    hasTasks: taskCount(options) !== 0,
    secretRollAlarm: rolls ? rollOnSecretChange(scope, service, secrets) : undefined,
  };
}
