import { Duration, Stack } from 'aws-cdk-lib';
import { MathExpression, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { Connections, IConnectable, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { Cluster } from 'aws-cdk-lib/aws-ecs';
import { EventPattern } from 'aws-cdk-lib/aws-events';
import { Grant, IGrantable, IPrincipal } from 'aws-cdk-lib/aws-iam';
import { IStateMachine, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { IEcsService } from './i-ecs-service';
import { IImageSigning } from './i-image-signing';
import { ISchemaMigration } from './i-schema-migration';
import { ServiceTaskOptions } from './service-task-options';
import { StandaloneTask } from './standalone-task';
import { AlarmDefinition, GraphDefinition, IMonitored, LogQueryDefinition, PendingInput } from '../core';
import { ImportedMigration } from './private/migration/imported-migration';
import { checkMigrationProps, requireMigrationProps } from './private/migration/migration-checks';
import { architectureOf, nextImageOf } from './private/migration/next-image';
import * as observed from './private/migration/observed-releases';
import { logReleases, releaseMachine } from './private/migration/release-machine';
import { rerunOn } from './private/migration/rerun';
import { grantStart, startCommandOf } from './private/migration/start-release';
import { serviceNameOf } from './private/placement/service-name';
import { crossStackLogGroupName } from './private/task/log-group';
import { machineArnOf } from '../core/private/state-machine/machine-arns';

/** Properties for defining a `SchemaMigration`. */
export interface SchemaMigrationProps extends ServiceTaskOptions {
  /** VPC of the migration's task. */
  readonly vpc: IVpc;

  /**
   * Subnets of the migration's task.
   * @default - the private subnets of the VPC
   */
  readonly taskSubnets?: SubnetSelection;

  /** ECS service that runs the same image. The migration runs in its cluster. */
  readonly service: IEcsService;

  /** Command of the migration, such as `['npm', 'run', 'migrate']`: that of the image would start the service. */
  readonly command: string[];

  /**
   * Signing whose profile must have signed the image. A release of any other image fails before its migration, by `NotSigned`.
   * @default - images are released without a signature, too
   */
  readonly requireSignature?: IImageSigning;

  /**
   * Time that the migration may take, from 1 minute to 6 hours. Then its task is stopped and the release fails.
   * @default Duration.minutes(15)
   */
  readonly timeout?: Duration;

  /**
   * Time that the deployment of the service may take, from 1 minute to 3 hours. Then the release fails, and the deployment
   * goes on.
   * @default Duration.hours(1)
   */
  readonly rollTimeout?: Duration;

  /**
   * Pattern of events after which migration and roll run again, with the image that the service runs: what the image reads
   * at its start has changed. Where CI has pushed another image, its release does it. Events come best effort.
   * @default - releases start by `startCommand` alone
   */
  readonly rerunOn?: EventPattern;

  /**
   * Name of the state machine, family of the task definition, and name of their log groups.
   * @default - a name that follows from the construct's path
   */
  readonly family?: string;
}

/**
 * Step Functions state machine that releases a service: it runs the migration of the image under the next tag as an ECS
 * task, moves the deployment tag to that image, and rolls the service. A migration that fails leaves the service as it is.
 *
 * The stack runs nothing: CI pushes an image under the next tag and starts an execution, by `startCommand`.
 *
 * [src/service/MIGRATIONS.md](https://github.com/rl-bank/rl-bank-constructs/blob/main/src/service/MIGRATIONS.md)
 * has the first release, what fails at which step, and how to go back.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html
 * @example
 * import { CfnOutput } from 'aws-cdk-lib';
 * import * as ec2 from 'aws-cdk-lib/aws-ec2';
 * import * as iam from 'aws-cdk-lib/aws-iam';
 * import { PostgresDatabase } from 'rl-bank-constructs/data';
 * import { BankApiService, ImageRepository, SchemaMigration } from 'rl-bank-constructs/service';
 *
 * declare const vpc: ec2.IVpc;
 * declare const image: ImageRepository;
 * declare const database: PostgresDatabase;
 * declare const web: BankApiService;
 * declare const ci: iam.IRole;
 *
 * const migration = new SchemaMigration(this, 'Migration', {
 *   vpc,
 *   service: web,
 *   image,
 *   uses: [database.forOwner()],
 *   command: ['npm', 'run', 'migrate'],
 * });
 * migration.grantStart(ci);
 * new CfnOutput(this, 'Release', { value: migration.startCommand });
 */
@propertyInjectable
export class SchemaMigration extends Construct implements ISchemaMigration, IConnectable, IGrantable, IMonitored {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.service.SchemaMigration';

  /**
   * References the state machine of a `SchemaMigration` of another app, in the account and region of the stack.
   * @param scope where it is referenced
   * @param id its id there
   * @param stateMachineName name of the state machine, which is the `family` of the migration
   */
  public static fromStateMachineName(scope: Construct, id: string, stateMachineName: string): ISchemaMigration {
    return new ImportedMigration(scope, id, stateMachineName);
  }

  /** Step Functions state machine. */
  public readonly stateMachine: IStateMachine;

  /** Name of the Step Functions state machine. */
  public readonly stateMachineName: string;

  /** ARN of the state machine, built from its name: no CloudFormation export blocks replacing it. */
  public readonly stateMachineArn: string;

  /** ECS task that migrates the schema. */
  public readonly task: StandaloneTask;

  private readonly releases: observed.ObservedReleases;
  private readonly rerunAlarms: AlarmDefinition[];

  constructor(scope: Construct, id: string, props: SchemaMigrationProps) {
    super(scope, id);
    requireMigrationProps(this, props);
    const name = serviceNameOf(this, { serviceName: props.family });
    checkMigrationProps(this, props, name);
    const { service, image, requireSignature, rerunOn: pattern, ...others } = props;
    const { timeout = Duration.minutes(15), rollTimeout = Duration.hours(1), ...options } = others;
    const { vpc } = props;
    this.task = new StandaloneTask(this, 'Task', {
      ...options,
      family: name,
      image: nextImageOf(image),
      cpuArchitecture: props.cpuArchitecture ?? architectureOf(service),
      cluster: Cluster.fromClusterAttributes(this, 'Cluster', { vpc, clusterName: service.clusterName }),
    });
    const canRerun = pattern !== undefined;
    const release = { service, image, requireSignature, timeout, rollTimeout, canRerun };
    releaseMachine(this, { name, task: this.task, ...release });
    this.stateMachineName = name;
    this.stateMachineArn = machineArnOf(Stack.of(this), name);
    this.stateMachine = StateMachine.fromStateMachineArn(this, 'StateMachine', this.stateMachineArn);
    logReleases(this, name, props);
    this.rerunAlarms = pattern ? [rerunOn(this, { name, serviceName: service.serviceName }, pattern)] : [];
    this.releases = {
      stateMachineArn: this.stateMachineArn,
      serviceName: service.serviceName,
      logGroupName: crossStackLogGroupName(name, props.logGroup),
      timeout,
    };
  }

  /** Connections of the migration's task, which calls and is not called. */
  public get connections(): Connections {
    return this.task.connections;
  }

  /** Principal for grants: the role of the migration's task. */
  public get grantPrincipal(): IPrincipal {
    return this.task.taskRole;
  }

  /** Image under the next tag, secret values and parameters that must exist before a release, each with its command. */
  public get pendingInputs(): PendingInput[] {
    return this.task.pendingInputs;
  }

  /** Shell command that releases: it starts an execution, waits for its end, and fails with its cause. For a `CfnOutput`. */
  public get startCommand(): string {
    return startCommandOf(this, this.stateMachineName);
  }

  /** Shell command that runs the migration of the image under the next tag alone: neither tag nor service changes. */
  public get migrateOnlyCommand(): string {
    return startCommandOf(this, this.stateMachineName, { migrateOnly: true });
  }

  /** Alarms: `ReleaseFailed`, which pages, `ReleaseSlow`, and with `rerunOn` `RerunNotStarted`. */
  public get alarmDefinitions(): AlarmDefinition[] {
    return [...observed.releaseAlarms(this.releases), ...this.rerunAlarms];
  }

  /** Graph definitions of releases. */
  public get graphDefinitions(): GraphDefinition[] {
    return observed.releaseGraphs(this.releases);
  }

  /** History of releases, and first queries to the log group of the migration's task. */
  public get logQueries(): LogQueryDefinition[] {
    return [...observed.releaseLogQueries(this.stateMachineName), ...this.task.logQueries];
  }

  /**
   * Releases that failed, timed out or were stopped: the sum.
   * @param props metric options: period, statistic, label, region. `id` and `visible` have no effect on math expressions
   */
  public metricFailedReleases(props?: MetricOptions): MathExpression {
    return observed.failedReleases(this.releases, props);
  }

  /**
   * Grants starting executions of the state machine, and describing them. The grantee can neither run a task nor roll a
   * service by itself.
   * @param grantee the role of CI
   */
  public grantStart(grantee: IGrantable): Grant {
    return grantStart(this, this.stateMachineName, grantee);
  }
}
