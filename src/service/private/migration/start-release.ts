import { Stack } from 'aws-cdk-lib';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { grantExecutions, startCommand } from '../../../core/private/state-machine/executions';
import { machineArnOf } from '../../../core/private/state-machine/machine-arns';

/** Grants starting executions of the one state machine, and following them. */
export function grantStart(scope: Construct, name: string, grantee: IGrantable): Grant {
  return grantExecutions(scope, 'SchemaMigration.grantStart', name, grantee);
}

/** Command that starts an execution, waits for its end, prints status, error and cause, and fails unless it succeeded. */
export function startCommandOf(scope: Construct, name: string, input?: object): string {
  const stack = Stack.of(scope);
  return startCommand({
    region: stack.region,
    stateMachineArn: machineArnOf(stack, name),
    input,
    variable: 'release',
    fields: ['status', 'error', 'cause'],
  });
}
