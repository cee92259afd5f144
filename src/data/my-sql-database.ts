import { MysqlEngineVersion } from 'aws-cdk-lib/aws-rds';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { DatabaseInstanceOptions } from './database-instance-options';
import { ManagedDatabaseInstance } from './managed-database-instance';
import { mysql } from './private/database/engine';
import { noteStandardSupport } from './private/database/standard-support';
import { checkedSubnets } from './private/database-checks/checked-subnets';
import { instanceProblems } from './private/database-checks/instance-problems';
import { INSTANCE_TYPES } from './private/database-checks/option-types';
import { requireCleaning } from './private/database-checks/snapshot-problems';
import { RunningInstance, runningInstance } from './private/database-instance/running-instance';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireProps } from '../core/private/checks/required-props';
import { instance, typeProblems } from '../core/private/checks/types';

/** Properties for defining a `MySqlDatabase`. */
export interface MySqlDatabaseProps extends DatabaseInstanceOptions {
  /**
   * Version of MySQL. RDS upgrades minor versions itself, in the maintenance window. MySQL 8.0 is in Extended Support, which
   * RDS bills.
   * @default MysqlEngineVersion.VER_8_4_8
   * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/MySQL.Concepts.VersionMgmt.html
   */
  readonly version?: MysqlEngineVersion;
}

/**
 * A MySQL database of RDS, with a standby in a second Availability Zone.
 *
 * RDS keeps and rotates the password of the owner, which migrations alone log in as; services log in as users of their own.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_MySQL.html
 * @example
 * import * as ec2 from 'aws-cdk-lib/aws-ec2';
 * import { MySqlDatabase } from 'rl-bank-constructs/data';
 * import { IImageRepository, StandaloneTask, WorkerService } from 'rl-bank-constructs/service';
 *
 * declare const vpc: ec2.IVpc;
 * declare const image: IImageRepository;
 *
 * const database = new MySqlDatabase(this, 'Database', { vpc, databaseName: 'shop', users: ['app', 'reports'], readReplicas: 1 });
 * new StandaloneTask(this, 'Migration', { vpc, image, uses: [database.forOwner()] });
 * new WorkerService(this, 'Reports', { vpc, image, uses: [database.forUser('reports')] }); // DB_READER_HOST is the replica
 */
@propertyInjectable
export class MySqlDatabase extends ManagedDatabaseInstance {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.data.MySqlDatabase';

  /** @internal */
  protected readonly _running: RunningInstance;

  constructor(scope: Construct, id: string, props: MySqlDatabaseProps) {
    super(scope, id);
    requireProps(this, props, { vpc: true, databaseName: true, users: true });
    throwOnProblems(this, ...typeProblems(props, MYSQL_TYPES));
    const { mysqlFullVersion, mysqlMajorVersion } = props.version ?? MysqlEngineVersion.VER_8_4_8;
    const engine = mysql({ full: mysqlFullVersion, major: mysqlMajorVersion }, props);
    const subnetIds = checkedSubnets(this, props, (subnets) => instanceProblems(props, engine, subnets));

    this._running = runningInstance(this, engine, props, subnetIds);
    noteStandardSupport(this, engine);
    requireCleaning(this, props.snapshotIdentifier, () => this._hasMigration);
  }
}

const MYSQL_TYPES = { ...INSTANCE_TYPES, version: instance('a MysqlEngineVersion', 'mysqlFullVersion') };
