import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { IKey } from 'aws-cdk-lib/aws-kms';

/**
 * What all databases of RDS accept, of whatever engine.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Welcome.html
 */
export interface ManagedDatabaseOptions {
  /** VPC of the database. */
  readonly vpc: IVpc;

  /**
   * Subnets of the database, in two Availability Zones at least.
   * @default - the isolated subnets of the VPC, else the private ones
   */
  readonly subnets?: SubnetSelection;

  /** Name of the database that is created. Another name replaces the DB instance or cluster by an empty one. */
  readonly databaseName: string;

  /**
   * Names of the users that services log in as. Migrations create them, as the owner: the README has the SQL.
   *
   * A service never logs in as the owner: row-level security does not bind the owner of a table.
   */
  readonly users: string[];

  /**
   * Name of the owner, the master user of RDS, for migrations alone. Another name replaces the DB instance or cluster by an
   * empty one.
   * @default 'owner'
   */
  readonly ownerName?: string;

  /**
   * Identifier of the DB instance or cluster. With an identifier of your own, a change that replaces the database fails to
   * deploy.
   * @default - an identifier from the path of the construct and a hash of everything that replaces the database
   */
  readonly identifier?: string;

  /**
   * Customer managed KMS key for storage, snapshots, secrets and Database Insights. Another key replaces the DB instance or
   * cluster by an empty one. The storage of a database from a snapshot has the key of the snapshot.
   * @default - a key with yearly rotation is created
   */
  readonly encryptionKey?: IKey;

  /**
   * Whether the users log in with tokens of IAM. They have no password then, and nothing to rotate.
   * @default false
   * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html
   */
  readonly iamAuthentication?: boolean;

  /**
   * Interval at which Secrets Manager rotates the passwords of the users, 1 to 1000 days. AWS hosts a Lambda function for each
   * user, in a nested stack.
   * @default - passwords of users stay as they are: `iamAuthentication` has none
   * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_managed.html
   */
  readonly userPasswordRotation?: Duration;

  /**
   * Retention of automated backups, to any second of which the database can be restored: 1 to 35 days.
   * @default Duration.days(7)
   */
  readonly backupRetention?: Duration;

  /**
   * Duration from which a statement is written to the log.
   * @default Duration.seconds(1)
   */
  readonly slowStatementThreshold?: Duration;

  /**
   * Further parameters of the parameter group. Those that enforce TLS cannot be set. A static one takes a reboot, which an
   * operator starts.
   * @default - the defaults of RDS, with TLS enforced and slow statements logged
   */
  readonly parameters?: Record<string, string>;

  /**
   * Retention of the logs in CloudWatch Logs.
   * @default Duration.days(90)
   */
  readonly logRetention?: Duration;

  /**
   * Deletion protection of the database. Deploy once with `false` before deleting it.
   * @default true
   */
  readonly deletionProtection?: boolean;

  /**
   * Removal policy of the database, its key and its logs. `RemovalPolicy.SNAPSHOT` deletes the database and keeps a final
   * snapshot with the key; `RemovalPolicy.DESTROY` takes the context `rl-bank-constructs:destroyData`.
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;
}
