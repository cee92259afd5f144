import { Duration, Stack } from 'aws-cdk-lib';
import { FargateService, FargateTaskDefinition, ICluster } from 'aws-cdk-lib/aws-ecs';
import { Role } from 'aws-cdk-lib/aws-iam';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { ObservedService } from './observed/observed-service';
import { crossStackClusterName } from './placement/cluster-name';
import { serviceArnOf } from './placement/service-arn';
import { deploymentsOf } from './rollout/deployments';
import { notePendingInputs, pendingInputsFor } from './rollout/pending-inputs';
import { clusterFor, serviceFor, ServiceOptions, Targets } from './rollout/tasks';
import { Endpoint, offerEndpoint } from './service-connect/endpoint';
import { crossStackLogGroupName } from './task/log-group';
import { taskFor } from './task/task';
import type { MainContainer } from './task/task-definition';
import { connect } from './task/uses';
import { secretsOf, variablesOf } from './task/variables';
import { usesOf } from './telemetry/telemetry-binding';
import { PendingInput } from '../../core';

/** What a kind of service adds to the options of its user. */
export interface RunningServiceParts {
  readonly serviceName: string;
  readonly container: MainContainer;
  readonly stopTimeout: Duration;
  /** Without targets no load balancer calls the tasks. */
  readonly targets?: Targets;
  /** Without an endpoint no service calls the tasks by Service Connect. */
  readonly endpoint?: Endpoint;
}

/** Resources of a service, and what metrics and alarms need to know of it. */
export interface RunningService {
  readonly service: FargateService;
  readonly taskDefinition: FargateTaskDefinition;
  readonly taskRole: Role;
  readonly cluster: ICluster;
  readonly logGroup: ILogGroup;
  readonly serviceName: string;
  readonly clusterName: string;
  readonly serviceArn: string;
  readonly pendingInputs: PendingInput[];
  readonly observed: ObservedService;
}

/** Creates task definition, cluster and service, gives it what it uses, and counts its deployments. */
export function runningService(
  scope: Construct,
  given: ServiceOptions,
  { serviceName, container, stopTimeout, targets, endpoint }: RunningServiceParts,
): RunningService {
  const uses = usesOf(serviceName, given);
  const options = { ...given, uses };
  const variables = variablesOf(options);
  const task = taskFor(scope, options, { serviceName, container, variables, stopTimeout });

  const cluster = clusterFor(scope, options, serviceName);
  const clusterName = options.cluster ? crossStackClusterName(options.cluster) : serviceName;
  const { taskDefinition, taskRole } = task;
  const service = serviceFor(scope, options, { serviceName, cluster, taskDefinition, container, targets });
  if (endpoint) {
    offerEndpoint(service, endpoint); // before what it uses makes it a client of a namespace
  }
  connect(service, taskRole, uses);

  const serviceArn = serviceArnOf(Stack.of(scope), clusterName, serviceName);
  const names = { serviceName, clusterName, serviceArn };
  const deployments = deploymentsOf(scope, names, options, secretsOf(variables));
  const logGroupName = crossStackLogGroupName(serviceName, options.logGroup);
  const pendingInputs = pendingInputsFor(options);
  notePendingInputs(scope, options, pendingInputs);
  const observed = { serviceName, clusterName, logGroupName, ...deployments };
  return { ...task, ...names, cluster, service, pendingInputs, observed };
}
