import { Annotations, CfnResource, Stack, Stage, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { formatProblem, Problem, problemIf, throwOnProblems } from '../../core/private/checks/problems';
import { claimUnique } from '../../core/private/checks/unique-claims';
import { topLevelStack } from '../../core/private/stacks/stack-of';

// On the root and on constructs, so that two copies of this package in one app agree.
const ACCOUNTS = Symbol.for('rl-bank-constructs.management-accounts');
const OF_MANAGEMENT_ACCOUNT = Symbol.for('rl-bank-constructs.of-management-account');

/** What else may stand in a stack of the organization: the services that AWS keeps in the management account, and the roles to them. */
const COMPANIONS =
  /^AWS::(Organizations|IAM|CloudFormation|CDK|Budgets|CE|CUR|BCMDataExports|SSO)::|^AWS::SecurityHub::DelegatedAdmin$/;

/** Refuses every stack of the app that is aimed at the account, but for those of the organization itself. */
export function keepForOrganization(organization: IConstruct, managementAccountId: string): void {
  accountsOf(organization).add(managementAccountId);
  const stage = Stage.of(organization)!;
  // A closed gate and a Stage of its own change nothing: the whole tree is looked at, once for each Stage with an organization.
  if (claimUnique(stage, ['management account', stage.node.path, managementAccountId], organization)) return;
  organization.node.addValidation({
    validate: () => {
      warnOfLateAccounts(stage);
      return stacksIn(organization.node.root)
        .filter((stack) => stack.account === managementAccountId)
        .flatMap((stack) => problemsOf(stack, managementAccountId))
        .map(formatProblem);
    },
  });
}

/** Says that a construct is for the management account, and refuses another account as far as it is known. */
export function markOfManagementAccount(construct: IConstruct): void {
  Object.defineProperty(construct, OF_MANAGEMENT_ACCOUNT, { value: true });
  const { account, node } = topLevelStack(construct as Stack);
  const known = [...accountsOf(construct)];
  throwOnProblems(
    construct,
    problemIf(!Token.isUnresolved(account) && known.length > 0 && !known.includes(account), {
      code: 'organization/other-account',
      prop: 'env.account',
      value: account,
      allowed: `must be the management account ${known.join(' or ')}, which alone changes the organization`,
      fix: `set 'env.account' of the stack ${node.path} to it`,
    }),
  );
}

/** Whether the id is that of a management account of the app. */
export function isManagementAccount(scope: IConstruct, id: string): boolean {
  return accountsOf(scope).has(id);
}

function accountsOf(construct: IConstruct): Set<string> {
  const root = construct.node.root as { [ACCOUNTS]?: Set<string> };
  return (root[ACCOUNTS] ??= new Set());
}

function problemsOf(stack: Stack, account: string): Problem[] {
  if (!isOfOrganization(stack)) {
    const problem = {
      code: 'organization/workload-in-management-account',
      prop: 'env.account',
      value: account,
      allowed: 'cannot be the management account, which no service control policy limits',
      fix: `move the stack ${stack.node.path} to a member account`,
    };
    return [problem];
  }
  const strangers = resourcesIn(stack).filter((it) => !COMPANIONS.test(typeOf(it)) || isUnseenStack(it));
  return strangers.map((it) => ({
    code: 'organization/workload-beside-organization',
    prop: 'scope',
    value: `${it.node.path} (${typeOf(it)})`,
    allowed: 'must be in a member account, since no service control policy limits the management account',
    fix: `move it out of the stack ${stack.node.path}, which is the organization's`,
  }));
}

/** A stack with constructs of the organization, or one that belongs to such a stack, as a twin in another region does. */
function isOfOrganization(stack: Stack): boolean {
  const own = stack.node.findAll().filter((it) => Stack.of(it) === stack || Stack.of(it).nestedStackParent);
  if (own.some(isMarked)) return true;
  const homes = stack.node.scopes.filter((it): it is Stack => Stack.isStack(it) && it !== stack);
  return isBelowMarked(stack) || homes.some(isOfOrganization);
}

/** Deployed with the credentials of the management account, such a stack would be in it, and only the CLI knows these. */
function warnOfLateAccounts(stage: Stage): void {
  const late = stacksIn(stage).filter((stack) => Token.isUnresolved(stack.account) && resourcesIn(stack).length > 0);
  const open = late.filter((stack) => Stage.of(stack) === stage && !isBelowMarked(stack));
  open.forEach((stack) =>
    Annotations.of(stack).addWarningV2(
      'rl-bank-constructs/organization:account-not-known',
      `${stack.node.path} has no account, so that credentials of the management account deploy it there: set 'env.account'.`,
    ),
  );
}

function stacksIn(root: IConstruct): Stack[] {
  return root.node.findAll().filter((it): it is Stack => Stack.isStack(it) && !it.nestedStackParent);
}

function resourcesIn(stack: Stack): CfnResource[] {
  const resources = stack.node.findAll().filter(CfnResource.isCfnResource);
  return resources.filter((it) => topLevelStack(it) === stack && it.cfnResourceType !== 'AWS::CDK::Metadata');
}

/** The type that is deployed: an override of it is in no other property. */
function typeOf(resource: CfnResource): string {
  const { rawOverrides } = resource as unknown as { rawOverrides?: { Type?: string } };
  return rawOverrides?.Type ?? resource.cfnResourceType;
}

/** A stack by the address of its template, which has resources that the app does not know. */
function isUnseenStack(resource: CfnResource): boolean {
  if (typeOf(resource) !== 'AWS::CloudFormation::Stack') return false;
  const nested = topLevelStack(resource).node.findAll().filter(Stack.isStack);
  return !nested.some(({ nestedStackResource }) => nestedStackResource === resource);
}

function isMarked(construct: IConstruct): boolean {
  return OF_MANAGEMENT_ACCOUNT in construct;
}

function isBelowMarked(construct: IConstruct): boolean {
  return construct.node.scopes.some(isMarked);
}
