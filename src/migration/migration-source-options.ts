import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { MigrationTls } from './migration-tls';

/** What every source has. */
export interface MigrationSourceOptions {
  /**
   * Secret of a user that DMS logs in as, in the region of the migration: a JSON object with `host`, `port`, `username` and
   * `password`. The password has none of the characters `;`, `.`, `:` and `+`.
   * @see https://docs.aws.amazon.com/dms/latest/userguide/security_iam_secretsmanager.html
   */
  readonly secret: ISecret;

  /** IPv4 CIDR blocks of the source, such as `10.20.0.0/16`: DMS connects to no others. */
  readonly addressRanges: string[];
}

/** Options for a SQL Server. */
export interface SqlServerSourceOptions extends MigrationSourceOptions {
  /** Name of the database. */
  readonly databaseName: string;

  /**
   * Port of the server, as in the secret.
   * @default 1433
   */
  readonly port?: number;

  /**
   * Encryption of the connection. SQL Server has no `MigrationTls.verifyCa()`.
   * @default MigrationTls.unverified()
   */
  readonly tls?: MigrationTls;
}

/** Options for an Oracle database. */
export interface OracleSourceOptions extends MigrationSourceOptions {
  /** SID or service name of the database. */
  readonly databaseName: string;

  /** Encryption of the connection: `MigrationTls.verifyCa()` with a wallet, or `MigrationTls.none()`. */
  readonly tls: MigrationTls;

  /**
   * Port of the listener, as in the secret.
   * @default 1521
   */
  readonly port?: number;
}

/** Options for a MySQL server. Its databases are the schemas of `MigrationTable`. */
export interface MySqlSourceOptions extends MigrationSourceOptions {
  /** Encryption of the connection: `MigrationTls.verifyCa()`, `verifyFull()` or `none()`. */
  readonly tls: MigrationTls;

  /**
   * Port of the server, as in the secret.
   * @default 3306
   */
  readonly port?: number;
}

/** Options for a MongoDB replica set. */
export interface MongoDbSourceOptions extends MigrationSourceOptions {
  /** Name of the database, which is the schema of each `MigrationTable`. */
  readonly databaseName: string;

  /**
   * Port of the servers, as in the secret.
   * @default 27017
   */
  readonly port?: number;

  /**
   * Encryption of the connection. MongoDB has no `MigrationTls.verifyCa()`.
   * @default MigrationTls.unverified()
   */
  readonly tls?: MigrationTls;

  /**
   * Database that knows the user.
   * @default 'admin'
   */
  readonly authenticationDatabase?: string;

  /**
   * Whether each field is a column, with the types of the first 1,000 documents. A field that no column has is left out
   * without a word; as JSON in one column, the default, nothing is.
   * @default false
   */
  readonly fieldsAsColumns?: boolean;
}
