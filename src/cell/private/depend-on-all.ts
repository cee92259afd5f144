import { IAspect, Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { dependOn } from '../../core/private/stacks/weak-reference';

/** After aspects of users, which may add stacks, and before the template is made. */
export const LATE = 900;

/**
 * The root of a cell depends on all its stacks, so that `cdk deploy ProductCell` takes all of them along: the CLI selects a
 * stack and what it depends on. Some stacks are made late, such as those for us-east-1; an aspect sees them all.
 */
export class DependOnAll implements IAspect {
  constructor(private readonly root: Stack) {}

  public visit(node: IConstruct): void {
    if (node !== this.root) {
      return;
    }
    this.root.node
      .findAll()
      .filter(Stack.isStack)
      .filter((stack) => stack !== this.root && stack.nestedStackParent === undefined)
      .forEach((stack) => dependOn(this.root, stack));
  }
}
