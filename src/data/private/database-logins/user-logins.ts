import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import {
  acknowledgeUnrotated,
  generatedSecret,
  Login,
  LoginAddress,
  secretSeenFromOtherStacks,
  usersOf,
} from './logins';
import type { HostedRotations } from './rotation';
import type { ManagedDatabaseOptions } from '../../managed-database-options';
import type { Engine } from '../database/engine';

/** What the logins of users are made of. */
export interface UserLoginParts {
  readonly engine: Engine;
  readonly key: IKey;
  /** The key as other stacks name it. */
  readonly seenKey: IKey;
  readonly address: LoginAddress;
  readonly options: ManagedDatabaseOptions & { readonly logicalReplicationUser?: string };
  readonly rotations: HostedRotations | undefined;
}

/** Creates a secret for each user that has a password, and rotates it where the caller wants that. */
export function loginsOfUsers(scope: Construct, parts: UserLoginParts): Login[] {
  const users = new Construct(scope, 'Users');
  return usersOf(parts.options).map(({ userName, hasPassword }) => {
    return hasPassword ? passwordLogin(new Construct(users, userName), userName, parts) : { userName };
  });
}

function passwordLogin(place: Construct, userName: string, parts: UserLoginParts): Login {
  const { engine, key, seenKey, address, options, rotations } = parts;
  const secret = generatedSecret(place, engine, key, userName, address);
  if (rotations && options.userPasswordRotation) {
    rotations.rotate(place, secret.ref, options.userPasswordRotation);
  } else {
    acknowledgeUnrotated(secret);
  }
  return { userName, secret: secretSeenFromOtherStacks(place, secret.ref, seenKey, () => secret.logicalId) };
}
