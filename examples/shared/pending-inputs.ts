import { CfnOutput, Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { PendingInput } from 'rl-bank-constructs/core';

interface IWithInputs extends IConstruct {
  readonly pendingInputs: PendingInput[];
}

/** Outputs of a stack with the commands that write what must exist before a first start. */
export function outputPendingInputs(all: IWithInputs[]): void {
  for (const one of all) {
    const commands = one.pendingInputs.map(({ command }) => command);
    new CfnOutput(Stack.of(one), `${one.node.id}PendingInputs`, { value: commands.join('\n') });
  }
}
