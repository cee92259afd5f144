import { Duration, Size } from 'aws-cdk-lib';
import { MathExpression, Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { IConnectable } from 'aws-cdk-lib/aws-ec2';
import { CpuArchitecture } from 'aws-cdk-lib/aws-ecs';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { IHttpNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { IStringParameter } from 'aws-cdk-lib/aws-ssm';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { IImageRepository } from './i-image-repository';
import { IImageSigning } from './i-image-signing';
import { InternalService } from './internal-service';
import { SchemaMigration } from './schema-migration';
import { ServiceConnectTlsOptions } from './service-connect-tls-options';
import { ServicePlacementOptions } from './service-placement-options';
import { ServiceRolloutOptions } from './service-rollout-options';
import { TaskScaling } from './task-scaling';
import {
  AlarmDefinition,
  GraphDefinition,
  IMonitored,
  IServiceBinding,
  LogQueryDefinition,
  PendingInput,
  ServiceSecret,
} from '../core';
import { IManagedDatabase } from '../data';
import { ownerBinding, serverBinding } from './private/permissions/datastore-binding';
import { imageToBuild } from './private/permissions/image-to-build';
import { checkAlarms, checkGraphs, responseTime, statusRate } from './private/permissions/observed-checks';
import { DEFAULT_USER, HTTP_PORT, MIGRATION_COMMAND } from './private/permissions/open-fga';
import { requirePermissionProps } from './private/permissions/permission-problems';
import { presharedKeyOf } from './private/permissions/preshared-key';
import { serviceNameOf } from './private/placement/service-name';

/** Properties for defining a `PermissionService`. */
export interface PermissionServiceProps extends ServicePlacementOptions, ServiceRolloutOptions {
  /** Repository of the image, with `nextTag`. The command in `pendingInputs` builds it from that of OpenFGA. */
  readonly image: IImageRepository;

  /** PostgreSQL database that is for permissions alone, in which each check reads. */
  readonly database: IManagedDatabase;

  /**
   * User of the database that OpenFGA runs as, one of its `users`. The migration creates it, with rights on rows alone.
   * @default 'permissions'
   */
  readonly databaseUser?: string;

  /**
   * Signing whose profile must have signed the image. A release of any other image fails before its migration, by `NotSigned`.
   * @default - images are released without a signature, too
   */
  readonly requireSignature?: IImageSigning;

  /**
   * Customer managed KMS key of the secret with the key of the clients.
   * @default - encryption with the key of Secrets Manager
   */
  readonly encryptionKey?: IKey;

  /**
   * Settings of OpenFGA, such as `{ OPENFGA_CHECK_QUERY_CACHE_ENABLED: 'true' }`.
   * @see https://openfga.dev/docs/getting-started/setup-openfga/configuration
   * @default - those for the database, the key and logs alone
   */
  readonly environment?: Record<string, string>;

  /**
   * Cloud Map namespace. A service can call internal services of one namespace: give it to all that call each other.
   * @default - a namespace is created, with the name of the service
   */
  readonly cloudMapNamespace?: IHttpNamespace;

  /**
   * TLS for calls to the service, between the proxies of Service Connect.
   * @default - no TLS: AWS Private CA is billed by the month
   */
  readonly tls?: ServiceConnectTlsOptions;

  /**
   * Scaling of the number of tasks. Each has up to 30 connections to the database.
   * @default - the number is fixed
   */
  readonly scaling?: TaskScaling;

  /**
   * CPU units of a task, of which the proxy of Service Connect takes 256: 1024 are one vCPU.
   * @default 512
   */
  readonly cpu?: number;

  /**
   * Memory of a task. Fargate supports certain combinations with `cpu` only.
   * @default Size.gibibytes(1)
   */
  readonly memory?: Size;

  /**
   * CPU architecture that the image is built for.
   * @default CpuArchitecture.X86_64
   */
  readonly cpuArchitecture?: CpuArchitecture;

  /**
   * Retention of the log groups.
   * @default Duration.days(90)
   */
  readonly logRetention?: Duration;
}

/**
 * OpenFGA as an internal service: other services ask it who may do what, and those that have it in their `uses` alone reach it.
 *
 * They get its URL as `FGA_API_URL` and the key as `FGA_API_TOKEN`, the names that OpenFGA's own tools read. `releaseCommand`
 * creates the login and the tables and starts the first version, and upgrades it later: it migrates before it rolls.
 *
 * [src/service/PERMISSIONS.md](https://github.com/rl-bank/rl-bank-constructs/blob/main/src/service/PERMISSIONS.md)
 * has the first release, a model, a check, and what happens when it is down.
 * @see https://openfga.dev/docs/fga
 * @example
 * import * as ec2 from 'aws-cdk-lib/aws-ec2';
 * import { PostgresDatabase } from 'rl-bank-constructs/data';
 * import { ImageRepository, PermissionService, WorkerService } from 'rl-bank-constructs/service';
 *
 * declare const vpc: ec2.IVpc;
 * declare const image: ImageRepository; // with `nextTag: true`
 * declare const worker: ImageRepository;
 *
 * const database = new PostgresDatabase(this, 'Database', { vpc, databaseName: 'permissions', users: ['permissions'] });
 * const permissions = new PermissionService(this, 'Permissions', { vpc, image, database });
 * new WorkerService(this, 'Worker', { vpc, image: worker, uses: [permissions] }); // FGA_API_URL, FGA_API_TOKEN
 */
@propertyInjectable
export class PermissionService extends Construct implements IServiceBinding, IMonitored {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.service.PermissionService';

  /** ECS service that runs OpenFGA. */
  public readonly service: InternalService;

  /** State machine that migrates the database by the image under the next tag, and then rolls the service. */
  public readonly migration: SchemaMigration;

  /** Secret with the key that clients show. */
  public readonly presharedKey: ISecret;

  /** Database of the permissions. */
  public readonly database: IManagedDatabase;

  /** No parameters: the URL is a variable in plain text. */
  public readonly parameters: Record<string, IStringParameter> = {};

  /** Empty: another URL or key is another task definition of a client, which starts new tasks. */
  public readonly fingerprint: string = '';

  private readonly cpuArchitecture?: CpuArchitecture;

  constructor(scope: Construct, id: string, props: PermissionServiceProps) {
    super(scope, id);
    requirePermissionProps(this, props);
    const { image, database, databaseUser = DEFAULT_USER, encryptionKey, requireSignature, ...options } = props;
    const { vpc, taskSubnets, cpu, memory, cpuArchitecture, logRetention } = props;
    const serviceName = serviceNameOf(this, props);
    this.database = database;
    this.cpuArchitecture = cpuArchitecture;
    this.presharedKey = presharedKeyOf(this, encryptionKey);
    this.service = new InternalService(this, 'Service', {
      ...options,
      image,
      serviceName,
      // CloudWatch counts requests by this name alone, whatever the namespace: another permission service has another.
      serviceConnectName: serviceName.toLowerCase().replace(/_/g, '-'),
      containerPort: HTTP_PORT,
      uses: [serverBinding(database, databaseUser, ServiceSecret.fromSecret(this.presharedKey))],
    });
    this.migration = new SchemaMigration(this, 'Migration', {
      ...{ vpc, taskSubnets, image, cpu, memory, cpuArchitecture, logRetention },
      family: `${serviceName}-release`,
      service: this.service,
      command: MIGRATION_COMMAND,
      requireSignature,
      uses: [ownerBinding(database, databaseUser)],
    });
  }

  /** URL as `FGA_API_URL`. */
  public get variables(): Record<string, string> {
    return { FGA_API_URL: this.service.url };
  }

  /** Key as `FGA_API_TOKEN`. */
  public get secrets(): Record<string, ServiceSecret> {
    return { FGA_API_TOKEN: ServiceSecret.fromSecret(this.presharedKey) };
  }

  /** The image, with the command that builds it from that of OpenFGA and pushes it under the next tag. */
  public get pendingInputs(): PendingInput[] {
    const inputs = [...this.service.pendingInputs, ...this.migration.pendingInputs];
    return inputs.map((input) => (input.key === 'image' ? imageToBuild(input, this.cpuArchitecture) : input));
  }

  /** Shell command that creates or migrates login and tables by the image under the next tag, and then rolls the service. */
  public get releaseCommand(): string {
    return this.migration.startCommand;
  }

  /**
   * Alarms: `ChecksFail`, `ChecksRefused` and `ChecksSlow`, which page, those of the ECS service, and those of releases. The
   * database has its own.
   */
  public get alarmDefinitions(): AlarmDefinition[] {
    const { service, migration } = this;
    return [
      ...checkAlarms(
        service.serviceConnectName,
        service.url,
        service.alarmDefinitions.map(({ id }) => id),
      ),
      ...service.alarmDefinitions,
      ...migration.alarmDefinitions,
    ];
  }

  /** Graph definitions of checks, tasks, deployments and releases. */
  public get graphDefinitions(): GraphDefinition[] {
    const { service, migration } = this;
    return [...checkGraphs(service.serviceConnectName), ...service.graphDefinitions, ...migration.graphDefinitions];
  }

  /** First queries to the log groups of the service and of its migration, and the history of releases. */
  public get logQueries(): LogQueryDefinition[] {
    return [...this.service.logQueries, ...this.migration.logQueries];
  }

  /**
   * Lets an ECS service call this one: the security group rules, in the client's stack, and its namespace.
   * @param client ECS service, such as `worker.service`
   */
  public allowAccessFrom(client: IConnectable): void {
    this.service.allowAccessFrom(client);
  }

  /**
   * Grants nothing: the key is all that a client needs.
   * @param grantee task role of the client
   */
  public grantUse(grantee: IGrantable): Grant {
    return this.service.grantUse(grantee);
  }

  /**
   * Requests that OpenFGA fails with a status of 500 and more, in percent.
   * @param props metric options: period, statistic, label, region. `id` and `visible` have no effect on math expressions
   */
  public metricFailedChecks(props?: MetricOptions): MathExpression {
    return statusRate(this.service.serviceConnectName, 5, props);
  }

  /**
   * Time that OpenFGA takes for a request, in milliseconds: the average.
   * @param props metric options: period, statistic, label, region
   */
  public metricCheckTime(props?: MetricOptions): Metric {
    return responseTime(this.service.serviceConnectName, props);
  }
}
