import { Metric, MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Connections, IConnectable } from 'aws-cdk-lib/aws-ec2';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { IManagedDatabase, ManagedDatabaseAttributes } from './i-managed-database';
import { AlarmDefinition, GraphDefinition, IMonitored, IServiceBinding, LogQueryDefinition } from '../core';
import { RunningDatabase, unknownUserProblem } from './private/database/running-database';
import { DatabaseBinding } from './private/database-logins/binding';
import { ImportedDatabase } from './private/database-logins/imported-database';
import { databaseLogQueries } from './private/database-observed/log-queries';
import { failovers, rdsMetric } from './private/database-observed/metrics';
import { migrationsOnly } from '../core/private/bindings/migrations-only';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireArgument } from '../core/private/checks/required-props';
import { TEXT } from '../core/private/checks/types';

/**
 * What all databases of RDS have in common: the logins of owner and users, and what is watched.
 *
 * It is closed until a service has one of its logins in its `uses`, or `allowAccessFrom` or `connections` allow a client.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Welcome.html
 * @example
 * import * as ec2 from 'aws-cdk-lib/aws-ec2';
 * import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
 * import { ManagedDatabase } from 'rl-bank-constructs/data';
 *
 * declare const login: secretsmanager.ISecret;
 *
 * const database = ManagedDatabase.fromManagedDatabaseAttributes(this, 'Database', {
 *   databaseName: 'tracker',
 *   endpointAddress: 'tracker.abc123.eu-central-1.rds.amazonaws.com',
 *   port: 5432,
 *   securityGroup: ec2.SecurityGroup.fromSecurityGroupId(this, 'Group', 'sg-0123456789abcdef0'),
 *   userSecrets: { app: login }, // {"username": …, "password": …}
 * });
 * const uses = [database.forUser('app')];
 */
export abstract class ManagedDatabase extends Construct implements IManagedDatabase, IMonitored {
  /**
   * References a database that another app defines, in the account and region of the stack.
   * @param scope construct that the reference belongs to
   * @param id id of the reference in `scope`
   * @param attributes address, security group and secrets of the database
   */
  public static fromManagedDatabaseAttributes(
    scope: Construct,
    id: string,
    attributes: ManagedDatabaseAttributes,
  ): IManagedDatabase {
    return new ImportedDatabase(scope, id, attributes);
  }

  /**
   * Resources of the database.
   * @internal
   */
  protected abstract readonly _running: RunningDatabase;

  /**
   * Whether something has the login of the owner.
   * @internal
   */
  protected _hasMigration = false;

  /** Alarms of the database, the most urgent one first. */
  public abstract get alarmDefinitions(): AlarmDefinition[];

  /** Graphs of the database beside its limits. */
  public abstract get graphDefinitions(): GraphDefinition[];

  /** First queries to its logs: slow statements, and errors. */
  public get logQueries(): LogQueryDefinition[] {
    return databaseLogQueries(this._running);
  }

  /** Name of the database that is created. */
  public get databaseName(): string {
    return this._running.databaseName;
  }

  /** Name of the owner, the master user of RDS. */
  public get ownerName(): string {
    return this._running.owner.userName;
  }

  /** Names of the users that services log in as, and of the one that replicates, if there is one, sorted. */
  public get userNames(): string[] {
    return this._running.users.map(({ userName }) => userName);
  }

  /** Name of the user that replicates changes out of the database, `undefined` without logical replication. */
  public get logicalReplicationUser(): string | undefined {
    return this._running.logicalReplicationUser;
  }

  /** DNS name of the endpoint that writes, for any stack of its account: no CloudFormation export blocks its replacement. */
  public get endpointAddress(): string {
    return this._running.address;
  }

  /**
   * DNS name of the endpoint that reads from replicas, of the first one if there are several. Without any it is `undefined`, and of
   * Aurora the reader endpoint, which leads to the writer.
   */
  public get readerEndpointAddress(): string | undefined {
    return this._running.readerAddresses[0];
  }

  /** Port of the endpoints. */
  public get port(): number {
    return this._running.port;
  }

  /** Identifier of the DB instance or cluster. */
  public get identifier(): string {
    return this._running.identifier;
  }

  /** ARN of the DB instance or cluster. */
  public get databaseArn(): string {
    return this._running.arn;
  }

  /** KMS key of storage, snapshots and secrets. */
  public get encryptionKey(): IKey {
    return this._running.encryptionKey;
  }

  /** Connections of the database, closed by default. Rules are added to the client's stack, as by `allowAccessFrom`. */
  public get connections(): Connections {
    return this._running.connections;
  }

  /**
   * The database as its owner, for migrations alone. Variables: `DB_HOST`, `DB_PORT`, `DB_NAME`, `DB_USER` and `DB_PASSWORD`,
   * and for each user that the migration creates, such as `app`, `APP_DB_USER` and `APP_DB_PASSWORD`. With
   * `iamAuthentication` a user has no password.
   */
  public forOwner(): IServiceBinding {
    const { owner, users } = this._running;
    this._hasMigration = true;
    return migrationsOnly(new DatabaseBinding(this.node.path, this._running, owner, users));
  }

  /**
   * The database as one of its users, for services. Variables: `DB_HOST`, `DB_PORT`, `DB_NAME`, `DB_USER`, `DB_PASSWORD`, and
   * `DB_READER_HOST` where there are replicas, and with Aurora. With `iamAuthentication` there is no password, and the service may get a token.
   * @param userName one of `userNames`
   */
  public forUser(userName: string): IServiceBinding {
    requireArgument(this, 'userName', userName, TEXT);
    throwOnProblems(this, unknownUserProblem(this._running, userName));
    const login = this._running.users.find((user) => user.userName === userName)!;
    return new DatabaseBinding(this.node.path, this._running, login);
  }

  /**
   * Opens the database to a client. The rules belong to the client's stack, which is deployed after that of the database. A
   * service that has a login in its `uses` does not need it.
   * @param client service or security group that connects
   */
  public allowAccessFrom(client: IConnectable): void {
    this._running.allowAccessFrom(client);
  }

  /**
   * CPU utilization, in percent: the average.
   * @param props metric options: period, statistic, label, region
   */
  public metricCpuUtilization(props?: MetricOptions): Metric {
    return rdsMetric(this._running, 'CPUUtilization', Stats.AVERAGE, props);
  }

  /**
   * Memory that is free, in bytes: the average.
   * @param props metric options: period, statistic, label, region
   */
  public metricFreeableMemory(props?: MetricOptions): Metric {
    return rdsMetric(this._running, 'FreeableMemory', Stats.AVERAGE, props);
  }

  /**
   * Connections of clients: the maximum.
   * @param props metric options: period, statistic, label, region
   */
  public metricDatabaseConnections(props?: MetricOptions): Metric {
    return rdsMetric(this._running, 'DatabaseConnections', Stats.MAXIMUM, props);
  }

  /**
   * Failovers to another DB instance: the sum.
   * @param props metric options: period, statistic, label, region
   */
  public metricFailovers(props?: MetricOptions): Metric {
    return failovers(this._running, props);
  }
}
