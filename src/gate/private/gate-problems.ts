import { Stack, Stage } from 'aws-cdk-lib';
import { ArtifactMetadataEntryType } from 'aws-cdk-lib/cloud-assembly-schema';
import { IConstruct } from 'constructs';
import { annotationsIn } from './annotations';
import { stacksBehindGates } from './gate-registry';
import { stacksIn, stagesIn } from './gated-stacks';
import { Problem, formatProblem } from '../../core/private/checks/problems';

/** What cannot lie behind a gate, be it open or closed. */
export function misplacedScopes(stage: Stage, scopes: IConstruct[]): string[] {
  return [
    ...stagesIn(scopes).map(({ node }) =>
      about(scopes, {
        code: 'resource-gate/stage-below',
        allowed: `${node.path} is a Stage, which is synthesized by itself, out of reach of a gate around it`,
        fix: `make a gate inside ${node.path}, and keep this one to stacks`,
      }),
    ),
    ...scopes
      .filter((construct) => stageHolding(construct) !== stage)
      .map(({ node }) =>
        about(scopes, {
          code: 'resource-gate/other-stage',
          allowed: `${named(node.path)} is not in ${named(stage.node.path)}, the Stage of the gate`,
          fix: 'make a gate in each Stage, for the stacks in it',
        }),
      ),
    ...scopes.filter(isInsideNestedStack).map(({ node }) =>
      about(scopes, {
        code: 'resource-gate/nested-stack',
        allowed: `${node.path} is a nested stack or in one, which is deployed with its parent`,
        fix: 'pass the stack that is deployed by itself',
      }),
    ),
  ];
}

/** What somebody believes to be kept from being created, and no stack is in it. */
export function emptyScopes(scopes: IConstruct[]): string[] {
  return scopes
    .filter((construct) => stacksIn([construct]).length === 0)
    .map(({ node }) =>
      about(scopes, {
        code: 'resource-gate/no-stack',
        allowed: `there is no stack in ${named(node.path)}, and a gate keeps whole stacks`,
        fix: 'pass the stack that it is in, or leave it out',
      }),
    );
}

/** The stacks beside the gate that would wait for stacks behind it, in vain. */
export function escapesFrom(stage: Stage, scopes: IConstruct[]): string[] {
  const gated = stacksIn(scopes);
  const outside = stage.node
    .findAll()
    .filter(Stack.isStack)
    .filter((stack) => Stage.of(stack) === stage);
  const kept = stacksBehindGates(stage);
  return outside
    .filter((stack) => !kept.has(stack))
    .flatMap((stack) => stack.dependencies.filter((other) => gated.includes(other)).map((other) => [stack, other]))
    .map(([reader, read]) =>
      about(scopes, {
        code: 'resource-gate/read-from-outside',
        allowed: `${reader.node.path} needs ${read.node.path}, which this gate keeps from being created`,
        fix: `put ${reader.node.path} behind the gate too, or open it`,
      }),
    );
}

/** The errors that constructs noted on themselves: the CLI reads those of stacks that it sees, and no others. */
export function errorsIn(scopes: IConstruct[]): string[] {
  return annotationsIn(stacksIn(scopes), ArtifactMetadataEntryType.ERROR);
}

function about(scopes: IConstruct[], problem: Pick<Problem, 'code' | 'allowed' | 'fix'>): string {
  return formatProblem({ prop: 'scopes', value: scopes.map(({ node }) => named(node.path)), ...problem });
}

function named(path: string): string {
  return path || 'the app';
}

function isInsideNestedStack(construct: IConstruct): boolean {
  return construct.node.scopes.filter(Stack.isStack).some(({ nestedStackParent }) => nestedStackParent !== undefined);
}

/** The CDK says of a Stage in which one it lies. */
function stageHolding(construct: IConstruct): Stage | undefined {
  return Stage.isStage(construct) ? construct : Stage.of(construct);
}
