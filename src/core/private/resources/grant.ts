import { Stack } from 'aws-cdk-lib';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { GRANTABLE } from '../checks/cdk-types';
import { problemIf, throwOnProblems } from '../checks/problems';
import { requireArgument } from '../checks/required-props';
import { areDifferent } from '../stacks/stack-of';

/** Throws unless the grantee is of the account of the construct: the CDK would change nothing, and report success. */
export function requireGrantee(scope: IConstruct, grantee: IGrantable): void {
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
}

/** Grants actions on resources of a construct, by the policy of the grantee. */
export function grantTo(scope: IConstruct, grantee: IGrantable, actions: string[], resourceArns: string[]): Grant {
  requireGrantee(scope, grantee);
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
