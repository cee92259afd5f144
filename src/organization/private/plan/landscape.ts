import { CfnResource, Stack, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { PendingInput } from '../../../core';
import type { IMemberAccount } from '../../i-member-account';
import type { IOrganizationalUnit } from '../../i-organizational-unit';
import type { IPolicyTarget } from '../../i-policy-target';
import type { ServiceControl } from '../../service-control';

/** A policy with its controls, as a `ServiceControlPolicy` has them. */
export interface Policy extends IConstruct {
  readonly policyName: string;
  readonly controls: ServiceControl[];
  readonly targets: IPolicyTarget[];
}

/** A member account in its unit. */
export interface Account extends IMemberAccount {
  readonly organizationalUnit: IOrganizationalUnit;
}

/** A construct that lists what is left to do by hand. */
export interface WithInputs extends IConstruct {
  readonly pendingInputs: PendingInput[];
}

/** What a plan is made from: constructs by their members, so that another copy of this library has them too, and resources. */
export interface Landscape {
  readonly managementAccountId?: string;
  /** Id of the root, which the first units are in. */
  readonly rootIds: string[];
  readonly units: Array<IOrganizationalUnit & IConstruct>;
  readonly accounts: Account[];
  readonly policies: Policy[];
  readonly withInputs: WithInputs[];
  readonly resources: CfnResource[];
}

/** The landscape below a construct. */
export function landscapeOf(scope: IConstruct): Landscape {
  const all = scope.node.findAll();
  const having = <T>(...members: string[]) => all.filter((it) => members.every((name) => name in it)) as unknown as T[];
  const organizations = having<{ managementAccountId: string; rootId: string }>('managementAccountId', 'rootId');
  return {
    managementAccountId: organizations.map((it) => it.managementAccountId).find((id) => !Token.isUnresolved(id)),
    rootIds: [...new Set(organizations.map(({ rootId }) => rootId))],
    units: having<IOrganizationalUnit & IConstruct>('organizationalUnitId', 'organizationalUnitName').sort(
      byText(({ organizationalUnitName }) => organizationalUnitName),
    ),
    accounts: having<Account>('accountName', 'accountId', 'organizationalUnit').sort(
      byText(({ accountName }) => accountName),
    ),
    policies: having<Policy>('controls', 'targets', 'policyName').sort(byText(({ policyName }) => policyName)),
    withInputs: having<WithInputs>('pendingInputs'),
    resources: all.filter(CfnResource.isCfnResource).filter(isInTemplate),
  };
}

/** Resources of a type, in tree order. */
export function ofType({ resources }: Landscape, type: string): CfnResource[] {
  return resources.filter(({ cfnResourceType }) => cfnResourceType === type);
}

/** Compares by a text, as every list of a plan is sorted. */
export function byText<T>(textOf: (it: T) => string): (one: T, other: T) => number {
  return (one, other) => (textOf(one) < textOf(other) ? -1 : Number(textOf(one) > textOf(other)));
}

/** Name and id of an account, as far as both are known. */
export function accountLabel({ accounts, managementAccountId }: Landscape, id: string): string {
  if (id === managementAccountId) return `management ${id}`;
  const named = accounts.find(({ accountId }) => accountId === id);
  return named ? `${named.accountName} ${shownId(id)}` : id;
}

/** An id, or what stands for it until the first deployment. */
export function shownId(id: string): string {
  return Token.isUnresolved(id) ? '(id after the first deployment)' : id;
}

/** Whose account the resources of a stack are in. */
export function placeOf(landscape: Landscape, resource: CfnResource): string {
  const stack = Stack.of(resource);
  const { stackSetName } = (stack.node.scope ?? {}) as { stackSetName?: string };
  if (stackSetName !== undefined) return `each account with the StackSet ${stackSetName}`;
  return Token.isUnresolved(stack.account) ? 'the account of the deployment' : accountLabel(landscape, stack.account);
}

/** Some resources omit themselves, such as a policy without statements. */
function isInTemplate(resource: CfnResource): boolean {
  return (resource as unknown as { shouldSynthesize(): boolean }).shouldSynthesize();
}

/** Lines of a section, which is never empty: a reader would take that for a fault of the plan. */
export function orNothing(lines: string[]): string[] {
  return lines.length > 0 ? lines : ['nothing'];
}
