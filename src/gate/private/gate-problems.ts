import { Stack, Stage } from 'aws-cdk-lib';
import { ArtifactMetadataEntryType } from 'aws-cdk-lib/cloud-assembly-schema';
import { IConstruct } from 'constructs';
import { annotationsIn } from './annotations';
import { stacksBehindGates } from './gate-registry';
import { stacksIn, stagesIn } from './gated-stacks';
import { Problem, formatProblem } from '../../core/private/checks/problems';

/** Scopes that cannot be behind a gate, open or closed. */
export function misplacedScopes(stage: Stage, scopes: IConstruct[]): string[] {
  return [
    ...stagesIn(scopes).map(({ node }) =>
      about(scopes, {
        code: 'resource-gate/stage-below',
        allowed: `cannot include the Stage ${node.path}, which has an assembly of its own`,
        fix: `create a gate inside ${node.path}, and pass stacks to this one`,
      }),
    ),
    ...scopes
      .filter((construct) => stageHolding(construct) !== stage)
      .map(({ node }) =>
        about(scopes, {
          code: 'resource-gate/other-stage',
          allowed: `must be in ${named(stage.node.path)}, the Stage of the gate, and ${named(node.path)} is not`,
          fix: 'create a gate in each Stage, for the stacks in it',
        }),
      ),
    ...scopes.filter(isInsideNestedStack).map(({ node }) =>
      about(scopes, {
        code: 'resource-gate/nested-stack',
        allowed: `cannot be in a nested stack, which is deployed with its parent, and ${node.path} is`,
        fix: 'pass the top-level stack',
      }),
    ),
  ];
}

/** Scopes without a stack, which the gate would not keep from being created. */
export function emptyScopes(scopes: IConstruct[]): string[] {
  return scopes
    .filter((construct) => stacksIn([construct]).length === 0)
    .map(({ node }) =>
      about(scopes, {
        code: 'resource-gate/no-stack',
        allowed: `must contain stacks, and ${named(node.path)} has none`,
        fix: 'pass the stack around it, or remove it',
      }),
    );
}

/** Stacks outside the gate that depend on stacks behind it, which are not deployed. */
export function dependentsOutside(stage: Stage, scopes: IConstruct[]): string[] {
  const gated = stacksIn(scopes);
  const outside = stage.node
    .findAll()
    .filter(Stack.isStack)
    .filter((stack) => Stage.of(stack) === stage);
  const gatedByAny = stacksBehindGates(stage);
  return outside
    .filter((stack) => !gatedByAny.has(stack))
    .flatMap((stack) => stack.dependencies.filter((other) => gated.includes(other)).map((other) => [stack, other]))
    .map(([reader, read]) =>
      about(scopes, {
        code: 'resource-gate/read-from-outside',
        allowed: `must include ${reader.node.path}, because it depends on ${read.node.path} behind this gate`,
        fix: `add ${reader.node.path} to the scopes, or open the gate`,
      }),
    );
}

/** Errors that constructs annotated: the CLI only reads those of stacks in the assembly that is deployed. */
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

/** The Stage of a construct, or the construct itself: Stage.of(stage) would be the one around it. */
function stageHolding(construct: IConstruct): Stage | undefined {
  return Stage.isStage(construct) ? construct : Stage.of(construct);
}
