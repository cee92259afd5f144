import { Connections } from 'aws-cdk-lib/aws-ec2';
import { FargateTaskDefinition, ICluster } from 'aws-cdk-lib/aws-ecs';
import { Grant, IGrantable, IPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { IStandaloneTask, StandaloneTaskAttributes } from './i-standalone-task';
import { ServiceTaskOptions } from './service-task-options';
import { TaskPlacementOptions } from './task-placement-options';
import { AlarmDefinition, GraphDefinition, IMonitored, LogQueryDefinition, PendingInput } from '../core';
import { taskLogQueries } from './private/observed/service-log-queries';
import { crossStackClusterName } from './private/placement/cluster-name';
import { serviceNameOf } from './private/placement/service-name';
import { noteIsolatedSubnets, tasksOf } from './private/placement/subnets';
import { pendingInputsFor } from './private/rollout/pending-inputs';
import { newCluster, taskSecurityGroup } from './private/rollout/tasks';
import { ImportedTask } from './private/standalone/imported-task';
import { grantRun, rolePathOf, RunnableTask, runCommandOf } from './private/standalone/run-task';
import { checkStandaloneProps, requireStandaloneProps } from './private/standalone/standalone-checks';
import { crossStackLogGroupName } from './private/task/log-group';
import { taskFor } from './private/task/task';
import { connect } from './private/task/uses';
import { variablesOf } from './private/task/variables';
import { usesOf } from './private/telemetry/telemetry-binding';
import { DEFAULT_STOP_TIMEOUT } from './private/unbalanced-problems';

/** Properties for defining a `StandaloneTask`. */
export interface StandaloneTaskProps extends TaskPlacementOptions, ServiceTaskOptions {
  /**
   * Command of the container, such as `['npm', 'run', 'migrate']`.
   * @default - the command of the image
   */
  readonly command?: string[];

  /**
   * Family of the task definition, and name of the cluster and log group that are created with it.
   * @default - a name that follows from the construct's path
   */
  readonly family?: string;
}

/**
 * ECS task on Fargate outside of a service, which CI or an operator runs: a migration of a schema, or a job.
 *
 * The stack runs nothing: `runCommand` is the command that does, once everything in `pendingInputs` exists.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/standalone-tasks.html
 * @example
 * import { CfnOutput } from 'aws-cdk-lib';
 * import * as ec2 from 'aws-cdk-lib/aws-ec2';
 * import * as iam from 'aws-cdk-lib/aws-iam';
 * import { IServiceBinding } from 'rl-bank-constructs/core';
 * import { BankApiService, ImageRepository, StandaloneTask } from 'rl-bank-constructs/service';
 *
 * declare const vpc: ec2.IVpc;
 * declare const image: ImageRepository;
 * declare const database: IServiceBinding;
 * declare const api: BankApiService;
 * declare const ci: iam.IRole;
 *
 * const migration = new StandaloneTask(this, 'Migration', {
 *   vpc,
 *   image,
 *   cluster: api.cluster,
 *   command: ['npm', 'run', 'migrate'],
 *   uses: [database],
 * });
 * migration.grantRun(ci);
 * new CfnOutput(this, 'RunMigration', { value: migration.runCommand });
 */
@propertyInjectable
export class StandaloneTask extends Construct implements IStandaloneTask, IGrantable, IMonitored {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.service.StandaloneTask';

  /**
   * References a standalone task that another app has created, to run it.
   * @param scope where it is referenced
   * @param id its id there
   * @param attrs family, cluster, subnets and security group
   */
  public static fromStandaloneTaskAttributes(
    scope: Construct,
    id: string,
    attrs: StandaloneTaskAttributes,
  ): IStandaloneTask {
    return new ImportedTask(scope, id, attrs);
  }

  /** Task definition. */
  public readonly taskDefinition: FargateTaskDefinition;

  /** IAM role of the task, without any permission until one is granted. */
  public readonly taskRole: Role;

  /** ECS cluster. */
  public readonly cluster: ICluster;

  /** Log group of the task. */
  public readonly logGroup: ILogGroup;

  /** Family of the task definition. */
  public readonly family: string;

  /** Name of the container whose exit code is the result of a run. */
  public readonly containerName = 'task';

  /** Name of the cluster, for any stack. */
  public readonly clusterName: string;

  /** Ids of the subnets that the task runs in. */
  public readonly subnetIds: string[];

  /** Path of the two roles of the task, and of no other. */
  public readonly rolePath: string;

  /** Connections of the task, which calls and is not called. */
  public readonly connections: Connections;

  /** Image, secret values and parameters that must exist before the task can run, each with its command. */
  public readonly pendingInputs: PendingInput[];

  private readonly logGroupName: string;
  private readonly task: RunnableTask;

  constructor(scope: Construct, id: string, props: StandaloneTaskProps) {
    super(scope, id);
    requireStandaloneProps(this, props);
    const family = serviceNameOf(this, { serviceName: props.family });
    checkStandaloneProps(this, props, family);
    const { vpc, command } = props;
    const uses = usesOf(family, props);
    const options = { ...props, uses };
    this.family = family;
    this.rolePath = rolePathOf(this, family);
    const { taskDefinition, taskRole, logGroup } = taskFor(this, options, {
      serviceName: family,
      container: { name: this.containerName, noun: 'task', command },
      variables: variablesOf(options),
      stopTimeout: DEFAULT_STOP_TIMEOUT,
      rolePath: this.rolePath,
    });
    this.taskDefinition = taskDefinition;
    this.taskRole = taskRole;
    this.logGroup = logGroup;
    this.logGroupName = crossStackLogGroupName(family, props.logGroup);
    this.cluster = props.cluster ?? newCluster(this, vpc, family);

    noteIsolatedSubnets(this, props);
    const securityGroup = taskSecurityGroup(this, props);
    this.connections = securityGroup.connections;
    connect(this, taskRole, uses);
    this.pendingInputs = pendingInputsFor(options);

    this.clusterName = props.cluster ? crossStackClusterName(props.cluster) : family;
    this.subnetIds = tasksOf(props).subnetIds;
    const { clusterName, subnetIds, rolePath } = this;
    this.task = { family, clusterName, rolePath, subnetIds, securityGroup };
  }

  /**
   * The `aws ecs run-task` command with cluster, subnets and security group. Some of these are known at the deployment
   * alone, and tokens until then: put it into a `CfnOutput`, and paste the value of that.
   */
  public get runCommand(): string {
    return runCommandOf(this, this.task);
  }

  /** Principal for grants: the task role. */
  public get grantPrincipal(): IPrincipal {
    return this.taskRole;
  }

  /**
   * No alarms: that no task runs is as it should be, and ECS publishes no metric of how one ended. The command that ran it
   * knows the exit code: see "Standalone tasks" in the README.
   */
  public get alarmDefinitions(): AlarmDefinition[] {
    return [];
  }

  /** No graphs: the metrics of ECS are those of services. */
  public get graphDefinitions(): GraphDefinition[] {
    return [];
  }

  /** First queries to the log group of the task. */
  public get logQueries(): LogQueryDefinition[] {
    return taskLogQueries(this.logGroupName);
  }

  /**
   * Grants running the task in its cluster without ECS Exec, and describing the tasks of the cluster. The grantee can be in
   * any stack. It can give a run another command, other variables, subnets and security groups, for which `RunTask` has no
   * condition keys: it can do what the task role may do.
   * @param grantee the role of CI
   */
  public grantRun(grantee: IGrantable): Grant {
    return grantRun(this, this.task, grantee);
  }
}
