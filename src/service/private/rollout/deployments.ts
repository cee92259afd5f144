import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { countDeployments } from './deployment-rules';
import { rollOnSecretChange, RolledService } from './secret-roll';
import { taskCount } from './task-count';
import type { ApiRolloutOptions } from '../../api-rollout-options';
import type { ApiTaskOptions } from '../../api-task-options';
import type { ObservedApi } from '../observed/observed-api';
import { sortedValues } from '../task/variables';

type Deployments = Pick<ObservedApi, 'hasTasks' | 'secretRollAlarm'>;

/** Creates what counts deployments, and with `rollOnSecretChange` what starts one. */
export function deploymentsOf(
  scope: Construct,
  service: RolledService,
  options: ApiRolloutOptions & ApiTaskOptions,
  secrets: Record<string, ISecret>,
): Deployments {
  const { rollOnSecretChange: rolls } = options;
  countDeployments(scope, service, options);
  return {
    hasTasks: taskCount(options) !== 0,
    secretRollAlarm: rolls ? rollOnSecretChange(scope, service, sortedValues(secrets)) : undefined,
  };
}
