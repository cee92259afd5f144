import { CfnDeletionPolicy, CfnResource, RemovalPolicy } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { removalPolicyOf } from '../../../core/private/resources/removal-policy';

/** The removal policy of a database. A final snapshot has all of its data, so one key is enough for it. */
export function databaseRemovalOf(scope: Construct, removalPolicy: RemovalPolicy | undefined): RemovalPolicy {
  return removalPolicy === RemovalPolicy.SNAPSHOT ? RemovalPolicy.SNAPSHOT : removalPolicyOf(scope, removalPolicy);
}

/** The removal policy of what belongs to a database and has no snapshot, such as its logs. */
export function besideDatabase(removal: RemovalPolicy): RemovalPolicy {
  return removal === RemovalPolicy.SNAPSHOT ? RemovalPolicy.DESTROY : removal;
}

/**
 * Keeps what a retained database is in, such as its subnet group: it cannot be deleted before the database, and the deletion
 * of the stack would fail. One that is replaced is deleted: the database has moved to the new one.
 */
export function keepWith(removal: RemovalPolicy, ...resources: CfnResource[]): void {
  if (besideDatabase(removal) !== RemovalPolicy.DESTROY) {
    resources.forEach(({ cfnOptions }) => {
      cfnOptions.deletionPolicy = CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE;
      cfnOptions.updateReplacePolicy = CfnDeletionPolicy.DELETE; // said, since one of the two alone reads like a mistake
    });
  }
}
