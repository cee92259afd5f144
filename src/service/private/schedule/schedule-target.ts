import { Stack } from 'aws-cdk-lib';
import { Policy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnEventInvokeConfig } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { entriesOf } from '../../../core/private/checks/types';
import { acknowledgeWildcards } from '../../../core/private/resources/acknowledge-wildcards';
import { crossStackGroupId } from '../../../core/private/stacks/import-group';
import type { IServiceFunction } from '../../i-service-function';
import type { IStandaloneTask } from '../../i-standalone-task';
import type { ScheduledTarget } from '../../scheduled-target';
import { runStatements } from '../standalone/run-task';

/** Time after which EventBridge Scheduler and Lambda give up, in seconds: a late run would meet the next one. */
const OLDEST_RUN = 3600;

/** Where a run that cannot be started goes, and how often it is tried. */
export interface TargetOptions {
  readonly deadLetterQueue: Queue;
  readonly retryAttempts: number;
}

/** The target of a schedule, and the role that starts it. */
export function targetFor(
  scope: Construct,
  target: ScheduledTarget,
  options: TargetOptions,
): CfnSchedule.TargetProperty {
  const { _function: lambdaFunction, _task: task } = target;
  const usual = {
    deadLetterConfig: { arn: options.deadLetterQueue.queueArn },
    retryPolicy: { maximumRetryAttempts: options.retryAttempts, maximumEventAgeInSeconds: OLDEST_RUN },
  };
  if (lambdaFunction) {
    retryFunction(scope, lambdaFunction, options);
    const invoke = new PolicyStatement({
      actions: ['lambda:InvokeFunction'],
      resources: [lambdaFunction.functionArn],
    });
    const { roleArn } = schedulerRole(scope, [invoke], options.deadLetterQueue);
    return {
      ...usual,
      roleArn,
      arn: lambdaFunction.functionArn,
      input: Stack.of(scope).toJsonString(Object.fromEntries(entriesOf(target._options.payload))),
    };
  }
  return { ...usual, ...taskTarget(scope, task!, options.deadLetterQueue) };
}

/** Lambda takes an invocation at once, and runs it later: it retries it itself, and says itself that it failed. */
function retryFunction(
  scope: Construct,
  lambdaFunction: IServiceFunction,
  { deadLetterQueue, retryAttempts }: TargetOptions,
): void {
  const policy = new Policy(scope, 'FailurePolicy', {
    roles: [Role.fromRoleName(scope, 'FunctionRole', lambdaFunction.roleName)],
    statements: [sendTo(deadLetterQueue)],
  });
  const config = new CfnEventInvokeConfig(scope, 'Retries', {
    functionName: lambdaFunction.functionArn,
    qualifier: '$LATEST',
    maximumRetryAttempts: retryAttempts,
    maximumEventAgeInSeconds: OLDEST_RUN,
    destinationConfig: { onFailure: { destination: deadLetterQueue.queueArn } },
  });
  config.node.addDependency(policy); // Lambda tries the permission when the destination is set
}

function taskTarget(scope: Construct, task: IStandaloneTask, deadLetterQueue: Queue) {
  const stack = Stack.of(scope);
  const [securityGroup] = task.connections.securityGroups;
  const { subnetIds, family, clusterName, rolePath } = task;
  const arnOf = (resource: string, resourceName: string) => stack.formatArn({ service: 'ecs', resource, resourceName });
  const role = schedulerRole(scope, runStatements(stack, { family, clusterName, rolePath }), deadLetterQueue);
  return {
    roleArn: role.roleArn,
    arn: arnOf('cluster', clusterName),
    ecsParameters: {
      taskDefinitionArn: arnOf('task-definition', family), // without a revision: the latest one
      taskCount: 1,
      launchType: 'FARGATE',
      networkConfiguration: {
        awsvpcConfiguration: {
          subnets: subnetIds,
          securityGroups: [crossStackGroupId(securityGroup)],
          assignPublicIp: 'DISABLED',
        },
      },
    },
  };
}

/** @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html */
function schedulerRole(scope: Construct, statements: PolicyStatement[], deadLetterQueue: Queue): Role {
  const stack = Stack.of(scope);
  const group = stack.formatArn({ service: 'scheduler', resource: 'schedule-group', resourceName: 'default' });
  const role = new Role(scope, 'Role', {
    description: 'What EventBridge Scheduler starts',
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': stack.account, 'aws:SourceArn': group } },
    }),
  });
  const policy = new Policy(scope, 'StartPolicy', {
    roles: [role],
    statements: [...statements, sendTo(deadLetterQueue)],
  });
  acknowledgeWildcards(policy, statements, 'Revisions of the one task definition, and its two roles.');
  return role;
}

function sendTo(queue: Queue): PolicyStatement {
  return new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queue.queueArn] });
}
