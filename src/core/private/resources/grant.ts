import { Stack } from 'aws-cdk-lib';
import { Grant, IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct, IConstruct } from 'constructs';
import { acknowledgeWildcards } from './acknowledge-wildcards';
import { GRANTABLE } from '../checks/cdk-types';
import { problemIf, throwOnProblems } from '../checks/problems';
import { requireArgument } from '../checks/required-props';
import { areDifferent } from '../stacks/stack-of';

/** Throws unless the grantee is of the account of the construct: the CDK would change nothing, and report success. */
export function requireGrantee(scope: IConstruct, grantee: IGrantable): void {
  requireArgument(scope, 'grantee', grantee, GRANTABLE);
  const { account } = Stack.of(scope);
  const other = otherAccountOf(scope, grantee);
  throwOnProblems(
    scope,
    problemIf(other !== undefined, {
      code: 'grant/other-account',
      prop: 'grantee',
      value: `a role of account ${other}`,
      allowed: `must be a role of account ${account}: policies of another account cannot be changed from here`,
      fix: `grant a role of account ${account} that the other role may assume`,
    }),
  );
}

/** Account of a grantee that is not the one of the construct; undefined if it is, or is not known. */
export function otherAccountOf(scope: IConstruct, { grantPrincipal }: IGrantable): string | undefined {
  const { account } = Stack.of(scope);
  const other = grantPrincipal.principalAccount ?? account;
  return areDifferent(other, account) ? other : undefined;
}

/** Grants statements by the policy of the grantee. Nag's findings on wildcards in them get the reason for an answer. */
export function grantStatements(grantee: IGrantable, statements: PolicyStatement[], reason?: string): Grant {
  acknowledgeFor(grantee, statements, reason);
  return statements
    .map(({ actions, resources, conditions }) => {
      return Grant.addToPrincipal({ grantee, actions, resourceArns: resources, conditions });
    })
    .reduce((all, one) => all.combine(one));
}

/** Grants actions on resources of a construct, by the policy of the grantee. Nag's findings on wildcards get the reason. */
export function grantTo(
  scope: IConstruct,
  grantee: IGrantable,
  actions: string[],
  resourceArns: string[],
  reason?: string,
): Grant {
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
  acknowledgeFor(grantee, grant.principalStatements, reason);
  return grant;
}

function acknowledgeFor({ grantPrincipal }: IGrantable, statements: PolicyStatement[], reason?: string): void {
  if (reason !== undefined && Construct.isConstruct(grantPrincipal)) {
    acknowledgeWildcards(grantPrincipal, statements, reason);
  }
}
