import { RemovalPolicy } from 'aws-cdk-lib';
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
