import { Stack } from 'aws-cdk-lib';
import { IGrantable } from 'aws-cdk-lib/aws-iam';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { areDifferent } from '../../../core/private/stacks/stack-of';

/** The problem of an API without keys, whose usage plan is asked for. */
export function keysProblem(usagePlanId: string | undefined): Problem | undefined {
  return problemIf(usagePlanId === undefined, {
    code: 'machine-api/no-keys',
    prop: 'quota',
    value: undefined,
    allowed: 'must be given for API keys, where the authorizer is a user pool',
    fix: 'pass for example `quota: { requestsPerDay: 10_000 }`',
  });
}

/** The policies of another account cannot be changed from here, and the CDK would report success. */
export function granteeProblem({ account }: Stack, { grantPrincipal }: IGrantable): Problem | undefined {
  const other = grantPrincipal.principalAccount ?? account;
  return problemIf(areDifferent(other, account), {
    code: 'machine-api/role-in-other-account',
    prop: 'grantee',
    value: other,
    allowed: `must be in ${account}, the account of the API`,
    fix: 'pass a role of that account',
  });
}
