import { Annotations, Names, Stack } from 'aws-cdk-lib';
import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { IMetric, Metric, MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Connections, IConnectable, Port } from 'aws-cdk-lib/aws-ec2';
import { FargateService, FargateTaskDefinition, ICluster } from 'aws-cdk-lib/aws-ecs';
import {
  ApplicationListener,
  ApplicationLoadBalancer,
  ApplicationTargetGroup,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Rule } from 'aws-cdk-lib/aws-events';
import { Grant, IGrantable, IPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { ApiExposure } from './api-exposure';
import { ApiPlacementOptions } from './api-placement-options';
import { ApiRolloutOptions } from './api-rollout-options';
import { ApiTaskOptions } from './api-task-options';
import { ApiTrafficOptions } from './api-traffic-options';
import { AlarmDefinition, GraphDefinition, IMonitored, LogQueryDefinition } from '../core';
import { PendingInput } from '../data';
import { apiProblems } from './private/api-problems';
import { apiAlarms, WatchedApi } from './private/observed/api-alarms';
import { apiGraphs } from './private/observed/api-graphs';
import { apiLogQueries } from './private/observed/api-log-queries';
import {
  loadBalancerMetric,
  matchesOf,
  missingTasks,
  serverErrorRate,
  serviceMetric,
} from './private/observed/api-metrics';
import { nameTakenProblem } from './private/placement/name-taken';
import { deploymentFailedRule, deploymentStartedRule } from './private/rollout/deployment-rules';
import { pendingInputsFor } from './private/rollout/pending-inputs';
import { grantRoll } from './private/rollout/roll';
import { scale } from './private/rollout/scaling';
import { rollOnSecretChange } from './private/rollout/secret-roll';
import { isNotReady, taskCount } from './private/rollout/task-count';
import { clusterFor, serviceFor } from './private/rollout/tasks';
import { ecsTasks, executionRole } from './private/task/execution-role';
import { logGroupFor, crossStackLogGroupName } from './private/task/log-group';
import { CONTAINER_NAME, DEFAULT_PORT, taskDefinition } from './private/task/task-definition';
import { sortedValues, variablesOf } from './private/task/variables';
import { frontDoor } from './private/traffic/front-door';
import { timeoutsFor } from './private/traffic/timeouts';
import { throwOnProblems } from '../core/private/checks/problems';
import { importGroupInto } from '../core/private/stacks/import-group';

/** Properties for defining a `BankApiService`. */
export interface BankApiServiceProps
  extends ApiPlacementOptions, ApiTaskOptions, ApiTrafficOptions, ApiRolloutOptions {}

/**
 * One service on Fargate behind a load balancer of its own.
 *
 * Until somebody states that image and values are there it has 0 tasks, so a first deployment waits for nothing. A
 * deployment that fails is taken back, and raises an alarm.
 */
export class BankApiService extends Construct implements IConnectable, IGrantable, IMonitored {
  /** The service. */
  public readonly service: FargateService;

  /** What each task runs. */
  public readonly taskDefinition: FargateTaskDefinition;

  /** The role of the tasks, without a single permission until the caller grants one. */
  public readonly taskRole: Role;

  /** The cluster. */
  public readonly cluster: ICluster;

  /** The load balancer. */
  public readonly loadBalancer: ApplicationLoadBalancer;

  /** What listens for HTTPS. */
  public readonly listener: ApplicationListener;

  /** The tasks as the load balancer sees them. */
  public readonly targetGroup: ApplicationTargetGroup;

  /** The certificate. */
  public readonly certificate: ICertificate;

  /** What the tasks say. */
  public readonly logGroup: ILogGroup;

  /** The bucket with the access logs of the load balancer. */
  public readonly accessLogBucket: IBucket;

  /** The security groups of the tasks. Callers are let in by `allowFrom`. */
  public readonly connections: Connections;

  /** Whom grants to the API are for: its tasks. */
  public readonly grantPrincipal: IPrincipal;

  /** The name of the service. */
  public readonly serviceName: string;

  /** The name of the cluster. */
  public readonly clusterName: string;

  /** The ARN of the service, put together from names, so that no export holds the service in its place. */
  public readonly serviceArn: string;

  /** The port that the tasks listen on. */
  public readonly containerPort: number;

  /** The address, such as `https://api.bank.example`. */
  public readonly url: string;

  /** The one address of GraphQL, for `GRAPHQL_PUBLIC_URL` and `GRAPHQL_ENDPOINT`. */
  public readonly graphqlUrl: string;

  /** Whether the load balancer has public addresses. */
  public readonly isPublic: boolean;

  /** What has to be there before a task can start, with the line that puts it there. */
  public readonly pendingInputs: PendingInput[];

  private readonly deploymentStarted: Rule;
  private readonly deploymentFailed: Rule;
  private readonly watched: WatchedApi;

  constructor(scope: Construct, id: string, props: BankApiServiceProps) {
    super(scope, id);
    this.serviceName = props.serviceName ?? Names.uniqueResourceName(this, { maxLength: 60, separator: '-' });
    throwOnProblems(
      this,
      ...apiProblems(Stack.of(this), props),
      nameTakenProblem(this, this.serviceName, props.cluster),
    );
    this.containerPort = props.containerPort ?? props.settings?.port ?? DEFAULT_PORT;
    this.url = props.domain.url;
    this.graphqlUrl = props.domain.graphqlUrl;
    this.isPublic = (props.exposure ?? ApiExposure.internet()).isPublic;
    this.pendingInputs = pendingInputsFor(props);
    const timeouts = timeoutsFor(props.requestTimeout, props.healthCheck);
    const variables = variablesOf(props.settings, props.database);

    const door = frontDoor(this, props, timeouts);
    this.loadBalancer = door.loadBalancer;
    this.accessLogBucket = door.accessLogBucket;
    this.certificate = door.certificate;
    this.targetGroup = door.targetGroup;
    this.listener = door.listener;

    this.logGroup = logGroupFor(this, this.serviceName, props);
    this.taskRole = new Role(this, 'TaskRole', {
      description: 'What the API itself may do',
      assumedBy: ecsTasks(this),
    });
    this.grantPrincipal = this.taskRole;
    this.taskDefinition = taskDefinition(this, props, {
      family: this.serviceName,
      taskRole: this.taskRole,
      executionRole: executionRole(this, {
        repositoryArn: props.image.repositoryArn,
        logGroup: this.logGroup,
        secrets: sortedValues(variables.secrets),
        parameters: sortedValues(variables.parameters),
      }),
      logGroup: this.logGroup,
      variables,
      containerPort: this.containerPort,
      stopTimeout: timeouts.stop,
    });

    this.cluster = clusterFor(this, props, this.serviceName);
    this.clusterName = props.cluster?.clusterName ?? this.serviceName;
    const resourceName = `${this.clusterName}/${this.serviceName}`;
    this.serviceArn = Stack.of(this).formatArn({ service: 'ecs', resource: 'service', resourceName });
    this.service = serviceFor(this, props, {
      serviceName: this.serviceName,
      cluster: this.cluster,
      taskDefinition: this.taskDefinition,
      healthGrace: timeouts.healthGrace,
    });
    this.connections = this.service.connections;
    this.targetGroup.addTarget(
      this.service.loadBalancerTarget({ containerName: CONTAINER_NAME, containerPort: this.containerPort }),
    );
    this.deploymentStarted = deploymentStartedRule(this, this.serviceArn);
    this.deploymentFailed = deploymentFailedRule(this, this.serviceArn);

    const hasTasks = taskCount(props) !== 0;
    if (props.scaling && hasTasks) {
      scale(this.service, this.targetGroup, props.scaling);
    }
    const secrets = sortedValues(variables.secrets);
    this.watched = {
      hasTasks,
      ownsCertificate: !props.domain.certificate,
      logGroupName: crossStackLogGroupName(this.serviceName, props.logGroup),
      secretRollAlarm: props.rollOnSecretChange ? rollOnSecretChange(this, this, secrets) : undefined,
    };
    if (isNotReady(props)) {
      const missing = this.pendingInputs.map(({ target }) => target).join(', ');
      Annotations.of(this).addInfo(`0 tasks until 'launchPhase' states that these are there: ${missing}`);
    }
  }

  /** The alarms on what callers feel, on what they will feel, and on deployments that were taken back. */
  public get alarmDefinitions(): AlarmDefinition[] {
    return apiAlarms(this, this.watched);
  }

  /** The load balancer and the tasks. */
  public get graphDefinitions(): GraphDefinition[] {
    return apiGraphs(this);
  }

  /** The first questions to what the tasks say. */
  public get logQueries(): LogQueryDefinition[] {
    return apiLogQueries(this.watched.logGroupName);
  }

  /**
   * Lets a client in the VPC call. The rules lie in the client's stack.
   * @param client who calls
   */
  public allowFrom(client: IConnectable): void {
    const [group] = this.loadBalancer.connections.securityGroups;
    client.connections.allowTo(importGroupInto(client, group), Port.tcp(443), 'The API');
  }

  /**
   * Allows rolling the service and watching it, and nothing that changes what the service is.
   * @param grantee the role of CI
   */
  public grantRoll(grantee: IGrantable): Grant {
    return grantRoll(this.serviceArn, grantee);
  }

  /**
   * The targets that answer health checks: the maximum.
   * @param props how it is drawn
   */
  public metricHealthyTargets(props?: MetricOptions): Metric {
    return loadBalancerMetric(this, 'HealthyHostCount', Stats.MAXIMUM, props);
  }

  /**
   * The requests that reached a target: the sum.
   * @param props how it is drawn
   */
  public metricRequests(props?: MetricOptions): Metric {
    return loadBalancerMetric(this, 'RequestCount', Stats.SUM, props);
  }

  /**
   * The requests that end in an error of the server, the load balancer's own included, in percent. Fewer than five
   * in a period count as none.
   * @param props how it is drawn
   */
  public metricServerErrorRate(props?: MetricOptions): IMetric {
    return serverErrorRate(this, 5, props);
  }

  /**
   * How long the tasks take to answer, in seconds: the 99th percentile.
   * @param props how it is drawn
   */
  public metricLatency(props?: MetricOptions): Metric {
    return loadBalancerMetric(this, 'TargetResponseTime', Stats.percentile(99), props);
  }

  /**
   * The CPU that tasks use, in percent: the mean.
   * @param props how it is drawn
   */
  public metricCpuUtilization(props?: MetricOptions): Metric {
    return serviceMetric(this, 'AWS/ECS', 'CPUUtilization', props);
  }

  /**
   * The memory that tasks use, in percent: the mean.
   * @param props how it is drawn
   */
  public metricMemoryUtilization(props?: MetricOptions): Metric {
    return serviceMetric(this, 'AWS/ECS', 'MemoryUtilization', props);
  }

  /**
   * The tasks that should run and do not. It needs Container Insights on the cluster.
   * @param props how it is drawn
   */
  public metricMissingTasks(props?: MetricOptions): IMetric {
    return missingTasks(this, props);
  }

  /**
   * The deployments that failed and were taken back: the sum.
   * @param props how it is drawn
   */
  public metricFailedDeployments(props?: MetricOptions): Metric {
    return matchesOf(this.deploymentFailed, props);
  }

  /**
   * The deployments that began: the sum.
   * @param props how it is drawn
   */
  public metricStartedDeployments(props?: MetricOptions): Metric {
    return matchesOf(this.deploymentStarted, props);
  }
}
