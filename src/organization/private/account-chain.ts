import { CfnResource } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { topLevelStack } from '../../core/private/stacks/stack-of';

// On stack and root, so that two copies of this package in one app share them.
const LAST = Symbol.for('rl-bank-constructs.last-member-account');
const ALL = Symbol.for('rl-bank-constructs.member-accounts');

/** Accounts that an organization may have until a quota is raised, the management account among them. */
export const DEFAULT_ACCOUNTS = 10;

/** AWS Organizations creates one account at a time, and fails the others: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-organizations-account.html */
export function createAfterOthers(account: CfnResource): void {
  const stack = topLevelStack(account) as { [LAST]?: CfnResource };
  if (stack[LAST]) account.node.addDependency(stack[LAST]); // the L1 method has another name in newer versions
  stack[LAST] = account;
}

/** Registers an account of the app; returns which it is, the management account being the first. */
export function countAccount(account: IConstruct): number {
  return accountsOf(account).push(account) + 1;
}

/** How many accounts the app knows, with the management account. */
export function numberOfAccounts(scope: IConstruct): number {
  return accountsOf(scope).length + 1;
}

function accountsOf(scope: IConstruct): IConstruct[] {
  const root = scope.node.root as { [ALL]?: IConstruct[] };
  return (root[ALL] ??= []);
}
