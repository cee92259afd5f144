import { Duration, Stack, Token } from 'aws-cdk-lib';
import { PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { releaseDefinition } from './release-states';
import { acknowledgeWildcards } from '../../../core/private/resources/acknowledge-wildcards';
import { sendTo } from '../../../core/private/resources/event-log';
import { executionChanges } from '../../../core/private/state-machine/executions';
import { machineArnOf } from '../../../core/private/state-machine/machine-arns';
import { runTaskArguments, waitForTaskStatements } from '../../../core/private/state-machine/run-task';
import { callOf, ofThisAccount, taskStateMachine } from '../../../core/private/state-machine/state-machine';
import type { IEcsService } from '../../i-ecs-service';
import type { IImageRepository } from '../../i-image-repository';
import type { IImageSigning } from '../../i-image-signing';
import type { ServiceTaskOptions } from '../../service-task-options';
import type { StandaloneTask } from '../../standalone-task';
import { deploymentEventsFor } from '../task/log-group';

/** What a release is made of. */
export interface ReleaseParts {
  readonly name: string;
  readonly task: StandaloneTask;
  readonly service: IEcsService;
  readonly image: IImageRepository;
  readonly requireSignature?: IImageSigning;
  readonly timeout: Duration;
  readonly rollTimeout: Duration;
  readonly canRerun: boolean;
}

/** Creates the state machine under its name, with a role that may do what its states do and nothing else. */
export function releaseMachine(scope: Construct, parts: ReleaseParts): void {
  const { name, task, service, image, requireSignature, timeout, rollTimeout, canRerun } = parts;
  const role = machineRole(scope, parts);
  const definition = releaseDefinition({
    call: (action) => callOf(scope, action),
    repositoryName: repositoryNameOf(image),
    deploymentTag: image.deploymentTag!,
    nextTag: image.nextTag!,
    signingProfileArn: requireSignature?.signingProfileArn,
    clusterName: service.clusterName,
    serviceName: service.serviceName,
    task: runTaskArguments(task),
    ...{ timeout, rollTimeout, canRerun },
  });
  const unlogged =
    'Each execution is in a log group by EventBridge, and its history is kept for 90 days: logging would take permissions on all log groups.';
  taskStateMachine(scope, { name, role, definition, unlogged });
}

/** Logs the start and the end of each release, with its cause: Step Functions forgets an execution after 90 days. */
export function logReleases(scope: Construct, name: string, options: ServiceTaskOptions): void {
  const rule = executionChanges(scope, name, 'A release began or ended');
  sendTo(rule, deploymentEventsFor(scope, name, options));
}

/** The name in the URI, which is no reference to the stack of the repository, where it is known. */
export function repositoryNameOf({ repositoryUri, repository }: IImageRepository): string {
  return Token.isUnresolved(repositoryUri)
    ? repository.repositoryName
    : repositoryUri.slice(repositoryUri.indexOf('/') + 1);
}

function machineRole(scope: Construct, parts: ReleaseParts): Role {
  const { task, service } = parts;
  const role = new Role(scope, 'Role', {
    description: 'Runs the one migration, moves tags of the one repository, and rolls the one service',
    assumedBy: ofThisAccount(scope, 'states.amazonaws.com'),
  });
  const run = task.grantRun(role);
  service.grantRoll(role);
  const statements = ownStatements(scope, parts);
  statements.forEach((statement) => role.addToPolicy(statement));
  const follow = run.principalStatements.filter(({ actions }) => actions.includes('ecs:DescribeTasks'));
  acknowledgeWildcards(role, [...follow, ...statements], 'Tasks of the one cluster: each has a random id.');
  return role;
}

/** What it may do beside running the task and rolling the service. */
function ownStatements(scope: Construct, { name, service, image, requireSignature }: ReleaseParts): PolicyStatement[] {
  const stack = Stack.of(scope);
  return [
    ...waitForTaskStatements(stack, service.clusterName),
    new PolicyStatement({
      actions: [
        ...['ecr:BatchGetImage', 'ecr:PutImage'],
        ...(requireSignature ? ['ecr:DescribeImageSigningStatus'] : []),
      ],
      resources: [image.repositoryArn],
    }),
    new PolicyStatement({ actions: ['states:ListExecutions'], resources: [machineArnOf(stack, name)] }),
  ];
}
