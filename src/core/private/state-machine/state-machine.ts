import { Stack } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
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

/** Answers nag's findings on a state machine without logs and traces. */
export function acknowledgeUnlogged(machine: CfnStateMachine, reason: string): void {
  acknowledge(machine, 'SF1', reason);
  acknowledge(machine, 'SF2', reason);
}
