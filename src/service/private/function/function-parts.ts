import { ArnFormat, Duration, Size, Stack } from 'aws-cdk-lib';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Role } from 'aws-cdk-lib/aws-iam';
import { Architecture, CfnFunction, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct, Dependable } from 'constructs';
import { functionRole } from './function-role';
import { functionVariables } from './function-variables';
import { namedLogGroup } from '../../../core/private/resources/named-log-group';
import { removalPolicyOf } from '../../../core/private/resources/removal-policy';
import type { ServiceFunctionProps } from '../../service-function-options';
import { noteIsolated, tasksOf } from '../placement/subnets';
import { taskSecurityGroup } from '../rollout/tasks';
import { secretsOf, sortedValues, variablesOf } from '../task/variables';

/** Timeout of a function that sets none: Lambda's 3 seconds end the first call of a database. */
export const DEFAULT_TIMEOUT = Duration.seconds(30);

/** Resources of a function. */
export interface FunctionParts {
  readonly function: LambdaFunction;
  readonly role: Role;
  readonly logGroup: LogGroup;
  /** Without a VPC there is none. */
  readonly securityGroup?: SecurityGroup;
}

/** Name of the log group of a function. */
export function functionLogGroupName(functionName: string): string {
  return `/aws/lambda/${functionName}`;
}

/** ARN of a function of this account and region, from its name. */
export function functionArnOf(scope: Construct, resourceName: string): string {
  const arnFormat = ArnFormat.COLON_RESOURCE_NAME;
  return Stack.of(scope).formatArn({ service: 'lambda', resource: 'function', resourceName, arnFormat });
}

/** Policies of a role that are resources of their own: the role itself comes before the function anyway, which names it. */
function waitForPolicies(role: Role): void {
  Dependable.implement(role, {
    get dependencyRoots() {
      return role.node.children.filter((child) => child !== role.node.defaultChild);
    },
  });
}

/** Creates log group, role, security group and function. */
export function functionFor(scope: Construct, props: ServiceFunctionProps, functionName: string): FunctionParts {
  const variables = variablesOf(props);
  const logGroupName = functionLogGroupName(functionName);
  const logGroup = namedLogGroup(scope, 'Logs', logGroupName, props, removalPolicyOf(scope, props.removalPolicy));
  const role = functionRole(scope, {
    functionArn: functionArnOf(scope, functionName),
    logGroup,
    secrets: secretsOf(variables),
    parameters: sortedValues(variables.parameters),
    isInVpc: props.vpc !== undefined,
    isTraced: props.tracing ?? false,
  });
  waitForPolicies(role);
  const network = networkFor(scope, props);
  const lambda = new LambdaFunction(scope, 'Function', {
    ...{ functionName, role, logGroup, ...network },
    ...{ code: props.code, handler: props.handler, runtime: props.runtime, layers: props.layers },
    environment: functionVariables(variables),
    timeout: props.timeout ?? DEFAULT_TIMEOUT,
    memorySize: (props.memory ?? Size.mebibytes(512)).toMebibytes(),
    architecture: props.architecture ?? Architecture.X86_64,
    reservedConcurrentExecutions: props.reservedConcurrency,
  });
  if (props.tracing) {
    (lambda.node.defaultChild as CfnFunction).tracingConfig = { mode: 'Active' }; // the role has the permissions
  }
  return { function: lambda, role, logGroup, securityGroup: network?.securityGroups[0] };
}

function networkFor(scope: Construct, { vpc, vpcSubnets }: ServiceFunctionProps) {
  if (vpc === undefined) {
    return undefined;
  }
  const placement = { vpc, taskSubnets: vpcSubnets };
  noteIsolated(scope, placement, 'Functions are', 'AWS services');
  const securityGroup = taskSecurityGroup(scope, { vpc }, 'What the function calls');
  return { vpc, vpcSubnets: { subnets: tasksOf(placement).subnets }, securityGroups: [securityGroup] };
}
