import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { deploymentFailedRule, deploymentStartedRule } from './deployment-rules';
import { rollOnSecretChange, RolledService } from './secret-roll';
import { taskCount } from './task-count';
import type { ApiRolloutOptions } from '../../api-rollout-options';
import type { ObservedApi } from '../observed/observed-api';
import { sortedValues } from '../task/variables';

type Deployments = Pick<ObservedApi, 'deploymentStarted' | 'deploymentFailed' | 'hasTasks' | 'secretRollAlarm'>;

/** Creates the EventBridge rules that match deployments, and with `rollOnSecretChange` what starts one. */
export function deploymentsOf(
  scope: Construct,
  service: RolledService,
  options: ApiRolloutOptions,
  secrets: Record<string, ISecret>,
): Deployments {
  const { rollOnSecretChange: rolls } = options;
  return {
    deploymentStarted: deploymentStartedRule(scope, service.serviceArn),
    deploymentFailed: deploymentFailedRule(scope, service.serviceArn),
    hasTasks: taskCount(options) !== 0,
    secretRollAlarm: rolls ? rollOnSecretChange(scope, service, sortedValues(secrets)) : undefined,
  };
}
