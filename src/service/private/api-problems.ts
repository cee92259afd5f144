import { Stack } from 'aws-cdk-lib';
import { Problem } from '../../core/private/refuse';
import type { BankApiServiceProps } from '../bank-api-service';
import { placementProblems } from './placement-problems';
import { rolloutProblems } from './rollout-problems';
import { taskProblems } from './task-problems';
import { trafficProblems } from './traffic-problems';

/** What ECS, the load balancer or IAM would refuse minutes later, or never say. */
export function apiProblems(stack: Stack, props: BankApiServiceProps): Array<Problem | undefined> {
  return [
    ...placementProblems(stack, props),
    ...taskProblems(props),
    ...trafficProblems(stack, props),
    ...rolloutProblems(props),
  ];
}
