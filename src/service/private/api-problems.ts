import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { nameTakenProblem } from './placement/name-taken';
import { placementProblems } from './placement/placement-problems';
import { rolloutProblems } from './rollout/rollout-problems';
import { taskProblems } from './task/task-problems';
import { trafficProblems } from './traffic/traffic-problems';
import { Problem } from '../../core/private/checks/problems';
import type { ApiPlacementOptions } from '../api-placement-options';
import type { ApiRolloutOptions } from '../api-rollout-options';
import type { ApiTaskOptions } from '../api-task-options';
import type { ApiTrafficOptions } from '../api-traffic-options';

type Options = ApiPlacementOptions & ApiTaskOptions & ApiTrafficOptions & ApiRolloutOptions;

/** Problems that ECS, the load balancer or IAM would report minutes later, or never. */
export function apiProblems(scope: Construct, options: Options, serviceName: string): Array<Problem | undefined> {
  const stack = Stack.of(scope);
  return [
    ...placementProblems(stack, options),
    ...taskProblems(options),
    ...trafficProblems(stack, options),
    ...rolloutProblems(options),
    nameTakenProblem(scope, serviceName, options.cluster),
  ];
}
