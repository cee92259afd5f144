import { IAspect, Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { isPlanStack } from './plan-stack';

/** Enables termination protection of stacks: `cdk -a <plan> destroy` reaches those deployed before a gate was closed. */
export class TerminationProtection implements IAspect {
  public visit(construct: IConstruct): void {
    if (Stack.isStack(construct) && !construct.nestedStackParent && !isPlanStack(construct)) {
      construct.terminationProtection = true;
    }
  }
}
