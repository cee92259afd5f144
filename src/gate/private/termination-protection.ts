import { IAspect, Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { isPlanStack } from './plan-stack';

/** Protects every stack that it comes to: `cdk -a <plan> destroy` reaches what was deployed before a gate was closed. */
export class TerminationProtection implements IAspect {
  public visit(construct: IConstruct): void {
    if (Stack.isStack(construct) && !construct.nestedStackParent && !isPlanStack(construct)) {
      construct.terminationProtection = true;
    }
  }
}
