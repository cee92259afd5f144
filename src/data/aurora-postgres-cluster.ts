import { Duration } from 'aws-cdk-lib';
import { Metric, MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { AuroraPostgresEngineVersion } from 'aws-cdk-lib/aws-rds';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { ManagedDatabase } from './managed-database';
import { ManagedDatabaseOptions } from './managed-database-options';
import { AlarmDefinition, GraphDefinition } from '../core';
import { postgres } from './private/database/engine';
import { noteStandardSupport } from './private/database/standard-support';
import { checkedSubnets } from './private/database-checks/checked-subnets';
import { clusterProblems } from './private/database-checks/cluster-problems';
import { MANAGED_TYPES } from './private/database-checks/option-types';
import { clusterAlarms, clusterGraphs } from './private/database-cluster/cluster-observed';
import { RunningCluster, runningCluster } from './private/database-cluster/running-cluster';
import { rdsMetric } from './private/database-observed/metrics';
import { DURATION } from '../core/private/checks/cdk-types';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireProps } from '../core/private/checks/required-props';
import { instance, NUMBER, TEXT, typeProblems } from '../core/private/checks/types';

/** Properties for defining an `AuroraPostgresCluster`. */
export interface AuroraPostgresClusterProps extends ManagedDatabaseOptions {
  /**
   * Version of Aurora PostgreSQL. RDS upgrades minor versions itself, in the maintenance window. Another major version is
   * deployed without a question: the upgrade interrupts the cluster and cannot be taken back.
   * @default AuroraPostgresEngineVersion.VER_17_9
   */
  readonly version?: AuroraPostgresEngineVersion;

  /**
   * Number of readers that there always are: 0 to 15. The first one takes the place of the writer in a failover.
   * @default 1
   */
  readonly readers?: number;

  /**
   * Number of readers at most. Application Auto Scaling adds them while the CPU of the readers is above 60 %.
   * @default - 3, or `readers` if that is more; 0 without readers
   * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Integrating.AutoScaling.html
   */
  readonly maxReaders?: number;

  /**
   * Minimum capacity of each instance, in Aurora capacity units of about 2 GiB of memory: 0 to 128 in steps of 0.5. With 0 an
   * instance without connections pauses, and the next connection waits some 15 seconds.
   * @default 0.5
   */
  readonly minCapacity?: number;

  /**
   * Maximum capacity of each instance, in Aurora capacity units: 1 to 128 in steps of 0.5. It is the ceiling of the bill, and
   * decides the number of connections.
   * @default 16
   */
  readonly maxCapacity?: number;

  /**
   * Duration without a connection after which an instance pauses, where `minCapacity` is 0: 5 minutes to 24 hours.
   * @default Duration.minutes(5)
   * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2-auto-pause.html
   */
  readonly autoPauseAfter?: Duration;

  /**
   * Name of a user that replicates changes out of the database, such as a sync service outside of AWS. It turns on logical
   * replication, a static parameter: a cluster that exists already takes a reboot, which an operator starts.
   * @default - no logical replication
   * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Replication.Logical.html
   */
  readonly logicalReplicationUser?: string;
}

/**
 * A cluster of Aurora PostgreSQL Serverless v2: a writer, and readers that scale with their load.
 *
 * RDS keeps and rotates the password of the owner, which migrations alone log in as; services log in as users of their own.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.html
 * @example
 * import * as ec2 from 'aws-cdk-lib/aws-ec2';
 * import { ServiceBinding } from 'rl-bank-constructs/core';
 * import { AuroraPostgresCluster } from 'rl-bank-constructs/data';
 *
 * declare const vpc: ec2.IVpc;
 *
 * const database = new AuroraPostgresCluster(this, 'Database', { vpc, databaseName: 'product', users: ['app'] });
 * const uses = [
 *   ServiceBinding.withNames(database.forUser('app'), {
 *     DB_HOST: 'AURORA_WRITER_ENDPOINT',
 *     DB_READER_HOST: 'AURORA_READER_ENDPOINT',
 *   }),
 * ];
 */
@propertyInjectable
export class AuroraPostgresCluster extends ManagedDatabase {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.data.AuroraPostgresCluster';

  /** @internal */
  protected readonly _running: RunningCluster;

  constructor(scope: Construct, id: string, props: AuroraPostgresClusterProps) {
    super(scope, id);
    requireProps(this, props, { vpc: true, databaseName: true, users: true });
    throwOnProblems(this, ...typeProblems(props, AURORA_TYPES));
    const { auroraPostgresFullVersion, auroraPostgresMajorVersion } =
      props.version ?? AuroraPostgresEngineVersion.VER_17_9;
    const version = { full: auroraPostgresFullVersion, major: auroraPostgresMajorVersion };
    const engine = postgres('aurora-postgresql', version, props);
    const subnetIds = checkedSubnets(this, props, (subnets) => clusterProblems(props, engine, subnets));

    this._running = runningCluster(this, engine, props, subnetIds);
    noteStandardSupport(this, engine);
  }

  /** Minimum capacity of each instance, in Aurora capacity units. */
  public get minCapacity(): number {
    return this._running.minCapacity;
  }

  /** Maximum capacity of each instance, in Aurora capacity units. */
  public get maxCapacity(): number {
    return this._running.maxCapacity;
  }

  /**
   * Alarms: `DatabaseConnectionsExhausted`, `DatabaseConnectionsHigh`, `DatabaseCpuHigh`, `DatabaseMemoryHigh`,
   * `DatabaseFailedOver`, `DatabaseCapacityAtMaximum`, `DatabaseDeadlocks` and `DatabaseTransactionIdsHigh`; with readers
   * `DatabaseReaderLags`.
   */
  public get alarmDefinitions(): AlarmDefinition[] {
    return clusterAlarms(this._running);
  }

  /** Graphs of connections, CPU, memory, latency, capacity, deadlocks and failovers, and of the lag of readers. */
  public get graphDefinitions(): GraphDefinition[] {
    return clusterGraphs(this._running);
  }

  /**
   * Capacity in use, in percent of the maximum: the average.
   * @param props metric options: period, statistic, label, region
   */
  public metricCapacityUtilization(props?: MetricOptions): Metric {
    return rdsMetric(this._running, 'ACUUtilization', Stats.AVERAGE, props);
  }

  /**
   * Lag of the slowest reader, in milliseconds: the maximum.
   * @param props metric options: period, statistic, label, region
   */
  public metricReaderLag(props?: MetricOptions): Metric {
    return rdsMetric(this._running, 'AuroraReplicaLagMaximum', Stats.MAXIMUM, props);
  }
}

const AURORA_TYPES = {
  ...MANAGED_TYPES,
  version: instance('an AuroraPostgresEngineVersion', 'auroraPostgresFullVersion'),
  ...{ readers: NUMBER, maxReaders: NUMBER, minCapacity: NUMBER, maxCapacity: NUMBER },
  ...{ autoPauseAfter: DURATION, logicalReplicationUser: TEXT },
};
