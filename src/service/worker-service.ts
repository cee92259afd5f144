import { Duration } from 'aws-cdk-lib';
import { MathExpression, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { Connections, IConnectable } from 'aws-cdk-lib/aws-ec2';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { EcsService } from './ecs-service';
import { ServicePlacementOptions } from './service-placement-options';
import { ServiceRolloutOptions } from './service-rollout-options';
import { ServiceTaskOptions } from './service-task-options';
import { TaskScaling } from './task-scaling';
import { AlarmDefinition, GraphDefinition } from '../core';
import { serviceGraphs } from './private/observed/service-graphs';
import { runningTasks } from './private/observed/service-metrics';
import { unbalancedAlarms, workerSymptoms } from './private/observed/unbalanced-alarms';
import { serviceNameOf } from './private/placement/service-name';
import { RunningService, runningService } from './private/running-service';
import { DEFAULT_STOP_TIMEOUT, unbalancedProblems } from './private/unbalanced-problems';
import { requireWorkerProps } from './private/worker-types';
import { throwOnProblems } from '../core/private/checks/problems';

/** Properties for defining a `WorkerService`. */
export interface WorkerServiceProps extends ServicePlacementOptions, ServiceTaskOptions, ServiceRolloutOptions {
  /**
   * Command of the container, such as `['npm', 'run', 'worker']`.
   * @default - the command of the image
   */
  readonly command?: string[];

  /**
   * Scaling of the number of tasks.
   * @default - the number is fixed
   */
  readonly scaling?: TaskScaling;

  /**
   * Time between SIGTERM and SIGKILL when a task stops: as long as the longest job takes to end or to be put back.
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html#container_definition_timeout
   * @default Duration.seconds(30)
   */
  readonly stopTimeout?: Duration;
}

/**
 * ECS service on Fargate that nothing calls: it works on a queue, a schedule of its own or a change stream, without a load
 * balancer.
 *
 * It has 0 tasks until `launchPhase` states that everything in `pendingInputs` exists. A failed deployment is rolled back, and
 * raises an alarm.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_services.html
 * @example
 * import * as ec2 from 'aws-cdk-lib/aws-ec2';
 * import { ValkeyCache } from 'rl-bank-constructs/data';
 * import { ImageRepository, LaunchPhase, WorkerService } from 'rl-bank-constructs/service';
 *
 * declare const vpc: ec2.IVpc;
 * declare const image: ImageRepository;
 * declare const cache: ValkeyCache;
 *
 * const mailer = new WorkerService(this, 'Mailer', {
 *   vpc,
 *   image,
 *   uses: [cache],
 *   launchPhase: LaunchPhase.NOT_READY, // FIRST_START when everything in `mailer.pendingInputs` exists, then RUNNING
 * });
 */
@propertyInjectable
export class WorkerService extends EcsService implements IConnectable {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.service.WorkerService';

  /** @internal */
  protected readonly _running: RunningService;

  constructor(scope: Construct, id: string, props: WorkerServiceProps) {
    super(scope, id);
    requireWorkerProps(this, props);
    const serviceName = serviceNameOf(this, props);
    throwOnProblems(this, ...unbalancedProblems(this, props, serviceName));
    this._running = runningService(this, props, {
      serviceName,
      container: { name: 'worker', noun: 'worker', command: props.command },
      stopTimeout: props.stopTimeout ?? DEFAULT_STOP_TIMEOUT,
    });
  }

  /** Connections of the tasks, which call and are not called. */
  public get connections(): Connections {
    return this.service.connections;
  }

  /**
   * Alarms: `NoTasks`, `TasksMissing`, `CpuHigh`, `MemoryHigh`, `DeploymentFailed` and `SecretRollFailed` (with
   * `rollOnSecretChange`). The first four are left out while `launchPhase` keeps the service at 0 tasks.
   */
  public get alarmDefinitions(): AlarmDefinition[] {
    return unbalancedAlarms(this._running.observed, workerSymptoms(this._running.observed));
  }

  /** Graph definitions of tasks and deployments. */
  public get graphDefinitions(): GraphDefinition[] {
    return serviceGraphs(this._running.observed);
  }

  /**
   * Tasks that run, 1 where none is desired: the average. Requires Container Insights on the cluster.
   * @param props metric options: period, statistic, label, region. `id` and `visible` have no effect on math expressions
   */
  public metricRunningTasks(props?: MetricOptions): MathExpression {
    return runningTasks(this._running.observed, props);
  }
}
