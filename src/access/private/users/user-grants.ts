import { Stack } from 'aws-cdk-lib';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { GRANTABLE } from '../../../core/private/checks/cdk-types';
import { problemIf, throwOnProblems } from '../../../core/private/checks/problems';
import { requireArgument } from '../../../core/private/checks/required-props';
import { areDifferent } from '../../../core/private/stacks/stack-of';

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
  requireArgument(scope, 'grantee', grantee, GRANTABLE);
  const { account } = Stack.of(scope);
  const other = grantee.grantPrincipal.principalAccount ?? account;
  throwOnProblems(
    scope,
    problemIf(areDifferent(other, account), {
      code: 'user-directory/role-in-other-account',
      prop: 'grantee',
      value: `a role of account ${other}`,
      allowed: `must be a role of account ${account}: policies of another account cannot be changed from here`,
      fix: `grant a role of account ${account} that the other role may assume`,
    }),
  );
  return Grant.addToPrincipal({ grantee, actions: MANAGE_USERS, resourceArns: [userPoolArn] });
}
