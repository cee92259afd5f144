import { CfnResource, Stack } from 'aws-cdk-lib';
import { ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { ICluster } from 'aws-cdk-lib/aws-ecs';
import { Grant, IGrantable, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { GRANTABLE } from '../../../core/private/checks/cdk-types';
import { requireArgument } from '../../../core/private/checks/required-props';
import { acknowledgeWildcards } from '../../../core/private/resources/acknowledge-wildcards';
import { crossStackGroupId } from '../../../core/private/stacks/import-group';
import { crossStackName } from '../observed/references';

/** What names a task for `RunTask`. */
export interface RunnableTask {
  readonly family: string;
  /** Name of the cluster, for any stack. */
  readonly clusterName: string;
  readonly roles: Role[];
  readonly subnetIds: string[];
  readonly securityGroup: ISecurityGroup;
}

/** Name of the cluster for any stack: that of a cluster of this app comes by weak reference. */
export function crossStackClusterName({ node, clusterName }: ICluster): string {
  const resource = node.defaultChild as (CfnResource & { clusterName?: string }) | undefined;
  return resource === undefined
    ? clusterName
    : crossStackName({
        name: 'ClusterName',
        owner: resource.node.scope as Construct,
        value: clusterName,
        replacedBy: [resource.clusterName],
      });
}

/** Grants running the one task definition, in any revision, in the one cluster, and following its tasks. */
export function grantRun(scope: Construct, task: RunnableTask, grantee: IGrantable): Grant {
  requireArgument(scope, 'grantee', grantee, GRANTABLE);
  const stack = Stack.of(scope);
  const arnOf = (resource: string, resourceName: string) => stack.formatArn({ service: 'ecs', resource, resourceName });
  const inCluster = { ArnEquals: { 'ecs:cluster': arnOf('cluster', task.clusterName) } };
  const allow = (actions: string[], resourceArns: string[], conditions: Record<string, Record<string, string>>) =>
    Grant.addToPrincipal({ grantee, actions, resourceArns, conditions });
  const roles = task.roles.map((role) => {
    return crossStackName({ name: `${role.node.id}Arn`, owner: role, value: role.roleArn, replacedBy: [] });
  });

  const run = allow(['ecs:RunTask'], [arnOf('task-definition', `${task.family}:*`)], inCluster);
  const pass = allow(['iam:PassRole'], roles, { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } });
  const follow = allow(['ecs:DescribeTasks'], [arnOf('task', `${task.clusterName}/*`)], inCluster);
  const grant = run.combine(pass).combine(follow);
  if (Construct.isConstruct(grantee.grantPrincipal)) {
    const reason = 'Revisions of the one task definition, and tasks of the one cluster, which have random ids.';
    acknowledgeWildcards(grantee.grantPrincipal, grant.principalStatements, reason);
  }
  return grant;
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
