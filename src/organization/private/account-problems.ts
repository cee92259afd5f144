import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { isManagementAccount } from './management-account';
import { Problem, problemIf } from '../../core/private/checks/problems';
import { claimUnique } from '../../core/private/checks/unique-claims';
import { ACCOUNT_ID } from '../../core/private/formats/environment';

/** What AWS Organizations takes as the address of an account: one mailbox of at most 64 characters. */
const EMAIL = /^(?=.{6,64}$)[^\s@(),:;<>[\]\\"]+@[^\s@_]+\.[^\s@_]+$/;

interface Account {
  readonly accountName: string;
  readonly email: string;
  readonly accountId?: string;
  readonly existing?: boolean;
}

/** The problems of a member account, whose name, address and id are claimed for it. */
export function accountProblems(scope: IConstruct, account: Account): Array<Problem | undefined> {
  const { accountName, email, accountId, existing } = account;
  return [
    problemIf(!/^[!-~]([ -~]{0,48}[!-~])?$/.test(accountName), {
      code: 'member-account/name-invalid',
      prop: 'accountName',
      value: accountName,
      allowed: 'must have 1 to 50 printable ASCII characters',
      fix: "write a name such as 'acme-crm-prod'",
    }),
    emailProblem(email),
    accountId === undefined ? undefined : accountIdProblem(accountId),
    problemIf(accountId !== undefined && isManagementAccount(scope, accountId), {
      code: 'member-account/is-management-account',
      prop: 'accountId',
      value: accountId,
      allowed: 'cannot be the management account, which is a member of no organizational unit',
      fix: 'write the id of another account',
    }),
    problemIf(existing === true && (accountId === undefined || Token.isUnresolved(accountId)), {
      code: 'member-account/existing-without-id',
      prop: 'accountId',
      value: accountId === undefined ? undefined : 'an id that only CloudFormation knows',
      allowed: "must be 12 digits in the app where the account is 'existing': the command that moves it has them",
      fix: 'copy it from `aws organizations list-accounts`',
    }),
    ...Object.entries({ accountName, email: email.toLowerCase(), accountId }).map(([prop, value]) =>
      takenProblem(scope, prop, value),
    ),
  ];
}

/** The problem of an id that no account has. */
export function accountIdProblem(accountId: string): Problem | undefined {
  return problemIf(!ACCOUNT_ID.test(accountId), {
    code: 'member-account/id-invalid',
    prop: 'accountId',
    value: accountId,
    allowed: 'must be an account id of 12 digits',
    fix: 'copy it from `aws organizations list-accounts`, as a string',
  });
}

/** The problem of an account whose id only CloudFormation knows, where synthesis needs it. */
export function lateIdProblem(accountName: string, accountId: string): Problem | undefined {
  return problemIf(Token.isUnresolved(accountId), {
    code: 'member-account/id-not-known',
    prop: 'accountId',
    value: `not written down for ${accountName}`,
    allowed: 'must be known before a stack can be made for the account',
    fix: "deploy the stack that creates the account, and enter the id that `pendingInputs` looks up as 'accountId'",
  });
}

/** The problem of an address that no account can have. */
export function emailProblem(email: string): Problem | undefined {
  return problemIf(!EMAIL.test(email), {
    code: 'member-account/email-invalid',
    prop: 'email',
    value: email,
    allowed: 'must be one email address of 6 to 64 characters',
    fix: "write one that a mailbox of the platform team receives, such as 'aws+log-archive@acme.example'",
  });
}

/** AWS takes an address once in the world, and ids are unique; of two accounts with one name the commands would find both. */
function takenProblem(scope: IConstruct, prop: string, value: string | undefined): Problem | undefined {
  if (value === undefined || Token.isUnresolved(value)) return undefined;
  const before = claimUnique(scope, ['member account', prop, value], scope);
  return problemIf(before !== undefined, {
    code: 'member-account/taken',
    prop,
    value,
    allowed: `must be unique, and ${before} has it already`,
    fix: 'change one of the two',
  });
}
