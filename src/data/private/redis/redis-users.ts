import { Names, SecretValue } from 'aws-cdk-lib';
import { CfnUser, CfnUserGroup } from 'aws-cdk-lib/aws-elasticache';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { PASSWORD_FIELD, USER_NAME } from './redis-password';

/**
 * Every command that works with keys, scripts and channels, and none that ends a queue at once or stops the server. Libraries
 * ask for the version and for their workers by INFO and CLIENT LIST.
 */
const ACCESS = 'on ~* &* +@all -@dangerous +info +client|list';

/** User group of the replication group: a user with the password, and no login without one. */
export function userGroupOf(scope: Construct, engine: string, password: ISecret): string {
  // Engine and id are fixed at creation: the user of another engine is another one.
  const name = `${Names.uniqueResourceName(scope, { maxLength: 28, separator: '-' }).toLowerCase()}-${engine}`;
  const field = SecretValue.secretsManager(password.secretArn, { jsonField: PASSWORD_FIELD });
  const user = new CfnUser(scope, 'User', {
    engine,
    userId: name,
    userName: USER_NAME,
    authenticationMode: { Type: 'password', Passwords: [field.unsafeUnwrap()] }, // a reference, resolved by CloudFormation
    accessString: ACCESS,
  });
  const userIds = engine === 'redis' ? [disabledDefaultUser(scope, name).ref, user.ref] : [user.ref];
  return new CfnUserGroup(scope, 'Users', { engine, userGroupId: name, userIds }).ref;
}

/** Redis demands a user with the name `default`, which clients without a name are: it may do nothing. */
function disabledDefaultUser(scope: Construct, name: string): CfnUser {
  return new CfnUser(scope, 'DefaultUser', {
    engine: 'redis',
    userId: `${name}-off`,
    userName: 'default',
    authenticationMode: { Type: 'no-password-required' },
    accessString: 'off -@all',
  });
}
