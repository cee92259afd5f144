import { CfnResource } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { topLevelStack } from '../../../core/private/stacks/stack-of';
import { weakReference } from '../../../core/private/stacks/weak-reference';

/** A name that CloudFormation makes. */
export interface MadeUpName {
  /** What it is, in PascalCase. */
  readonly name: string;
  /** Whose name it is. */
  readonly owner: Construct;
  /** The name, as the owner's stack sees it. */
  readonly value: string;
  /** What makes another resource of it when it changes, and so another name. */
  readonly replacedBy: unknown[];
}

/** Such a name for the stacks that watch: none of them may hold the resource in its place. */
export function crossStackName({ name, owner, value, replacedBy }: MadeUpName): string {
  return weakReference({
    producer: topLevelStack(owner),
    name,
    value,
    identity: () => [(owner.node.defaultChild as CfnResource).logicalId, ...replacedBy],
  });
}
