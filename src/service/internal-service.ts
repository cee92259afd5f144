import { Duration } from 'aws-cdk-lib';
import { MathExpression, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { Connections, IConnectable, ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { AppProtocol } from 'aws-cdk-lib/aws-ecs';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { HttpNamespace, IHttpNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { IStringParameter } from 'aws-cdk-lib/aws-ssm';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { EcsService } from './ecs-service';
import { IInternalService, InternalServiceAttributes } from './i-internal-service';
import { ServiceConnectTlsOptions } from './service-connect-tls-options';
import { ServicePlacementOptions } from './service-placement-options';
import { ServiceRolloutOptions } from './service-rollout-options';
import { ServiceTaskOptions } from './service-task-options';
import { TaskScaling } from './task-scaling';
import { AlarmDefinition, GraphDefinition, ServiceSecret } from '../core';
import { ImportedInternalService } from './private/imported-internal-service';
import { endpointTimes, internalProblems, serviceConnectNameOf } from './private/internal-problems';
import { requireInternalProps } from './private/internal-types';
import { serviceGraphs } from './private/observed/service-graphs';
import { runningTasks } from './private/observed/service-metrics';
import { callerSymptoms, unbalancedAlarms } from './private/observed/unbalanced-alarms';
import { serviceNameOf } from './private/placement/service-name';
import { RunningService, runningService } from './private/running-service';
import {
  allowServiceConnect,
  NO_PERMISSIONS,
  serverConnections,
  urlOf,
  urlVariable,
} from './private/service-connect/clients';
import { tlsOf } from './private/service-connect/tls';
import { DEFAULT_STOP_TIMEOUT } from './private/unbalanced-problems';
import { throwOnProblems } from '../core/private/checks/problems';
import { topLevelStack } from '../core/private/stacks/stack-of';
import { nameMadeBy } from '../core/private/stacks/weak-reference';

/** Properties for defining an `InternalService`. */
export interface InternalServiceProps extends ServicePlacementOptions, ServiceTaskOptions, ServiceRolloutOptions {
  /** Port that the container listens on, and that clients call. Settings with a `PORT` must state the same. */
  readonly containerPort: number;

  /**
   * Name that clients call, a DNS label that is unique in the namespace. Clients get the URL as `<NAME>_URL`.
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-ecs-service-serviceconnectclientalias.html
   * @default - the id of the construct in kebab case: `permissions` for `Permissions`
   */
  readonly serviceConnectName?: string;

  /**
   * Protocol of the port: HTTP, HTTP2 or GRPC. Service Connect balances requests of these, retries them and counts them.
   * @default AppProtocol.http
   */
  readonly protocol?: AppProtocol;

  /**
   * Cloud Map namespace. A service can call internal services of one namespace: give it to all that call each other.
   * @default - a namespace is created, with the name of the service
   */
  readonly cloudMapNamespace?: IHttpNamespace;

  /**
   * TLS for calls to the service, between the proxies of Service Connect. Containers and URL stay without: each speaks plain
   * text to the proxy in its own task.
   * @default - no TLS: AWS Private CA is billed by the month
   */
  readonly tls?: ServiceConnectTlsOptions;

  /**
   * Scaling of the number of tasks.
   * @default - the number is fixed
   */
  readonly scaling?: TaskScaling;

  /**
   * Time in which the service has to answer a request completely. The proxy of Service Connect ends one that takes longer;
   * `Duration.seconds(0)` is no limit, as streams need it.
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-ecs-service-timeoutconfiguration.html
   * @default - 15 seconds, by Service Connect
   */
  readonly requestTimeout?: Duration;

  /**
   * Time without traffic after which the proxy closes a connection, with the streams in it. `Duration.seconds(0)` is no limit.
   * @default - 5 minutes, by Service Connect, or `requestTimeout` if that is longer
   */
  readonly idleTimeout?: Duration;

  /**
   * Time between SIGTERM and SIGKILL when a task stops: at least `requestTimeout`, for the requests that it has.
   * @default Duration.seconds(30)
   */
  readonly stopTimeout?: Duration;
}

/**
 * ECS service on Fargate that other services call by ECS Service Connect, with HTTP or gRPC and without a load balancer.
 *
 * A service that has it in its `uses` gets its URL, the security group rules, and becomes a client of its namespace. It has
 * 0 tasks until `launchPhase` states that everything in `pendingInputs` exists. A failed deployment is rolled back, and
 * raises an alarm.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect.html
 * @example
 * import * as ec2 from 'aws-cdk-lib/aws-ec2';
 * import * as ecs from 'aws-cdk-lib/aws-ecs';
 * import { ImageRepository, InternalService, LaunchPhase, WorkerService } from 'rl-bank-constructs/service';
 *
 * declare const vpc: ec2.IVpc;
 * declare const image: ImageRepository;
 *
 * const permissions = new InternalService(this, 'Permissions', {
 *   vpc,
 *   image,
 *   containerPort: 50051,
 *   protocol: ecs.AppProtocol.grpc,
 *   launchPhase: LaunchPhase.NOT_READY, // FIRST_START when everything in `permissions.pendingInputs` exists, then RUNNING
 * });
 * new WorkerService(this, 'Mailer', { vpc, image, uses: [permissions] }); // PERMISSIONS_URL=http://permissions:50051
 */
@propertyInjectable
export class InternalService extends EcsService implements IInternalService {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.service.InternalService';

  /**
   * References an internal service that another app has created.
   * @param scope where it is referenced
   * @param id its id there
   * @param attrs names, port, and the security group of the tasks
   */
  public static fromInternalServiceAttributes(
    scope: Construct,
    id: string,
    attrs: InternalServiceAttributes,
  ): IInternalService {
    return new ImportedInternalService(scope, id, attrs);
  }

  /** Cloud Map namespace. */
  public readonly cloudMapNamespace: IHttpNamespace;

  /** Name that other services call, such as `permissions`. */
  public readonly serviceConnectName: string;

  /** Port that the tasks listen on. */
  public readonly containerPort: number;

  /** URL that other services of the namespace call, such as `http://permissions:50051`. */
  public readonly url: string;

  /** Connections for clients, with the port as default. Those of the tasks as clients are `service.connections`. */
  public readonly connections: Connections;

  /** No parameters: the URL is a variable in plain text. */
  public readonly parameters: Record<string, IStringParameter> = {};

  /** No secrets: clients are known by their security group. */
  public readonly secrets: Record<string, ServiceSecret> = {};

  /** Empty: another name or port is another URL in the task definition of a client, which starts new tasks. */
  public readonly fingerprint: string = '';

  /** @internal */
  protected readonly _running: RunningService;

  constructor(scope: Construct, id: string, props: InternalServiceProps) {
    super(scope, id);
    requireInternalProps(this, props);
    const { containerPort, protocol = AppProtocol.http, cloudMapNamespace, cluster, tls } = props;
    const serviceName = serviceNameOf(this, props);
    const name = serviceConnectNameOf(this, props);
    const namespaceName = cloudMapNamespace?.namespaceName ?? serviceName;
    throwOnProblems(this, ...internalProblems(this, props, { serviceName, serviceConnectName: name, namespaceName }));
    this.containerPort = containerPort;
    this.serviceConnectName = name;
    this.url = urlOf(name, containerPort);

    const namespace = cloudMapNamespace ?? new HttpNamespace(this, 'Namespace', { name: namespaceName });
    this.cloudMapNamespace = namespace;
    this._running = runningService(this, props, {
      serviceName,
      container: { name: 'service', noun: 'service', port: containerPort, portName: name, protocol },
      stopTimeout: props.stopTimeout ?? DEFAULT_STOP_TIMEOUT,
      endpoint: {
        ...{ name, port: containerPort, namespace, ...endpointTimes(props) },
        tls: tls && tlsOf(this, tls, `${cluster?.clusterName ?? serviceName}/${serviceName}`),
      },
    });
    this.connections = serverConnections(this, this.securityGroup, containerPort);
  }

  /** Name of the Cloud Map namespace. */
  public get namespaceName(): string {
    return this.cloudMapNamespace.namespaceName;
  }

  /** URL as `<NAME>_URL`, such as `PERMISSIONS_URL`. */
  public get variables(): Record<string, string> {
    return urlVariable(this);
  }

  /**
   * Alarms: `NoTasks`, `TasksMissing`, `CpuHigh`, `MemoryHigh`, `DeploymentFailed` and `SecretRollFailed` (with
   * `rollOnSecretChange`). The first four are left out while `launchPhase` keeps the service at 0 tasks.
   */
  public get alarmDefinitions(): AlarmDefinition[] {
    const { observed } = this._running;
    return unbalancedAlarms(observed, callerSymptoms(this.url, observed));
  }

  /** Graph definitions of tasks and deployments. */
  public get graphDefinitions(): GraphDefinition[] {
    return serviceGraphs(this._running.observed);
  }

  /**
   * Lets an ECS service call this one: the security group rules, in the client's stack, and its namespace. The client is
   * deployed after this service, since tasks know the endpoints alone that existed when they were deployed. So services that
   * call each other are refused.
   * @param client ECS service, such as `worker.service`
   */
  public allowAccessFrom(client: IConnectable): void {
    const { service, namespaceName: name } = this;
    const namespace = nameMadeBy(topLevelStack(this), name);
    allowServiceConnect(this, client, { group: this.securityGroup, port: this.containerPort, namespace, service });
  }

  /**
   * Grants nothing: calls by Service Connect need no permission.
   * @param grantee task role of the client
   */
  public grantUse(grantee: IGrantable): Grant {
    return Grant.drop(grantee, NO_PERMISSIONS);
  }

  /**
   * Tasks that run, 1 where none is desired: the average. Requires Container Insights on the cluster.
   * @param props metric options: period, statistic, label, region. `id` and `visible` have no effect on math expressions
   */
  public metricRunningTasks(props?: MetricOptions): MathExpression {
    return runningTasks(this._running.observed, props);
  }

  private get securityGroup(): ISecurityGroup {
    return this.service.connections.securityGroups[0];
  }
}
