import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  MongoDbSourceOptions,
  MySqlSourceOptions,
  OracleSourceOptions,
  SqlServerSourceOptions,
} from './migration-source-options';
import { MigrationTls } from './migration-tls';
import { mongoDb, mySql, oracle, SourceEngine, sqlServer } from './private/databases/source-engine';
import { requireSource } from './private/databases/source-problems';

/**
 * Database that a `DataMigration` moves away from. CDC needs settings at the source, which the cut-over runbook begins with.
 *
 * @see https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.html
 * @example
 * import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
 * import { MigrationSource } from 'rl-bank-constructs/migration';
 *
 * declare const secret: secretsmanager.ISecret; // {"host": …, "port": …, "username": …, "password": …}
 *
 * const source = MigrationSource.sqlServer({ secret, databaseName: 'crm', addressRanges: ['10.20.0.0/16'] });
 */
export class MigrationSource {
  /**
   * A database of Microsoft SQL Server.
   * @param options secret, database and addresses
   */
  public static sqlServer(options: SqlServerSourceOptions): MigrationSource {
    const { port = 1433, tls = MigrationTls.unverified() } = options ?? {};
    const modes = ['none', 'require', 'verify-full'];
    requireSource('MigrationSource.sqlServer', { ...options, port, tls }, { modes, database: true });
    return new MigrationSource(sqlServer(options.databaseName), options.secret, port, options.addressRanges, tls);
  }

  /**
   * An Oracle database.
   * @param options secret, database, addresses and encryption
   */
  public static oracle(options: OracleSourceOptions): MigrationSource {
    const { port = 1521, tls } = options ?? {};
    const modes = ['none', 'verify-ca'];
    requireSource('MigrationSource.oracle', { ...options, port, tls }, { modes, database: true });
    return new MigrationSource(oracle(options.databaseName), options.secret, port, options.addressRanges, tls);
  }

  /**
   * A MySQL server, from 5.5 on; that of RDS from 5.6 on.
   * @param options secret, addresses and encryption
   */
  public static mySql(options: MySqlSourceOptions): MigrationSource {
    const { port = 3306, tls } = options ?? {};
    const modes = ['none', 'verify-ca', 'verify-full'];
    requireSource('MigrationSource.mySql', { ...options, port, tls }, { modes, database: false });
    return new MigrationSource(mySql(), options.secret, port, options.addressRanges, tls);
  }

  /**
   * A database of a MongoDB replica set. DMS cannot validate it: the runbook counts documents and rows.
   * @param options secret, database and addresses
   */
  public static mongoDb(options: MongoDbSourceOptions): MigrationSource {
    const { port = 27017, tls = MigrationTls.unverified(), authenticationDatabase = 'admin' } = options ?? {};
    const given = { ...options, port, tls, authenticationDatabase };
    const modes = ['none', 'require', 'verify-full'];
    requireSource('MigrationSource.mongoDb', given, { modes, database: true });
    const { databaseName, fieldsAsColumns = false } = options;
    const engine = mongoDb(databaseName, { authenticationDatabase, fieldsAsColumns });
    return new MigrationSource(engine, options.secret, port, options.addressRanges, tls);
  }

  private constructor(
    /**
     * What engines have in different words.
     * @internal
     */
    public readonly _engine: SourceEngine,
    /** Secret of the user that DMS logs in as. */
    public readonly secret: ISecret,
    /** Port of the source. */
    public readonly port: number,
    /** IPv4 CIDR blocks of the source. */
    public readonly addressRanges: string[],
    /** Encryption of the connection. */
    public readonly tls: MigrationTls,
  ) {}

  /** Name of the engine in DMS, such as `sqlserver`. */
  public get engineName(): string {
    return this._engine.name;
  }

  /** Name of the database; `undefined` for MySQL, of which tables name theirs. */
  public get databaseName(): string | undefined {
    return this._engine.databaseName;
  }
}
