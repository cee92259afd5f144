import { Size } from 'aws-cdk-lib';
import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import { ManagedDatabaseOptions } from './managed-database-options';

/**
 * What a DB instance of RDS accepts, of whatever engine.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_BasicHardware.html
 */
export interface DatabaseInstanceOptions extends ManagedDatabaseOptions {
  /**
   * DB instance class without its `db.`, of the families t3, t4g, m, r, x and z1d. Another class interrupts the database for
   * some minutes, with a standby for one.
   * @default - `t4g.medium`
   */
  readonly instanceType?: InstanceType;

  /**
   * Whether there is no standby in a second Availability Zone.
   * @default false
   * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZSingleStandby.html
   */
  readonly singleAz?: boolean;

  /**
   * ARN or name of the DB snapshot that the database is created from, such as a copy of production's for staging. It is in the
   * account and region of the stack.
   *
   * Its data, its users and their passwords are those of the snapshot, so no service of this app can log in before a migration
   * has set the passwords: let it clean the data first. `databaseName`, `ownerName`, `version` and storage must fit the
   * snapshot, whose key goes on encrypting the storage.
   *
   * Leave it as it is from then on, even if the snapshot is deleted. Another one replaces the database by that snapshot, and
   * removing it replaces the database by an empty one; the old one is retained.
   * @default - an empty database is created
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbinstance.html
   */
  readonly snapshotIdentifier?: string;

  /**
   * Storage at first, in whole gibibytes: 20 to 65536. It can grow and never shrink. With `snapshotIdentifier` it must be given,
   * and is that of the snapshot or more.
   * @default Size.gibibytes(20)
   */
  readonly allocatedStorage?: Size;

  /**
   * Ceiling up to which RDS enlarges the storage when it runs out, a tenth above `allocatedStorage` at least.
   * @default - five times `allocatedStorage`, 65536 at most; none where that is less than a tenth above it
   * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html
   */
  readonly maxAllocatedStorage?: Size;

  /**
   * Number of read replicas in the region, 15 at most. With a replica RDS cannot keep the owner's password: Secrets Manager
   * rotates it by a Lambda function that AWS hosts in a nested stack.
   * @default 0
   */
  readonly readReplicas?: number;

  /**
   * Whether another major `version` may be deployed: the upgrade interrupts the database and cannot be taken back.
   * @default false
   */
  readonly allowMajorVersionUpgrade?: boolean;
}
