import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Problem, problemIf, throwOnProblems } from '../../../core/private/checks/problems';
import { requireProps } from '../../../core/private/checks/required-props';
import { requireTypes, TEXT, TEXTS, Type } from '../../../core/private/checks/types';
import type { StandaloneTaskProps } from '../../standalone-task';
import { nameTakenProblem } from '../placement/name-taken';
import { placementProblems } from '../placement/placement-problems';
import { partTypeProblems, SERVICE_TYPES } from '../service-types';
import { secretPlaceProblems } from '../task/secret-places';
import { taskProblems } from '../task/task-problems';
import { usesOf } from '../telemetry/telemetry-binding';

/** Types of the props, but for those of which a check says more. */
const STANDALONE_TYPES: { [Name in keyof StandaloneTaskProps]: Type } = {
  ...SERVICE_TYPES,
  ...{ family: TEXT, command: TEXTS },
};

/** Throws if a required prop is missing, or a prop is of another type. */
export function requireStandaloneProps(scope: Construct, props: StandaloneTaskProps): void {
  requireProps(scope, props, { vpc: true, image: true });
  requireTypes(scope, props, STANDALONE_TYPES);
  throwOnProblems(scope, ...partTypeProblems({ uses: props.uses, environment: props.environment }));
}

/** Throws if ECS or IAM would report a prop minutes later, or never. */
export function checkStandaloneProps(scope: Construct, props: StandaloneTaskProps, family: string): void {
  throwOnProblems(
    scope,
    ...placementProblems(Stack.of(scope), props),
    ...taskProblems({ ...props, uses: usesOf(family, props) }),
    ...secretPlaceProblems(Stack.of(scope), props),
    familyProblem(family),
    commandProblem(props),
    ...internalProblems(props),
    nameTakenProblem(scope, family, 'family'),
  );
}

function familyProblem(family: string): Problem | undefined {
  return problemIf(!/^[\w-]{1,255}$/.test(family), {
    code: 'standalone-task/not-a-family',
    prop: 'family',
    value: family,
    allowed: 'must be 1 to 255 letters, digits, hyphens and underscores',
    fix: 'choose such a name, or leave it out',
  });
}

/** Tasks outside of a service have no proxy, which alone resolves the name. */
function internalProblems({ uses = [] }: StandaloneTaskProps): Problem[] {
  return uses
    .filter((use) => 'serviceConnectName' in use)
    .map((use) => ({
      code: 'standalone-task/internal-service',
      prop: 'uses',
      value: Construct.isConstruct(use) ? use.node.path : 'an IInternalService',
      allowed: 'cannot be an internal service: a task outside of a service does not resolve a name of Service Connect',
      fix: 'leave it out, and run what calls it as a WorkerService',
    }));
}

function commandProblem({ command }: StandaloneTaskProps): Problem | undefined {
  return problemIf(command?.length === 0, {
    code: 'standalone-task/no-command',
    prop: 'command',
    value: command,
    allowed: 'must be a program with its arguments: ECS takes an empty list for the command of the image',
    fix: 'write it like ["npm", "run", "migrate"], or leave it out',
  });
}
