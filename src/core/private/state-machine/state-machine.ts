import { Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { acknowledge } from '../resources/acknowledge';

/** Resource of a state that calls an action of AWS by itself, such as `aws-sdk:ecs:updateService`. */
export function callOf(scope: Construct, action: string): string {
  return `arn:${Stack.of(scope).partition}:states:::${action}`;
}

/** A service of AWS, for resources of this account alone. */
export function ofThisAccount(scope: Construct, service: string): ServicePrincipal {
  return new ServicePrincipal(service, {
    conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
  });
}

/** A state machine under a name of its own, and why it has no log group and no traces. */
export interface NamedStateMachine {
  readonly name: string;
  readonly role: Role;
  readonly definition: object;
  readonly unlogged: string;
}

/** Creates a state machine that waits for tasks: Step Functions tries the rule for tasks at once, so its role comes first. */
export function taskStateMachine(scope: Construct, { name, role, definition, unlogged }: NamedStateMachine): void {
  const machine = new CfnStateMachine(scope, 'Resource', {
    stateMachineName: name,
    roleArn: role.roleArn,
    definition, // as an object, of which a reviewer reads the difference
  });
  const policy = role.node.tryFindChild('DefaultPolicy'); // an app that makes no roles has no policy either
  machine.node.addDependency(...(policy ? [policy] : []));
  acknowledgeUnlogged(machine, unlogged);
}

/** Answers nag's findings on a state machine without logs and traces. */
export function acknowledgeUnlogged(machine: CfnStateMachine, reason: string): void {
  acknowledge(machine, 'SF1', reason);
  acknowledge(machine, 'SF2', reason);
}
