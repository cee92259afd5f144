import { Stack } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnSecret, ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { acknowledge } from '../../../core/private/resources/acknowledge';
import { topLevelStack } from '../../../core/private/stacks/stack-of';
import { weakReference } from '../../../core/private/stacks/weak-reference';
import type { ManagedDatabaseOptions } from '../../managed-database-options';
import type { Engine } from '../database/engine';

/** A user of the database: without a secret it logs in with a token of IAM. */
export interface Login {
  readonly userName: string;
  readonly secret?: ISecret;
}

/** The address that a secret of a user has beside its password, for rotation and people. */
export interface LoginAddress {
  readonly host: string;
  readonly port: number;
  readonly databaseName: string;
}

const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

/** A generated password in a JSON object, as the hosted rotation of AWS wants it. */
export function generatedSecret(
  place: Construct,
  engine: Engine,
  key: IKey,
  userName: string,
  address?: LoginAddress,
): CfnSecret {
  const { host, port, databaseName: dbname } = address ?? {};
  return new CfnSecret(place, 'Secret', {
    description: `Login of ${userName} at the database`,
    kmsKeyId: key.keyArn,
    generateSecretString: {
      // Another text here is another password: it changes only with the address, which a replaced database has.
      secretStringTemplate: Stack.of(place).toJsonString({
        ...(address && { dbname, host, port }),
        engine: engine.dialect,
        username: userName,
      }),
      generateStringKey: 'password',
      passwordLength: 32,
      excludePunctuation: true, // it stands in addresses and in SQL
      excludeCharacters: PUNCTUATION, // the same for tools that know one of the two
    },
  });
}

/** A secret for any stack: no CloudFormation export blocks its replacement. */
export function secretSeenFromOtherStacks(
  place: Construct,
  secretArn: string,
  encryptionKey: IKey,
  identity: () => unknown,
): ISecret {
  const secretCompleteArn = weakReference({
    producer: topLevelStack(place),
    name: 'DatabaseSecret',
    value: secretArn,
    identity: () => [place.node.path, identity()],
  });
  return Secret.fromSecretAttributes(place, 'Login', { secretCompleteArn, encryptionKey });
}

/** Answers nag's finding on a secret that nothing rotates. */
export function acknowledgeUnrotated(secret: CfnSecret): void {
  acknowledge(
    secret,
    'SMG4',
    'The migration sets the password in the database, and iamAuthentication needs none; userPasswordRotation rotates it by a Lambda function.',
  );
}

/** The users in the order of their names, with whether each has a password. */
export function usersOf(options: ManagedDatabaseOptions & { readonly logicalReplicationUser?: string }) {
  const { users, iamAuthentication = false, logicalReplicationUser } = options;
  const services = users.map((userName) => ({ userName, hasPassword: !iamAuthentication }));
  // What replicates is outside of AWS, and takes a password.
  const replication =
    logicalReplicationUser === undefined ? [] : [{ userName: logicalReplicationUser, hasPassword: true }];
  return [...services, ...replication].sort((one, other) => (one.userName < other.userName ? -1 : 1));
}
