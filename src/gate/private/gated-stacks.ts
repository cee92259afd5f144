import { Stack, Stage } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { isPlanStack } from './plan-stack';

/** Stacks in and below constructs, nested ones included. Stages below are left out: each has an assembly of its own. */
export function stacksIn(scopes: IConstruct[]): Stack[] {
  return [...new Set(scopes.flatMap(constructsBelow))].filter((construct): construct is Stack => {
    return Stack.isStack(construct) && !isPlanStack(construct);
  });
}

/** Stages below constructs, without the constructs themselves. */
export function stagesIn(scopes: IConstruct[]): Stage[] {
  return scopes.flatMap((construct) =>
    construct.node.children.flatMap((child) => (Stage.isStage(child) ? [child] : stagesIn([child]))),
  );
}

function constructsBelow(construct: IConstruct): IConstruct[] {
  const children = construct.node.children.filter((child) => !Stage.isStage(child));
  return [construct, ...children.flatMap(constructsBelow)];
}
