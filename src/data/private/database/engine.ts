import type { ManagedDatabaseOptions } from '../../managed-database-options';

/** What engines of RDS have in different words. */
export interface Engine {
  /** Name in RDS, such as `aurora-postgresql`. */
  readonly name: string;
  readonly dialect: 'postgres' | 'mysql';
  readonly version: string;
  readonly majorVersion: string;
  readonly port: number;
  /** Logs that RDS writes to CloudWatch Logs, that with slow statements first. */
  readonly logs: string[];
  /** The log that tells of deadlocks. */
  readonly deadlockLog: string;
  /** Bytes of memory that the default of `max_connections` gives to each. */
  readonly bytesPerConnection: number;
  /** Type of AWS's hosted rotation. */
  readonly rotationType: string;
  /** Parameters that are always set. */
  readonly parameters: Record<string, string>;
  /** Parameters that no caller sets: they enforce TLS. */
  readonly tlsParameter: string;
}

type Thresholds = Pick<ManagedDatabaseOptions, 'slowStatementThreshold'>;

/** In milliseconds. A token is refused later, with all that is wrong. */
function thresholdOf({ slowStatementThreshold: given }: Thresholds): number {
  return given === undefined || given.isUnresolved() ? 1000 : given.toMilliseconds();
}

/** PostgreSQL of RDS or Aurora. */
export function postgres(
  name: 'postgres' | 'aurora-postgresql',
  version: { readonly full: string; readonly major: string },
  options: Thresholds & { readonly logicalReplicationUser?: string },
): Engine {
  return {
    name,
    dialect: 'postgres',
    version: version.full,
    majorVersion: version.major,
    port: 5432,
    logs: ['postgresql'],
    deadlockLog: 'postgresql',
    bytesPerConnection: 9_531_392,
    rotationType: 'PostgreSQLSingleUser',
    tlsParameter: 'rds.force_ssl',
    parameters: {
      'rds.force_ssl': '1',
      log_min_duration_statement: String(thresholdOf(options)),
      ...(options.logicalReplicationUser !== undefined && { 'rds.logical_replication': '1' }),
    },
  };
}

/** MySQL of RDS. */
export function mysql(version: { readonly full: string; readonly major: string }, options: Thresholds): Engine {
  return {
    name: 'mysql',
    dialect: 'mysql',
    version: version.full,
    majorVersion: version.major,
    port: 3306,
    logs: ['slowquery', 'error'],
    deadlockLog: 'error',
    bytesPerConnection: 12_582_880,
    rotationType: 'MySQLSingleUser',
    tlsParameter: 'require_secure_transport',
    parameters: {
      require_secure_transport: '1',
      slow_query_log: '1',
      long_query_time: String(thresholdOf(options) / 1000),
      log_output: 'FILE', // RDS publishes files, and by default MySQL writes to tables
      innodb_print_all_deadlocks: '1',
      log_error_verbosity: '3', // deadlocks are notes
    },
  };
}
