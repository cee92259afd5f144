import { MathExpression, Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { FargateService, FargateTaskDefinition, ICluster } from 'aws-cdk-lib/aws-ecs';
import { Grant, IGrantable, IPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { EcsServiceAttributes, IEcsService } from './i-ecs-service';
import { AlarmDefinition, GraphDefinition, IMonitored, LogQueryDefinition, PendingInput } from '../core';
import { ImportedService } from './private/imported-service';
import { serviceLogQueries } from './private/observed/service-log-queries';
import * as metrics from './private/observed/service-metrics';
import { grantRoll } from './private/rollout/roll';
import type { RunningService } from './private/running-service';

/**
 * ECS service on Fargate: what an API behind a load balancer, a worker and an internal service have in common.
 *
 * It has 0 tasks until `launchPhase` states that everything in `pendingInputs` exists, so a first deployment never waits
 * for tasks that cannot start. A failed deployment is rolled back, and raises an alarm.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_services.html
 * @example
 * import { EcsService } from 'rl-bank-constructs/service';
 *
 * const worker = EcsService.fromEcsServiceAttributes(this, 'Worker', { serviceName: 'prd-mailer' }); // of another app
 */
export abstract class EcsService extends Construct implements IEcsService, IGrantable, IMonitored {
  /**
   * References an ECS service that another app has created.
   * @param scope where it is referenced
   * @param id its id there
   * @param attrs names of service and cluster
   */
  public static fromEcsServiceAttributes(scope: Construct, id: string, attrs: EcsServiceAttributes): IEcsService {
    return new ImportedService(scope, id, attrs);
  }

  /**
   * Resources of the service.
   * @internal
   */
  protected abstract readonly _running: RunningService;

  /** Alarms of the service. */
  public abstract get alarmDefinitions(): AlarmDefinition[];

  /** Graph definitions of the service. */
  public abstract get graphDefinitions(): GraphDefinition[];

  /** First queries to the log group of the tasks, and the history of deployments. */
  public get logQueries(): LogQueryDefinition[] {
    return serviceLogQueries(this._running.observed.logGroupName, this.serviceName);
  }

  /** ECS service. Its `connections` are those of the tasks. */
  public get service(): FargateService {
    return this._running.service;
  }

  /** Task definition. */
  public get taskDefinition(): FargateTaskDefinition {
    return this._running.taskDefinition;
  }

  /** IAM role of the tasks, without any permission until one is granted. */
  public get taskRole(): Role {
    return this._running.taskRole;
  }

  /** Principal for grants: the task role. */
  public get grantPrincipal(): IPrincipal {
    return this._running.taskRole;
  }

  /** ECS cluster. */
  public get cluster(): ICluster {
    return this._running.cluster;
  }

  /** Log group of the tasks. */
  public get logGroup(): ILogGroup {
    return this._running.logGroup;
  }

  /** Name of the ECS service. */
  public get serviceName(): string {
    return this._running.serviceName;
  }

  /** Name of the ECS cluster. */
  public get clusterName(): string {
    return this._running.clusterName;
  }

  /** ARN of the ECS service, built from names: no CloudFormation export blocks replacing the service. */
  public get serviceArn(): string {
    return this._running.serviceArn;
  }

  /** Image, secret values and parameters that must exist before a task can start, each with its command. */
  public get pendingInputs(): PendingInput[] {
    return this._running.pendingInputs;
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
   * CPU utilization of the tasks, in percent: the average.
   * @param props metric options: period, statistic, label, region
   */
  public metricCpuUtilization(props?: MetricOptions): Metric {
    return metrics.cpuUtilization(this._running.observed, props);
  }

  /**
   * Memory utilization of the tasks, in percent: the average.
   * @param props metric options: period, statistic, label, region
   */
  public metricMemoryUtilization(props?: MetricOptions): Metric {
    return metrics.memoryUtilization(this._running.observed, props);
  }

  /**
   * Desired tasks minus running tasks: the average. Requires Container Insights on the cluster.
   * @param props metric options: period, statistic, label, region. `id` and `visible` have no effect on math expressions
   */
  public metricMissingTasks(props?: MetricOptions): MathExpression {
    return metrics.missingTasks(this._running.observed, props);
  }

  /**
   * Deployments that failed and were rolled back: the sum.
   * @param props metric options: period, statistic, label, region
   */
  public metricFailedDeployments(props?: MetricOptions): Metric {
    return metrics.failedDeployments(this._running.observed, props);
  }

  /**
   * Deployments that started: the sum.
   * @param props metric options: period, statistic, label, region
   */
  public metricStartedDeployments(props?: MetricOptions): Metric {
    return metrics.startedDeployments(this._running.observed, props);
  }
}
