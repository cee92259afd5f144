import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { gatewayProblem } from './cloudfront/origin-problems';
import { loadBalancerPlacementProblems } from './placement/load-balancer-placement';
import { serviceProblems } from './service-problems';
import { portProblems } from './task/port-problems';
import { sharedProblems } from './traffic/shared-problems';
import { trafficProblems } from './traffic/traffic-problems';
import { Problem } from '../../core/private/checks/problems';
import type { ApiPlacementOptions } from '../api-placement-options';
import type { ApiRolloutOptions } from '../api-rollout-options';
import type { ApiTaskOptions } from '../api-task-options';
import type { ApiTrafficOptions } from '../api-traffic-options';

type Options = ApiPlacementOptions & ApiTaskOptions & ApiTrafficOptions & ApiRolloutOptions;

/** Problems that ECS, the load balancer or IAM would report minutes later, or never. */
export function apiProblems(scope: Construct, options: Options, serviceName: string): Array<Problem | undefined> {
  return [
    ...serviceProblems(scope, options, serviceName),
    ...portProblems(options),
    ...loadBalancerPlacementProblems(options),
    ...trafficProblems(Stack.of(scope), options),
    gatewayProblem(options.vpc, options.exposure),
    ...sharedProblems(scope, options),
  ];
}
