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
   * Storage at first, in whole gibibytes: 20 to 65536. It can grow and never shrink.
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
