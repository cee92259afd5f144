import { Stack } from 'aws-cdk-lib';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { GRANTABLE } from '../../../core/private/checks/cdk-types';
import { problemIf, throwOnProblems } from '../../../core/private/checks/problems';
import { requireArgument } from '../../../core/private/checks/required-props';
import { areDifferent } from '../../../core/private/stacks/stack-of';

/** Grants actions on resources of a construct, by the policy of the grantee. */
export function grantTo(scope: Construct, grantee: IGrantable, actions: string[], resourceArns: string[]): Grant {
  requireArgument(scope, 'grantee', grantee, GRANTABLE);
  const { account } = Stack.of(scope);
  const other = grantee.grantPrincipal.principalAccount ?? account;
  throwOnProblems(
    scope,
    problemIf(areDifferent(other, account), {
      code: 'grant/other-account',
      prop: 'grantee',
      value: `a role of account ${other}`,
      allowed: `must be a role of account ${account}: policies of another account cannot be changed from here`,
      fix: `grant a role of account ${account} that the other role may assume`,
    }),
  );
  const grant = Grant.addToPrincipal({ grantee, actions, resourceArns });
  throwOnProblems(
    scope,
    problemIf(!grant.success, {
      code: 'grant/no-policy',
      prop: 'grantee',
      value: String(grantee.grantPrincipal),
      allowed: 'must be a role, a user or a group: a service principal has no policy that the permission could be in',
      fix: 'grant the role that calls, or give the service its permission on the resource',
    }),
  );
  return grant;
}
