import { IConstruct } from 'constructs';
import { DEFAULT_ACCOUNTS, numberOfAccounts } from './account-chain';
import { lookupOf } from './lookups';
import { PendingInput } from '../../core';
import { literalOrUndefined } from '../../core/private/checks/values';

/** What the steps by hand for a member account are made from. */
export interface AccountInputs {
  readonly scope: IConstruct;
  readonly accountName: string;
  readonly accountId: string;
  readonly existing: boolean;
  readonly organizationalUnitId: string;
  readonly organizationalUnitName: string;
  /** Which account of the app it is, the management account being the first. */
  readonly position: number;
}

/** The steps that CloudFormation has no resource type for, each with the command that takes it. */
export function accountInputs(account: AccountInputs): PendingInput[] {
  const isKnown = literalOrUndefined(account.accountId) !== undefined;
  return [
    // The first account beyond the quota speaks for all of them.
    ...(account.position === DEFAULT_ACCOUNTS + 1 ? [quotaInput(account)] : []),
    ...(account.existing ? [moveInput(account)] : []),
    ...(isKnown ? [] : [idInput(account)]),
  ];
}

function quotaInput({ scope }: AccountInputs): PendingInput {
  const quota = '--service-code organizations --quota-code L-E619E033 --region us-east-1';
  const wanted = numberOfAccounts(scope);
  return {
    key: 'quota',
    target: `${wanted} accounts in the organization, of which AWS allows ${DEFAULT_ACCOUNTS} at first`,
    owner: 'an administrator of the management account, some days before the first deployment',
    command: `aws service-quotas request-service-quota-increase ${quota} --desired-value ${wanted}`,
    check: `aws service-quotas get-service-quota ${quota} --query Quota.Value --output text # prints ${wanted}.0 or more`,
  };
}

function moveInput(account: AccountInputs): PendingInput {
  const { scope, accountId, accountName, organizationalUnitId, organizationalUnitName } = account;
  const parents = `aws organizations list-parents --child-id ${accountId} --query 'Parents[0].Id' --output text`;
  const unit = lookupOf(scope, organizationalUnitId);
  const isKnown = literalOrUndefined(organizationalUnitId) !== undefined;
  return {
    key: 'organizationalUnit',
    target: `account ${accountName} in the organizational unit ${organizationalUnitName}`,
    owner: `an administrator of the management account, ${isKnown ? 'once' : 'after the deployment that creates the unit'}`,
    command: `aws organizations move-account --account-id ${accountId} --source-parent-id $(${parents}) --destination-parent-id ${unit}`,
    check: `${parents} # prints ${isKnown ? unit : `the id of ${organizationalUnitName}`}`,
  };
}

function idInput({ accountName }: AccountInputs): PendingInput {
  const query = `Accounts[?Name=='${accountName}']`;
  return {
    key: 'accountId',
    target: `'accountId' of ${accountName}, in the app`,
    owner: 'an administrator of the management account, after the deployment that creates the account',
    command: `aws organizations list-accounts --query "${query}.Id" --output text`,
    check: `aws organizations list-accounts --query "${query}.Status" --output text # prints ACTIVE`,
  };
}
