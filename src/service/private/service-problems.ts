import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { nameTakenProblem } from './placement/name-taken';
import { placementProblems } from './placement/placement-problems';
import { rolloutProblems } from './rollout/rollout-problems';
import { ServiceOptions } from './rollout/tasks';
import { rolledSecretProblems, secretPlaceProblems } from './task/secret-places';
import { taskProblems } from './task/task-problems';
import { usesOf } from './telemetry/telemetry-binding';
import { nameOf } from '../../core/private/bindings/binding-names';
import { isMigrationsOnly } from '../../core/private/bindings/migrations-only';
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
    ...ownerProblems(given),
    ...taskProblems(options),
    ...secretPlaceProblems(Stack.of(scope), options),
    ...rolledSecretProblems(Stack.of(scope), options),
    ...rolloutProblems(options),
    nameTakenProblem(scope, serviceName),
  ];
}

/** A service that runs as the owner of a database is bound by no row-level security, and may drop each table. */
export function ownerProblems({ uses = [] }: Pick<ServiceOptions, 'uses'>): Problem[] {
  return uses.filter(isMigrationsOnly).map((use) => ({
    code: 'service/login-of-an-owner',
    prop: 'uses',
    value: nameOf(use),
    allowed: 'cannot be the login of its owner, which no row-level security binds: it is for migrations alone',
    fix: "pass `database.forUser('…')`, and `database.forOwner()` to a SchemaMigration or a StandaloneTask",
  }));
}
