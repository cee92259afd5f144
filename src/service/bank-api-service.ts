import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { IOrigin } from 'aws-cdk-lib/aws-cloudfront';
import { MathExpression, Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { Connections } from 'aws-cdk-lib/aws-ec2';
import {
  ApplicationTargetGroup,
  IApplicationListener,
  IApplicationLoadBalancer,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { ApiPlacementOptions } from './api-placement-options';
import { ApiRolloutOptions } from './api-rollout-options';
import { ApiTaskOptions } from './api-task-options';
import { ApiTrafficOptions } from './api-traffic-options';
import { EcsService } from './ecs-service';
import { BankApiServiceAttributes, IBankApiService } from './i-bank-api-service';
import { ILoadBalancedService } from './i-load-balanced-service';
import { AlarmDefinition, GraphDefinition, RequestMetrics } from '../core';
import { apiProblems } from './private/api-problems';
import { requireApiProps } from './private/api-types';
import { ImportedApi } from './private/imported-api';
import { apiAlarms } from './private/observed/api-alarms';
import { apiGraphs } from './private/observed/api-graphs';
import * as metrics from './private/observed/api-metrics';
import type { ObservedApi } from './private/observed/observed-api';
import { serviceNameOf } from './private/placement/service-name';
import { RunningService, runningService } from './private/running-service';
import { containerPortOf } from './private/task/task-definition';
import { frontDoor } from './private/traffic/front-door';
import { requestTimeoutOf } from './private/traffic/shared-problems';
import { timeoutsFor } from './private/traffic/timeouts';
import { throwOnProblems } from '../core/private/checks/problems';

/** Properties for defining a `BankApiService`. */
export interface BankApiServiceProps
  extends ApiPlacementOptions, ApiTaskOptions, ApiTrafficOptions, ApiRolloutOptions {}

/**
 * ECS service on Fargate behind an Application Load Balancer, of its own or shared.
 *
 * It has 0 tasks until `launchPhase` states that everything in `pendingInputs` exists, so a first deployment never waits
 * for tasks that cannot start. A failed deployment is rolled back, and raises an alarm.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html
 * @example
 * import * as ec2 from 'aws-cdk-lib/aws-ec2';
 * import { ServiceSettings, ValkeyCache } from 'rl-bank-constructs/data';
 * import { BankDns } from 'rl-bank-constructs/network';
 * import { ApiDomain, ApiExposure, BankApiService, ImageRepository, LaunchPhase } from 'rl-bank-constructs/service';
 *
 * declare const vpc: ec2.IVpc;
 * declare const dns: BankDns;
 * declare const image: ImageRepository;
 * declare const settings: ServiceSettings;
 * declare const cache: ValkeyCache;
 * declare const worker: ec2.IConnectable;
 *
 * const api = new BankApiService(this, 'Api', {
 *   vpc,
 *   image,
 *   settings,
 *   domain: ApiDomain.inZone(dns, 'api.bank.example'),
 *   exposure: ApiExposure.withinVpc(),
 *   uses: [cache], // its address, its security group, and the permission to log in
 *   scaling: { minTasks: 2, maxTasks: 6 },
 *   launchPhase: LaunchPhase.NOT_READY, // FIRST_START when everything in `api.pendingInputs` exists, then RUNNING
 * });
 * api.connections.allowDefaultPortFrom(worker); // a client of the API
 */
@propertyInjectable
export class BankApiService extends EcsService implements IBankApiService, ILoadBalancedService {
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

  /** Load balancer. */
  public readonly loadBalancer: IApplicationLoadBalancer;

  /** HTTPS listener. */
  public readonly listener: IApplicationListener;

  /** Target group of the tasks. */
  public readonly targetGroup: ApplicationTargetGroup;

  /** Certificate of the listener, `undefined` where that of a shared load balancer covers the names. */
  public readonly certificate?: ICertificate;

  /** Bucket for the access logs of the load balancer, `undefined` where it is shared. */
  public readonly accessLogBucket?: IBucket;

  /** Connections of the load balancer, with default port 443. The tasks' are `service.connections`. */
  public readonly connections: Connections;

  /** Port that the tasks listen on. */
  public readonly containerPort: number;

  /** URL of the API, such as `https://api.bank.example`. */
  public readonly url: string;

  /** Whether the load balancer is internet-facing. */
  public readonly isPublic: boolean;

  /** @internal */
  protected readonly _running: RunningService;

  private readonly observed: ObservedApi;
  private readonly originOf: () => IOrigin;
  private origin?: IOrigin;

  constructor(scope: Construct, id: string, props: BankApiServiceProps) {
    super(scope, id);
    requireApiProps(this, props);
    const serviceName = serviceNameOf(this, props);
    throwOnProblems(this, ...apiProblems(this, props, serviceName));
    const { domain } = props;
    this.containerPort = containerPortOf(props);
    this.url = domain.url;
    const requestTimeout = requestTimeoutOf(props);
    const timeouts = timeoutsFor(requestTimeout, props.healthCheck);

    const door = frontDoor(this, props, timeouts);
    this.loadBalancer = door.loadBalancer;
    this.connections = door.connections;
    this.isPublic = door.isPublic;
    this.accessLogBucket = door.accessLogBucket;
    this.certificate = door.certificate;
    this.targetGroup = door.targetGroup;
    this.listener = door.listener;
    this.originOf = door.origin;

    this._running = runningService(this, props, {
      serviceName,
      container: { name: 'api', noun: 'API', port: this.containerPort },
      stopTimeout: timeouts.stop,
      targets: { targetGroup: this.targetGroup, healthGrace: timeouts.healthGrace },
    });
    door.records.forEach(({ node }) => node.addDependency(this._running.service));
    this.observed = {
      ...this._running.observed,
      ...{ url: this.url, isPublic: this.isPublic, requestTimeout },
      ...{ loadBalancer: this.loadBalancer, targetGroup: this.targetGroup, certificate: this.certificate },
      ...door.observed,
    };
  }

  /**
   * VPC origin for distributions of the account, in any region: `site.addApi('/api/*', api.vpcOrigin)`. It throws without
   * `ApiExposure.cloudFront()`. Where `domain` is a wildcard, pass `hostHeader: ApiHostHeader.VIEWER` with it.
   */
  public get vpcOrigin(): IOrigin {
    this.origin ??= this.originOf();
    return this.origin;
  }

  /**
   * Alarms: `NoHealthyTarget`, `ServerErrors`, `Latency`, `TasksMissing`, `CpuHigh`, `MemoryHigh`, `DeploymentFailed`,
   * `SecretRollFailed` (with `rollOnSecretChange`) and `CertificateExpires` (of a certificate that it creates). The first
   * six are left out while `launchPhase` keeps the service at 0 tasks.
   */
  public get alarmDefinitions(): AlarmDefinition[] {
    return apiAlarms(this.observed);
  }

  /**
   * Requests, for a `ServiceLevelObjective`: those with a 5xx response of a target or of the load balancer have failed. Behind a
   * shared load balancer, failed connections to targets count in place of its responses.
   */
  public get requestMetrics(): RequestMetrics {
    return metrics.requestMetrics(this.observed, this);
  }

  /** Graph definitions of the load balancer and the tasks. */
  public get graphDefinitions(): GraphDefinition[] {
    return apiGraphs(this.observed);
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
   * Requests that end in a 5xx response of a target or of the load balancer, in percent. Behind a shared load balancer, failed
   * connections to targets count in place of its responses. Fewer than five in a period count as none. A math expression, and a ratio of sums: `statistic`, `id` and `visible` have no effect.
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
}
