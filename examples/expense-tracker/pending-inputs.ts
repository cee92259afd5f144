import { CfnOutput, Stack } from 'aws-cdk-lib';
import { EcsService } from 'rl-bank-constructs/service';

/** Outputs of a stack with the commands that write what a service needs before its first task starts. */
export function outputPendingInputs(services: EcsService[]): void {
  for (const service of services) {
    const commands = service.pendingInputs.map(({ command }) => command);
    new CfnOutput(Stack.of(service), `${service.node.id}PendingInputs`, { value: commands.join('\n') });
  }
}
