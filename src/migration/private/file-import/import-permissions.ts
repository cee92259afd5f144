import { Stack } from 'aws-cdk-lib';
import { Grant, IGrantable, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { readReports } from './file-access';
import type { ImportParts } from './import-machine';
import { publishStatements } from './notification-topic';
import { acknowledgeWildcards } from '../../../core/private/resources/acknowledge-wildcards';
import { grantExecutions } from '../../../core/private/state-machine/executions';
import { waitForTaskStatements } from '../../../core/private/state-machine/run-task';
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
  return [
    ...waitForTaskStatements(Stack.of(scope), task.clusterName),
    ...readReports(files),
    ...publishStatements(scope, topic),
  ];
}

/** Grants starting executions of the one state machine, and following them. */
export function grantImport(scope: Construct, name: string, grantee: IGrantable): Grant {
  return grantExecutions(scope, 'FileImport.grantStart', name, grantee);
}
