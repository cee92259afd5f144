import { Duration, Size } from 'aws-cdk-lib';
import { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnReplicationTask } from 'aws-cdk-lib/aws-dms';
import { Connections, IConnectable, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { IDmsServiceRoles } from './i-dms-service-roles';
import { MigrationSource } from './migration-source';
import { MigrationStep } from './migration-step';
import { MigrationTable } from './migration-table';
import { AlarmDefinition, GraphDefinition, IMonitored, LogQueryDefinition, PendingInput } from '../core';
import { IManagedDatabase } from '../data';
import { cutOverSteps } from './private/cut-over/steps';
import { sourceEndpoint, targetEndpoint } from './private/databases/endpoints';
import { migrationNameOf } from './private/databases/migration-name';
import * as problems from './private/databases/migration-problems';
import { instanceGroup, replicationInstance } from './private/databases/replication-instance';
import { selectionProblems } from './private/databases/selection-problems';
import { sourceInputs } from './private/databases/source-inputs';
import { tableMappings } from './private/databases/table-mappings';
import { countStops, taskArnOf, taskLog } from './private/databases/task-logs';
import { taskSettings } from './private/databases/task-settings';
import { migrationAlarms } from './private/databases-observed/migration-alarms';
import { migrationGraphs, migrationLogQueries } from './private/databases-observed/migration-graphs';
import { freeStorageOf, stopsOf, taskMetric } from './private/databases-observed/migration-metrics';
import { runbookText } from './private/runbook-text';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireProps } from '../core/private/checks/required-props';
import { NUMBER, typeProblems } from '../core/private/checks/types';
import { privateSubnets } from '../core/private/resources/private-subnets';

/** How DMS compares the rows of source and target. */
export interface MigrationValidationOptions {
  /**
   * Number of comparisons at the same time. Each is a query at the source and one at the target.
   * @default 5
   */
  readonly threads?: number;
}

/** Properties for defining a `DataMigration`. */
export interface DataMigrationProps {
  /** VPC of the replication instance. It reaches the source by peering, VPN or Direct Connect. */
  readonly vpc: IVpc;

  /** The IAM roles of the account that DMS finds by their names. */
  readonly serviceRoles: IDmsServiceRoles;

  /** Database that moves. */
  readonly source: MigrationSource;

  /** PostgreSQL database that the rows move into. Its tables exist before, and are never emptied. */
  readonly target: IManagedDatabase;

  /** User of the target that writes the rows, one of its `userNames` with a password. */
  readonly targetUser: string;

  /** Tables that move. */
  readonly tables: MigrationTable[];

  /**
   * Subnets of the replication instance, in two Availability Zones or more. They have a way to Secrets Manager: a NAT gateway,
   * or a VPC endpoint.
   * @default - the private subnets of the VPC, else the isolated ones
   */
  readonly subnets?: SubnetSelection;

  /**
   * Name of replication instance and task, and beginning of those of the endpoints: up to 24 lower-case letters, digits and
   * single hyphens.
   * @default - a name that follows from the path of the construct, and from what replaces the instance
   */
  readonly migrationName?: string;

  /**
   * Class of the replication instance, which is billed by the hour.
   * @see https://docs.aws.amazon.com/dms/latest/userguide/CHAP_ReplicationInstance.Types.html
   * @default 'dms.r6i.large'
   */
  readonly instanceClass?: string;

  /**
   * Storage of the replication instance, for logs and for changes that the target has not taken yet.
   * @default Size.gibibytes(100)
   */
  readonly storage?: Size;

  /**
   * Whether the replication instance has a standby in another Availability Zone, for migrations of weeks.
   * @default false
   */
  readonly multiAz?: boolean;

  /**
   * Customer managed KMS key of the storage of the replication instance. Another key is another instance.
   * @default - the key `aws/dms` of AWS
   */
  readonly encryptionKey?: IKey;

  /**
   * How DMS compares rows. For MongoDB it cannot, and this is refused.
   * @default - 5 comparisons at the same time; none for MongoDB
   */
  readonly validation?: MigrationValidationOptions;

  /**
   * Whether names of schemas, tables and columns keep their capitals, which PostgreSQL then wants in quotes.
   * @default false
   */
  readonly keepNameCase?: boolean;

  /**
   * Retention of the logs of the task.
   * @default Duration.days(90)
   */
  readonly logRetention?: Duration;
}

/**
 * Moves a database into PostgreSQL by AWS DMS: a full load, then every change until the cut-over, each row compared at both
 * ends.
 *
 * The deployment starts nothing: `cutOverRunbook` does, step by step, each with its check and its way back.
 *
 * [src/migration/DATABASES.md](https://github.com/rl-bank/rl-bank-constructs/blob/main/src/migration/DATABASES.md)
 * has the settings of each engine, what DMS does not move, and what a migration costs.
 * @see https://docs.aws.amazon.com/dms/latest/userguide/Welcome.html
 * @example
 * import { writeFileSync } from 'node:fs';
 * import * as ec2 from 'aws-cdk-lib/aws-ec2';
 * import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
 * import { PostgresDatabase } from 'rl-bank-constructs/data';
 * import { DataMigration, DmsServiceRoles, MigrationSource, MigrationTable } from 'rl-bank-constructs/migration';
 *
 * declare const vpc: ec2.IVpc;
 * declare const secret: secretsmanager.ISecret; // {"host": …, "port": …, "username": …, "password": …}
 * declare const database: PostgresDatabase;
 *
 * const migration = new DataMigration(this, 'Crm', {
 *   vpc,
 *   serviceRoles: new DmsServiceRoles(this, 'DmsRoles'),
 *   source: MigrationSource.sqlServer({ secret, databaseName: 'crm', addressRanges: ['10.20.0.0/16'] }),
 *   target: database,
 *   targetUser: 'migration',
 *   tables: [MigrationTable.of('dbo', 'Customers', { targetSchema: 'crm' }), MigrationTable.allOf('sales')],
 * });
 * writeFileSync('cut-over.md', migration.cutOverRunbook); // longer than an output of CloudFormation may be
 */
@propertyInjectable
export class DataMigration extends Construct implements IConnectable, IMonitored {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.migration.DataMigration';

  /** Connections of the replication instance, which calls and is not called. */
  public readonly connections: Connections;

  /** Name of replication instance and task. */
  public readonly migrationName: string;

  /** ARN of the task. */
  public readonly taskArn: string;

  /** Storage of the replication instance. */
  public readonly storage: Size;

  /** Whether DMS compares the rows: not for MongoDB. */
  public readonly isValidated: boolean;

  /** Steps from the settings of the source to the end of the migration, each with its check and its way back. */
  public readonly cutOverSteps: MigrationStep[];

  /** The login at the source, which its operator writes into the secret. */
  public readonly pendingInputs: PendingInput[];

  constructor(scope: Construct, id: string, props: DataMigrationProps) {
    super(scope, id);
    requireProps(this, props, {
      ...({ vpc: true, serviceRoles: true, source: true } as const),
      ...({ target: true, targetUser: true, tables: true } as const),
    });
    throwOnProblems(this, ...typeProblems(props, problems.MIGRATION_TYPES));
    throwOnProblems(this, ...typeProblems(props.validation ?? {}, { threads: NUMBER }, 'validation.'));
    const { vpc, source, target, targetUser, tables, validation, logRetention, keepNameCase = false } = props;
    const naming = { keepNameCase, hasColumns: source._engine.hasColumns };
    const selected = vpc.selectSubnets(props.subnets ?? privateSubnets(vpc));
    const name = props.migrationName ?? migrationNameOf(this, props.encryptionKey);
    this.storage = props.storage ?? Size.gibibytes(100);
    throwOnProblems(
      this,
      ...problems.networkProblems(this, vpc, selected),
      ...problems.endpointProblems(this, props),
      ...selectionProblems(tables, source, naming),
      ...problems.instanceProblems(this, props, name, this.storage),
    );
    const secret = target.forUser(targetUser).secrets.DB_PASSWORD?.secret;
    throwOnProblems(this, problems.passwordProblem(targetUser, secret !== undefined));

    this.migrationName = name;
    this.taskArn = taskArnOf(this, name);
    this.isValidated = source._engine.canValidate;
    const securityGroup = instanceGroup(this, props);
    this.connections = new Connections({ securityGroups: [securityGroup] });
    target.allowAccessFrom(this);
    const place = { name, subnetIds: selected.subnetIds, securityGroup, storage: this.storage };
    const task = new CfnReplicationTask(this, 'Task', {
      ...{ replicationTaskIdentifier: name, resourceIdentifier: name, migrationType: 'full-load-and-cdc' },
      replicationInstanceArn: replicationInstance(this, props, place).ref,
      sourceEndpointArn: sourceEndpoint(this, name, source).ref,
      targetEndpointArn: targetEndpoint(this, name, target, secret).ref,
      tableMappings: JSON.stringify(tableMappings(tables, naming)),
      replicationTaskSettings: JSON.stringify(taskSettings(source._engine, validation)),
    });
    task.node.addDependency(taskLog(this, name, logRetention));
    countStops(this, name, logRetention);
    this.cutOverSteps = cutOverSteps(this, { name, source, target, targetUser, tables, naming });
    this.pendingInputs = sourceInputs(source);
  }

  /** The steps as a page in Markdown that an operator follows from top to bottom. */
  public get cutOverRunbook(): string {
    return runbookText(`Cut-over of ${this.migrationName}`, this.cutOverSteps);
  }

  /**
   * Alarms: `MigrationTaskStopped`, which pages. Tickets: `MigrationSourceLatency`, `MigrationTargetLatency`,
   * `MigrationStorageNearlyFull`, and where DMS validates `MigrationMismatches`.
   */
  public get alarmDefinitions(): AlarmDefinition[] {
    return migrationAlarms(this);
  }

  /** Graphs of latency, full load, validation and storage. */
  public get graphDefinitions(): GraphDefinition[] {
    return migrationGraphs(this);
  }

  /** Queries of what the task complains of, and why it stopped. */
  public get logQueries(): LogQueryDefinition[] {
    return migrationLogQueries(this.migrationName);
  }

  /**
   * A metric of the task, by its name in the documentation: the maximum.
   * @see https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Monitoring.html#CHAP_Monitoring.Metrics
   * @param metricName name, such as `CDCLatencyTarget`
   * @param props metric options: period, statistic, label, region
   */
  public metric(metricName: string, props?: MetricOptions): Metric {
    return taskMetric(this.migrationName, metricName, props);
  }

  /**
   * Free storage of the replication instance, in bytes: the minimum.
   * @param props metric options: period, statistic, label, region
   */
  public metricFreeStorage(props?: MetricOptions): Metric {
    return freeStorageOf(this.migrationName, props);
  }

  /**
   * How often the task stopped or failed, as events of DMS say: the sum.
   * @param props metric options: period, statistic, label, region
   */
  public metricStops(props?: MetricOptions): Metric {
    return stopsOf(this.migrationName, props);
  }
}
