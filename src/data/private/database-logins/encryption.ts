import { RemovalPolicy } from 'aws-cdk-lib';
import { IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { ManagedDatabaseOptions } from '../../managed-database-options';

type Options = Pick<ManagedDatabaseOptions, 'databaseName' | 'encryptionKey'>;

/** The given key, or one that lives as long as what it encrypts: a final snapshot needs it, too. */
export function keyFor(scope: Construct, { databaseName, encryptionKey }: Options, removal: RemovalPolicy): IKey {
  const isKept = removal !== RemovalPolicy.DESTROY;
  return (
    encryptionKey ??
    new Key(scope, 'Key', {
      description: `Storage and secrets of the database ${databaseName}`,
      enableKeyRotation: true,
      removalPolicy: isKept ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
    })
  );
}
