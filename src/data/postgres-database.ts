import { PostgresEngineVersion } from 'aws-cdk-lib/aws-rds';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { DatabaseInstanceOptions } from './database-instance-options';
import { ManagedDatabaseInstance } from './managed-database-instance';
import { postgres } from './private/database/engine';
import { noteStandardSupport } from './private/database/standard-support';
import { checkedSubnets } from './private/database-checks/checked-subnets';
import { instanceProblems } from './private/database-checks/instance-problems';
import { INSTANCE_TYPES } from './private/database-checks/option-types';
import { requireCleaning } from './private/database-checks/snapshot-problems';
import { RunningInstance, runningInstance } from './private/database-instance/running-instance';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireProps } from '../core/private/checks/required-props';
import { instance, TEXT, typeProblems } from '../core/private/checks/types';

/** Properties for defining a `PostgresDatabase`. */
export interface PostgresDatabaseProps extends DatabaseInstanceOptions {
  /**
   * Version of PostgreSQL. RDS upgrades minor versions itself, in the maintenance window.
   * @default PostgresEngineVersion.VER_18_3
   */
  readonly version?: PostgresEngineVersion;

  /**
   * Name of a user that replicates changes out of the database, such as a sync service outside of AWS. It turns on logical
   * replication, a static parameter: a database that exists already takes a reboot, which an operator starts.
   * @default - no logical replication
   * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.FeatureSupport.LogicalReplication.html
   */
  readonly logicalReplicationUser?: string;
}

/**
 * A PostgreSQL database of RDS, with a standby in a second Availability Zone.
 *
 * RDS keeps and rotates the password of the owner, which migrations alone log in as; services log in as users of their own.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_PostgreSQL.html
 * @example
 * import * as ec2 from 'aws-cdk-lib/aws-ec2';
 * import { PostgresDatabase } from 'rl-bank-constructs/data';
 * import { IImageRepository, StandaloneTask, WorkerService } from 'rl-bank-constructs/service';
 *
 * declare const vpc: ec2.IVpc;
 * declare const image: IImageRepository;
 *
 * const database = new PostgresDatabase(this, 'Database', { vpc, databaseName: 'tracker', users: ['app'] });
 * new StandaloneTask(this, 'Migration', { vpc, image, uses: [database.forOwner()] });
 * new WorkerService(this, 'Worker', { vpc, image, uses: [database.forUser('app')] });
 */
@propertyInjectable
export class PostgresDatabase extends ManagedDatabaseInstance {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.data.PostgresDatabase';

  /** @internal */
  protected readonly _running: RunningInstance;

  constructor(scope: Construct, id: string, props: PostgresDatabaseProps) {
    super(scope, id);
    requireProps(this, props, { vpc: true, databaseName: true, users: true });
    throwOnProblems(this, ...typeProblems(props, POSTGRES_TYPES));
    const { postgresFullVersion, postgresMajorVersion } = props.version ?? PostgresEngineVersion.VER_18_3;
    const engine = postgres('postgres', { full: postgresFullVersion, major: postgresMajorVersion }, props);
    const subnetIds = checkedSubnets(this, props, (subnets) => instanceProblems(props, engine, subnets));

    this._running = runningInstance(this, engine, props, subnetIds);
    noteStandardSupport(this, engine);
    requireCleaning(this, props.snapshotIdentifier, () => this._hasMigration);
  }
}

const POSTGRES_TYPES = {
  ...INSTANCE_TYPES,
  version: instance('a PostgresEngineVersion', 'postgresFullVersion'),
  logicalReplicationUser: TEXT,
};
