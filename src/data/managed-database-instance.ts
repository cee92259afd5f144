import { Metric, MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { ManagedDatabase } from './managed-database';
import { AlarmDefinition, GraphDefinition } from '../core';
import { DEADLOCKS } from './private/database/events';
import { instanceAlarms } from './private/database-instance/instance-alarms';
import { instanceGraphs } from './private/database-instance/instance-graphs';
import type { RunningInstance } from './private/database-instance/running-instance';
import { countedMetric, rdsMetric } from './private/database-observed/metrics';

/**
 * DB instance of RDS: what PostgreSQL and MySQL have in common.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.DBInstance.html
 * @example
 * import { ManagedDatabaseInstance } from 'rl-bank-constructs/data';
 *
 * declare const database: ManagedDatabaseInstance; // a PostgresDatabase or a MySqlDatabase
 *
 * const free = database.metricFreeStorageSpace();
 */
export abstract class ManagedDatabaseInstance extends ManagedDatabase {
  /** @internal */
  protected abstract readonly _running: RunningInstance;

  /** Identifiers of the read replicas. */
  public get replicaIdentifiers(): string[] {
    return this._running.replicaIdentifiers;
  }

  /**
   * Alarms: `DatabaseStorageFull`, `DatabaseStorageLow`, `DatabaseStorageEvent`, `DatabaseConnectionsExhausted`,
   * `DatabaseConnectionsHigh`, `DatabaseCpuHigh`, `DatabaseMemoryHigh`, `DatabaseFailedOver` and `DatabaseDeadlocks`; for each
   * replica `DatabaseReplica1Lags` and `DatabaseReplica1Stopped`; of PostgreSQL `DatabaseTransactionIdsHigh`, and with a user
   * that replicates `DatabaseReplicationSlotLags` and `DatabaseTransactionLogsLarge`. Those of memory and connections are left out where the instance class has
   * a memory that the library does not know, and connections where `max_connections` is not in `parameters` either.
   */
  public get alarmDefinitions(): AlarmDefinition[] {
    return instanceAlarms(this._running);
  }

  /** Graphs of connections, CPU, memory, latency, storage, deadlocks and failovers, and of the lag of replicas. */
  public get graphDefinitions(): GraphDefinition[] {
    return instanceGraphs(this._running);
  }

  /**
   * Storage that is free, in bytes: the minimum.
   * @param props metric options: period, statistic, label, region
   */
  public metricFreeStorageSpace(props?: MetricOptions): Metric {
    return rdsMetric(this._running, 'FreeStorageSpace', Stats.MINIMUM, props);
  }

  /**
   * Deadlocks in the log: the sum.
   * @param props metric options: period, statistic, label, region
   */
  public metricDeadlocks(props?: MetricOptions): Metric {
    return countedMetric(this._running, DEADLOCKS, props);
  }
}
