import { Stack, Stage } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { isPlanStack } from './plan-stack';

/** The stacks in and below these constructs, nested ones too. A Stage below is left out: it synthesizes by itself. */
export function stacksIn(scopes: IConstruct[]): Stack[] {
  return [...new Set(scopes.flatMap(constructsBelow))].filter((construct): construct is Stack => {
    return Stack.isStack(construct) && !isPlanStack(construct);
  });
}

/** The Stages below these constructs; where a construct is a Stage itself, that one is not below. */
export function stagesIn(scopes: IConstruct[]): Stage[] {
  return scopes.flatMap((construct) =>
    construct.node.children.flatMap((child) => (Stage.isStage(child) ? [child] : stagesIn([child]))),
  );
}

function constructsBelow(construct: IConstruct): IConstruct[] {
  const children = construct.node.children.filter((child) => !Stage.isStage(child));
  return [construct, ...children.flatMap(constructsBelow)];
}
