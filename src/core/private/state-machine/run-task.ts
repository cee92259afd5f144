import { Stack } from 'aws-cdk-lib';
import { IConnectable } from 'aws-cdk-lib/aws-ec2';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { crossStackGroupId } from '../stacks/import-group';

/** What `RunTask` has to know of a task. */
export interface TaskToRun extends IConnectable {
  readonly family: string;
  readonly subnetIds: string[];
}

/** Arguments of `RunTask` beside the cluster, for any stack. */
export function runTaskArguments({ family, subnetIds, connections }: TaskToRun): object {
  const groups = connections.securityGroups.map(crossStackGroupId);
  return {
    TaskDefinition: family, // its latest revision
    LaunchType: 'FARGATE',
    NetworkConfiguration: {
      AwsvpcConfiguration: { Subnets: subnetIds, SecurityGroups: groups, AssignPublicIp: 'DISABLED' },
    },
  };
}

/**
 * Statements of a state machine that waits for a task, beside those for running it.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html
 */
export function waitForTaskStatements(stack: Stack, clusterName: string): PolicyStatement[] {
  const arnOf = (service: string, resource: string, resourceName: string) =>
    stack.formatArn({ service, resource, resourceName });
  return [
    new PolicyStatement({
      actions: ['ecs:StopTask'], // where the time of the task is over, or its execution is stopped
      resources: [arnOf('ecs', 'task', `${clusterName}/*`)],
      conditions: { ArnEquals: { 'ecs:cluster': arnOf('ecs', 'cluster', clusterName) } },
    }),
    new PolicyStatement({
      actions: ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
      resources: [arnOf('events', 'rule', 'StepFunctionsGetEventsForECSTaskRule')],
    }),
  ];
}
