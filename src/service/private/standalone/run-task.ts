import { Stack, Token } from 'aws-cdk-lib';
import { ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Grant, IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { GRANTABLE } from '../../../core/private/checks/cdk-types';
import { requireArgument } from '../../../core/private/checks/required-props';
import { grantStatements } from '../../../core/private/resources/grant';
import { crossStackGroupId } from '../../../core/private/stacks/import-group';

/** What names a task for `RunTask`. */
export interface RunnableTask {
  readonly family: string;
  /** Name of the cluster, for any stack. */
  readonly clusterName: string;
  /** Path of its two roles, and of no other. */
  readonly rolePath: string;
  readonly subnetIds: string[];
  readonly securityGroup: ISecurityGroup;
}

/** Path of the roles of a task, by which a policy of any stack names them before they exist. */
export function rolePathOf(scope: Construct, family: string): string {
  const { region } = Stack.of(scope);
  return ['', 'ecs-tasks', ...(Token.isUnresolved(region) ? [] : [region]), family, ''].join('/');
}

const IAM = { service: 'iam', region: '' };

/**
 * Denies ECS Exec, also where the request does not say. `RunTask` has no condition key for subnets, public addresses and
 * security groups, as `UpdateService` has for the first two.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html
 */
const WITHOUT_EXEC = { StringNotEquals: { 'ecs:enable-execute-command': 'true' } };

/** What names a task in a policy. */
type Task = Pick<RunnableTask, 'family' | 'clusterName' | 'rolePath'>;

/** Statements for running the one task definition, in any revision, in the one cluster, with its two roles. */
export function runStatements(stack: Stack, task: Task): PolicyStatement[] {
  const roles = stack.formatArn({ ...IAM, resource: 'role', resourceName: `${task.rolePath.slice(1)}*` });
  return [
    new PolicyStatement({
      actions: ['ecs:RunTask'],
      resources: [arnOf(stack, 'task-definition', `${task.family}:*`)],
      conditions: { ...inClusterOf(stack, task), ...WITHOUT_EXEC },
    }),
    new PolicyStatement({
      actions: ['iam:PassRole'],
      resources: [roles],
      conditions: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
    }),
  ];
}

function arnOf(stack: Stack, resource: string, resourceName: string): string {
  return stack.formatArn({ service: 'ecs', resource, resourceName });
}

function inClusterOf(stack: Stack, { clusterName }: Task) {
  return { ArnEquals: { 'ecs:cluster': arnOf(stack, 'cluster', clusterName) } };
}

/** Grants running the task, and following its tasks. */
export function grantRun(scope: Construct, task: RunnableTask, grantee: IGrantable): Grant {
  requireArgument(scope, 'grantee', grantee, GRANTABLE);
  const stack = Stack.of(scope);
  const follow = new PolicyStatement({
    actions: ['ecs:DescribeTasks'],
    resources: [arnOf(stack, 'task', `${task.clusterName}/*`)],
    conditions: inClusterOf(stack, task),
  });
  const reason =
    'Revisions of the one task definition, its two roles, and tasks of the one cluster, which have random ids.';
  return grantStatements(grantee, [...runStatements(stack, task), follow], reason);
}

/** Command that runs the task once, as an operator pastes it. */
export function runCommandOf(scope: Construct, task: RunnableTask): string {
  const group = crossStackGroupId(task.securityGroup);
  const network = `subnets=[${task.subnetIds.join(',')}],securityGroups=[${group}],assignPublicIp=DISABLED`;
  return [
    `aws ecs run-task --region ${Stack.of(scope).region} --cluster ${task.clusterName}`,
    `--task-definition ${task.family} --launch-type FARGATE`,
    `--network-configuration 'awsvpcConfiguration={${network}}'`,
  ].join(' ');
}
