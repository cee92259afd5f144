import { Stack, Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { childScope } from '../../core/private/resources/child-scope';
import { topLevelStack } from '../../core/private/stacks/stack-of';

/** Scope in the edge stack for one construct: other constructs, and other stacks that share it, have scopes of their own. */
export function placeIn(edgeStack: Stack, source: Construct): Construct {
  const home = topLevelStack(source);
  const path = source.node.path.slice(home.node.path.length + 1);
  const isTwin = edgeStack.node.scope === home;
  return new Construct(isTwin ? edgeStack : placeOf(edgeStack, pathInStage(home)), path);
}

function placeOf(edgeStack: Stack, id: string): Construct {
  return childScope(edgeStack, id);
}

function pathInStage(stack: Stack): string {
  const stage = Stage.of(stack)!.node.path;
  return stage === '' ? stack.node.path : stack.node.path.slice(stage.length + 1);
}
