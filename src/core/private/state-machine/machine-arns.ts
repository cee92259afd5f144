import { ArnFormat, Stack } from 'aws-cdk-lib';

/** ARN of a state machine, from its name: no CloudFormation export blocks replacing it. */
export function machineArnOf(stack: Stack, name: string): string {
  const arnFormat = ArnFormat.COLON_RESOURCE_NAME;
  return stack.formatArn({ service: 'states', resource: 'stateMachine', resourceName: name, arnFormat });
}

/** ARNs of all executions of a state machine. */
export function executionArnsOf(stack: Stack, name: string): string {
  const arnFormat = ArnFormat.COLON_RESOURCE_NAME;
  return stack.formatArn({ service: 'states', resource: 'execution', resourceName: `${name}:*`, arnFormat });
}
