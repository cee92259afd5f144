import { Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { regionProblems } from './tooling-problems';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { TEXT, TEXTS, Type } from '../../../core/private/checks/types';
import { matches } from '../../../core/private/checks/values';
import { ACCOUNT_ID } from '../../../core/private/formats/environment';
import { areDifferent } from '../../../core/private/stacks/stack-of';
import type { SecurityHubDelegatedAdminProps } from '../../security-hub-delegated-admin';
import { ORGANIZATION } from '../types';

/** Types of the props. */
export const DELEGATION_TYPES: Record<keyof SecurityHubDelegatedAdminProps, Type> = {
  organization: ORGANIZATION,
  accountId: TEXT,
  regions: TEXTS,
};

/** A delegation from another account than that of the organization, or to it. */
export function delegationProblems(
  scope: IConstruct,
  { organization, accountId, regions }: SecurityHubDelegatedAdminProps,
): Array<Problem | undefined> {
  const { account, region } = Stack.of(scope);
  const { managementAccountId } = organization;
  return [
    problemIf(areDifferent(account, managementAccountId), {
      code: 'security-hub-delegated-admin/other-account',
      prop: 'env.account',
      value: account,
      allowed: `must be ${managementAccountId}: the management account alone delegates`,
      fix: 'move it to a stack of the management account',
    }),
    problemIf(!matches(ACCOUNT_ID, accountId) || accountId === managementAccountId, {
      code: 'security-hub-delegated-admin/not-a-member',
      prop: 'accountId',
      value: accountId,
      allowed: 'must be the id of a member account',
      fix: 'write that of the security tooling, like "100000000001"',
    }),
    ...regionProblems(region, regions),
  ];
}
