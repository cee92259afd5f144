import { Names, Stack } from 'aws-cdk-lib';
import { CfnUser, CfnUserGroup } from 'aws-cdk-lib/aws-elasticache';
import { Construct } from 'constructs';
import { cacheUserArnOf } from './cache-access';

/** The one ElastiCache user that IAM roles log in as. */
export interface IamUserGroup {
  readonly groupId: string;
  readonly userArn: string;
  readonly userName: string;
}

/** A user group whose only user has no password: IAM authenticates it. */
export function iamUserGroup(cache: Construct): IamUserGroup {
  const name = Names.uniqueResourceName(cache, { maxLength: 40, separator: '-' }).toLowerCase();
  const user = new CfnUser(cache, 'User', {
    engine: 'valkey',
    userId: name,
    userName: name, // for IAM both have to be the same
    authenticationMode: { Type: 'iam' },
    accessString: 'on ~* &* +@all',
  });
  const group = new CfnUserGroup(cache, 'Users', { engine: 'valkey', userGroupId: name, userIds: [user.ref] });
  return { groupId: group.ref, userArn: cacheUserArnOf(Stack.of(cache), name), userName: name };
}
