import { Names, Stack } from 'aws-cdk-lib';
import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { MathExpression, Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { Connections } from 'aws-cdk-lib/aws-ec2';
import { FargateService, FargateTaskDefinition, ICluster } from 'aws-cdk-lib/aws-ecs';
import {
  ApplicationListener,
  ApplicationLoadBalancer,
  ApplicationTargetGroup,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Grant, IGrantable, IPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { ApiExposure } from './api-exposure';
import { ApiPlacementOptions } from './api-placement-options';
import { ApiRolloutOptions } from './api-rollout-options';
import { ApiTaskOptions } from './api-task-options';
import { ApiTrafficOptions } from './api-traffic-options';
import { BankApiServiceAttributes, IBankApiService } from './i-bank-api-service';
import { AlarmDefinition, GraphDefinition, IMonitored, LogQueryDefinition, PendingInput } from '../core';

import { apiProblems } from './private/api-problems';
import { requireApiProps } from './private/api-types';
import { ImportedApi } from './private/imported-api';
import { apiAlarms } from './private/observed/api-alarms';
import { apiGraphs } from './private/observed/api-graphs';
import { apiLogQueries } from './private/observed/api-log-queries';
import * as metrics from './private/observed/api-metrics';
import { observeApi } from './private/observed/observe-api';
import type { ObservedApi } from './private/observed/observed-api';
import { serviceArnOf } from './private/placement/service-arn';
import { notePendingInputs, pendingInputsFor } from './private/rollout/pending-inputs';
import { grantRoll } from './private/rollout/roll';
import { clusterFor, serviceFor } from './private/rollout/tasks';
import { taskFor } from './private/task/task';
import { containerPortOf } from './private/task/task-definition';
import { variablesOf } from './private/task/variables';
import { frontDoor } from './private/traffic/front-door';
import { timeoutsFor } from './private/traffic/timeouts';
import { throwOnProblems } from '../core/private/checks/problems';

/** Properties for defining a `BankApiService`. */
export interface BankApiServiceProps
  extends ApiPlacementOptions, ApiTaskOptions, ApiTrafficOptions, ApiRolloutOptions {}

/**
 * ECS service on Fargate behind its own Application Load Balancer.
 *
 * It has 0 tasks until `launchPhase` states that everything in `pendingInputs` exists, so a first deployment never waits
 * for tasks that cannot start. A failed deployment is rolled back, and raises an alarm.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html
 * @example
 * import * as ec2 from 'aws-cdk-lib/aws-ec2';
 * import { BankSecretsScaffold, ValkeyCache } from 'rl-bank-constructs/data';
 * import { BankDns } from 'rl-bank-constructs/network';
 * import { ApiDomain, ApiExposure, BankApiService, ImageRepository, LaunchPhase } from 'rl-bank-constructs/service';
 *
 * declare const vpc: ec2.IVpc;
 * declare const dns: BankDns;
 * declare const image: ImageRepository;
 * declare const settings: BankSecretsScaffold;
 * declare const cache: ValkeyCache;
 * declare const worker: ec2.IConnectable;
 *
 * const api = new BankApiService(this, 'Api', {
 *   vpc,
 *   image,
 *   settings,
 *   domain: ApiDomain.inZone(dns, 'api.bank.example'),
 *   exposure: ApiExposure.withinVpc(),
 *   scaling: { minTasks: 2, maxTasks: 6 },
 *   launchPhase: LaunchPhase.NOT_READY, // FIRST_START when everything in `api.pendingInputs` exists, then RUNNING
 * });
 * api.connections.allowDefaultPortFrom(worker); // a client of the API
 * cache.allowAccessFrom(api.service); // the tasks
 */
@propertyInjectable
export class BankApiService extends Construct implements IBankApiService, IGrantable, IMonitored {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.service.BankApiService';

  /**
   * References an API service that another app has created.
   * @param scope where it is referenced
   * @param id its id there
   * @param attrs names, and the security group of the load balancer
   */
  public static fromBankApiServiceAttributes(
    scope: Construct,
    id: string,
    attrs: BankApiServiceAttributes,
  ): IBankApiService {
    return new ImportedApi(scope, id, attrs);
  }

  /** ECS service. Its `connections` are those of the tasks: pass it to what the tasks call, such as a cache. */
  public readonly service: FargateService;

  /** Task definition. */
  public readonly taskDefinition: FargateTaskDefinition;

  /** IAM role of the tasks, without any permission until one is granted. */
  public readonly taskRole: Role;

  /** ECS cluster. */
  public readonly cluster: ICluster;

  /** Load balancer. */
  public readonly loadBalancer: ApplicationLoadBalancer;

  /** HTTPS listener. */
  public readonly listener: ApplicationListener;

  /** Target group of the tasks. */
  public readonly targetGroup: ApplicationTargetGroup;

  /** Certificate of the listener. */
  public readonly certificate: ICertificate;

  /** Log group of the tasks. */
  public readonly logGroup: ILogGroup;

  /** Bucket for the access logs of the load balancer. */
  public readonly accessLogBucket: IBucket;

  /** Connections of the load balancer, with default port 443. The tasks' are `service.connections`. */
  public readonly connections: Connections;

  /** Principal for grants: the task role. */
  public readonly grantPrincipal: IPrincipal;

  /** Name of the ECS service. */
  public readonly serviceName: string;

  /** Name of the ECS cluster. */
  public readonly clusterName: string;

  /** ARN of the ECS service, built from names: no CloudFormation export blocks replacing the service. */
  public readonly serviceArn: string;

  /** Port that the tasks listen on. */
  public readonly containerPort: number;

  /** URL of the API, such as `https://api.bank.example`. */
  public readonly url: string;

  /** Whether the load balancer is internet-facing. */
  public readonly isPublic: boolean;

  /** Image, secret values and release parameter that must exist before a task can start, each with its command. */
  public readonly pendingInputs: PendingInput[];

  private readonly observed: ObservedApi;

  constructor(scope: Construct, id: string, props: BankApiServiceProps) {
    super(scope, id);
    requireApiProps(this, props);
    this.serviceName = props.serviceName ?? Names.uniqueResourceName(this, { maxLength: 60, separator: '-' });
    throwOnProblems(this, ...apiProblems(this, props, this.serviceName));
    const { domain, settings, database, exposure = ApiExposure.internet() } = props;
    this.containerPort = containerPortOf(props);
    this.url = domain.url;
    this.isPublic = exposure.isPublic;
    const timeouts = timeoutsFor(props.requestTimeout, props.healthCheck);
    const variables = variablesOf(settings, database);

    const door = frontDoor(this, props, timeouts);
    this.loadBalancer = door.loadBalancer;
    this.connections = door.connections;
    this.accessLogBucket = door.accessLogBucket;
    this.certificate = door.certificate;
    this.targetGroup = door.targetGroup;
    this.listener = door.listener;

    const task = taskFor(this, props, { serviceName: this.serviceName, variables, stopTimeout: timeouts.stop });
    this.logGroup = task.logGroup;
    this.taskRole = task.taskRole;
    this.grantPrincipal = task.taskRole;
    this.taskDefinition = task.taskDefinition;

    this.cluster = clusterFor(this, props, this.serviceName);
    this.clusterName = props.cluster?.clusterName ?? this.serviceName;
    this.serviceArn = serviceArnOf(Stack.of(this), this.clusterName, this.serviceName);
    this.service = serviceFor(this, props, {
      ...{ serviceName: this.serviceName, cluster: this.cluster, taskDefinition: this.taskDefinition },
      ...{ targetGroup: this.targetGroup, healthGrace: timeouts.healthGrace },
    });
    this.observed = observeApi(this, props, variables.secrets);
    this.pendingInputs = pendingInputsFor(props);
    notePendingInputs(this, props, this.pendingInputs);
  }

  /**
   * Alarms: `NoHealthyTarget`, `ServerErrors`, `Latency`, `TasksMissing`, `CpuHigh`, `MemoryHigh`, `DeploymentFailed`,
   * `SecretRollFailed` (with `rollOnSecretChange`) and `CertificateExpires` (without a `certificate` of yours). The first
   * six are left out while `launchPhase` keeps the service at 0 tasks.
   */
  public get alarmDefinitions(): AlarmDefinition[] {
    return apiAlarms(this.observed);
  }

  /** Graph definitions of the load balancer and the tasks. */
  public get graphDefinitions(): GraphDefinition[] {
    return apiGraphs(this.observed);
  }

  /** First queries to the log group of the tasks, and the history of deployments. */
  public get logQueries(): LogQueryDefinition[] {
    return apiLogQueries(this.observed.logGroupName, this.serviceName);
  }

  /**
   * Grants forcing deployments of the service and describing it. The grantee cannot choose another task definition or turn
   * on ECS Exec. It can set the desired count and the deployment configuration: ECS has no condition keys for them.
   * @param grantee the role of CI
   */
  public grantRoll(grantee: IGrantable): Grant {
    return grantRoll(this.serviceArn, grantee);
  }

  /**
   * Healthy targets: the maximum.
   * @param props metric options: period, statistic, label, region
   */
  public metricHealthyTargets(props?: MetricOptions): Metric {
    return metrics.healthyTargets(this.observed, props);
  }

  /**
   * Requests that reached a target: the sum.
   * @param props metric options: period, statistic, label, region
   */
  public metricRequests(props?: MetricOptions): Metric {
    return metrics.requests(this.observed, props);
  }

  /**
   * Requests that end in a 5xx response of a target or the load balancer, in percent. Fewer than five in a period count
   * as none. A math expression, and a ratio of sums: `statistic`, `id` and `visible` have no effect.
   * @param props metric options: period, statistic, label, region
   */
  public metricServerErrorRate(props?: MetricOptions): MathExpression {
    return metrics.serverErrorRate(this.observed, props);
  }

  /**
   * Response time of the targets, in seconds: the 99th percentile.
   * @param props metric options: period, statistic, label, region
   */
  public metricLatency(props?: MetricOptions): Metric {
    return metrics.latency(this.observed, props);
  }

  /**
   * CPU utilization of the tasks, in percent: the average.
   * @param props metric options: period, statistic, label, region
   */
  public metricCpuUtilization(props?: MetricOptions): Metric {
    return metrics.cpuUtilization(this.observed, props);
  }

  /**
   * Memory utilization of the tasks, in percent: the average.
   * @param props metric options: period, statistic, label, region
   */
  public metricMemoryUtilization(props?: MetricOptions): Metric {
    return metrics.memoryUtilization(this.observed, props);
  }

  /**
   * Desired tasks minus running tasks: the average. Requires Container Insights on the cluster.
   * @param props metric options: period, statistic, label, region. `id` and `visible` have no effect on math expressions
   */
  public metricMissingTasks(props?: MetricOptions): MathExpression {
    return metrics.missingTasks(this.observed, props);
  }

  /**
   * Deployments that failed and were rolled back: the sum.
   * @param props metric options: period, statistic, label, region
   */
  public metricFailedDeployments(props?: MetricOptions): Metric {
    return metrics.failedDeployments(this.observed, props);
  }

  /**
   * Deployments that started: the sum.
   * @param props metric options: period, statistic, label, region
   */
  public metricStartedDeployments(props?: MetricOptions): Metric {
    return metrics.startedDeployments(this.observed, props);
  }
}
