import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { nameTakenProblem } from './placement/name-taken';
import { placementProblems } from './placement/placement-problems';
import { rolloutProblems } from './rollout/rollout-problems';
import { ServiceOptions } from './rollout/tasks';
import { secretPlaceProblems } from './task/secret-places';
import { taskProblems } from './task/task-problems';
import { usesOf } from './telemetry/telemetry-binding';
import { Problem } from '../../core/private/checks/problems';

/** Problems of any service that ECS or IAM would report minutes later, or never. */
export function serviceProblems(
  scope: Construct,
  given: ServiceOptions,
  serviceName: string,
): Array<Problem | undefined> {
  const options = { ...given, uses: usesOf(serviceName, given) };
  return [
    ...placementProblems(Stack.of(scope), options),
    ...taskProblems(options),
    ...secretPlaceProblems(Stack.of(scope), options),
    ...rolloutProblems(options),
    nameTakenProblem(scope, serviceName),
  ];
}
