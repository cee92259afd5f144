import { Stack } from 'aws-cdk-lib';
import { Grant, IGrantable, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { readReports } from './file-access';
import type { ImportParts } from './import-machine';
import { publishStatements } from './notification-topic';
import { GRANTABLE } from '../../../core/private/checks/cdk-types';
import { requireArgument } from '../../../core/private/checks/required-props';
import { acknowledgeWildcards } from '../../../core/private/resources/acknowledge-wildcards';
import { grantStatements, requireGrantee } from '../../../core/private/resources/grant';
import { executionArnsOf, machineArnOf } from '../../../core/private/state-machine/machine-arns';
import { ofThisAccount } from '../../../core/private/state-machine/state-machine';

/** Creates the role of the state machine. */
export function machineRole(scope: Construct, parts: Omit<ImportParts, 'name' | 'keyPrefix' | 'timeout'>): Role {
  const role = new Role(scope, 'Role', {
    description: 'Runs the one importing task, reads its reports, and publishes to the one topic',
    assumedBy: ofThisAccount(scope, 'states.amazonaws.com'),
  });
  const run = parts.task.grantRun(role);
  const statements = ownStatements(scope, parts);
  statements.forEach((statement) => role.addToPolicy(statement));
  const follow = run.principalStatements.filter(({ actions }) => actions.includes('ecs:DescribeTasks'));
  const reason = 'Tasks of the one cluster and reports of the one file store: each has a name of its own.';
  acknowledgeWildcards(role, [...follow, ...statements], reason);
  return role;
}

/** What it may do beside running the task. */
function ownStatements(
  scope: Construct,
  { task, topic, files }: Pick<ImportParts, 'task' | 'topic' | 'files'>,
): PolicyStatement[] {
  const stack = Stack.of(scope);
  const arnOf = (service: string, resource: string, resourceName: string) =>
    stack.formatArn({ service, resource, resourceName });
  return [
    new PolicyStatement({
      actions: ['ecs:StopTask'], // where its time is over, or its execution is stopped
      resources: [arnOf('ecs', 'task', `${task.clusterName}/*`)],
      conditions: { ArnEquals: { 'ecs:cluster': arnOf('ecs', 'cluster', task.clusterName) } },
    }),
    new PolicyStatement({
      actions: ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
      resources: [arnOf('events', 'rule', 'StepFunctionsGetEventsForECSTaskRule')],
    }),
    ...readReports(files),
    ...publishStatements(scope, topic),
  ];
}

/** Grants starting executions of the one state machine, and following them. */
export function grantImport(scope: Construct, name: string, grantee: IGrantable): Grant {
  requireArgument('FileImport.grantStart', 'grantee', grantee, GRANTABLE);
  requireGrantee(scope, grantee);
  const stack = Stack.of(scope);
  const allow = (action: string, resource: string) => new PolicyStatement({ actions: [action], resources: [resource] });
  const statements = [
    allow('states:StartExecution', machineArnOf(stack, name)),
    allow('states:DescribeExecution', executionArnsOf(stack, name)),
  ];
  return grantStatements(grantee, statements, 'Executions of the one state machine, which have random names.');
}
