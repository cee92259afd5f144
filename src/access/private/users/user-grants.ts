import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { grantTo } from '../../../core/private/resources/grant';

/** What the administration of users calls: nothing that sets a password, signs in as a user, or changes the user pool. */
const MANAGE_USERS = [
  'AdminCreateUser',
  'AdminDeleteUser',
  'AdminDisableUser',
  'AdminEnableUser',
  'AdminGetUser',
  'AdminUpdateUserAttributes',
  'AdminUserGlobalSignOut',
  'ListUsers',
].map((action) => `cognito-idp:${action}`);

/** Grants the administration of the users of one user pool. */
export function grantManageUsers(scope: IConstruct, userPoolArn: string, grantee: IGrantable): Grant {
  return grantTo(scope, grantee, MANAGE_USERS, [userPoolArn]);
}
