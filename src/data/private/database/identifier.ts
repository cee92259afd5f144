import { Stack } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Engine } from './engine';
import type { DatabaseInstanceOptions } from '../../database-instance-options';
import type { ManagedDatabaseOptions } from '../../managed-database-options';
import { replacedName } from '../replaced-name';

type Options = ManagedDatabaseOptions & Pick<DatabaseInstanceOptions, 'snapshotIdentifier'>;

/** The name of the owner, or the default. */
export function ownerNameOf({ ownerName = 'owner' }: Pick<ManagedDatabaseOptions, 'ownerName'>): string {
  return ownerName;
}

/**
 * The identifier of a DB instance or cluster, known before it exists: its log groups are created first, with their retention.
 * RDS would create them itself, and keep the logs for ever.
 */
export function identifierFor(scope: Construct, engine: Engine, options: Options, key: IKey): string {
  const { identifier, databaseName, snapshotIdentifier } = options;
  const origin = snapshotIdentifier === undefined ? [] : [snapshotIdentifier];
  const names = [engine.name, databaseName, ownerNameOf(options), key.keyArn, ...origin];
  return identifier ?? replacedName(scope, Stack.of(scope).resolve(names), 40); // 63 with the number of a replica, and the snapshot's suffix
}
