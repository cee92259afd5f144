import { Stack } from 'aws-cdk-lib';
import { Problem } from '../../core/private/checks/problems';
import type { BankApiServiceProps } from '../bank-api-service';
import { placementProblems } from './placement/placement-problems';
import { rolloutProblems } from './rollout/rollout-problems';
import { taskProblems } from './task/task-problems';
import { trafficProblems } from './traffic/traffic-problems';

/** What ECS, the load balancer or IAM would refuse minutes later, or never say. */
export function apiProblems(stack: Stack, props: BankApiServiceProps): Array<Problem | undefined> {
  return [
    ...placementProblems(stack, props),
    ...taskProblems(props),
    ...trafficProblems(stack, props),
    ...rolloutProblems(props),
  ];
}
