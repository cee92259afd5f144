import { Duration } from 'aws-cdk-lib';
import { FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { Role } from 'aws-cdk-lib/aws-iam';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { ecsTasks, executionRole } from './execution-role';
import { logGroupFor } from './log-group';
import { MainContainer, taskDefinition } from './task-definition';
import { secretsOf, sortedValues, Variables } from './variables';
import type { ServiceTaskOptions } from '../../service-task-options';

/** Parts of a task that follow from the rest of the service. */
export interface TaskParts {
  readonly serviceName: string;
  readonly container: MainContainer;
  readonly variables: Variables;
  readonly stopTimeout: Duration;
  /** Path of the roles: without one IAM has them at `/`. */
  readonly rolePath?: string;
}

/** Resources that a task consists of. */
export interface Task {
  readonly logGroup: ILogGroup;
  readonly taskRole: Role;
  readonly taskDefinition: FargateTaskDefinition;
}

/** Creates log group, roles and task definition. */
export function taskFor(scope: Construct, options: ServiceTaskOptions, parts: TaskParts): Task {
  const { serviceName, container, variables, stopTimeout, rolePath: path } = parts;
  const logGroup = logGroupFor(scope, serviceName, options);
  const taskRole = new Role(scope, 'TaskRole', {
    description: `What the ${container.noun} itself may do`,
    assumedBy: ecsTasks(scope),
    path,
  });
  const role = executionRole(scope, {
    path,
    repositoryArns: [options.image, ...(options.telemetry ? [options.telemetry.image] : [])].map(
      ({ repositoryArn }) => repositoryArn,
    ),
    logGroup,
    secrets: secretsOf(variables),
    parameters: sortedValues(variables.parameters),
  });
  const definition = {
    family: serviceName,
    taskRole,
    executionRole: role,
    logGroup,
    container,
    variables,
    stopTimeout,
  };
  return { logGroup, taskRole, taskDefinition: taskDefinition(scope, options, definition) };
}
