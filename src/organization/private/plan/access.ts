import { CfnResource, Stack } from 'aws-cdk-lib';
import { byText, Landscape, ofType, placeOf } from './landscape';
import { allowedBy, conditionText, Grant, grantLines, grantOf } from './statements';
import { PlanSection } from '../../../core/private/plan/plan-section';
import { listOf, principalsOf } from '../../../core/private/plan/policy-statements';
import { nameOf, propertiesOf, readableText } from '../../../core/private/plan/template-reader';

interface PlannedRole {
  readonly account: string;
  readonly role: string;
  readonly assumedBy: string[];
  readonly managedPolicies: string[];
  readonly grants: Grant[];
}

/** A policy that is a resource by itself, with what it allows. */
interface AttachedPolicy {
  readonly stack: Stack;
  /** References and names of roles. */
  readonly roles: any[];
  readonly grants: Grant[];
}

/** Principals that no template has, and which a reviewer asks for. */
const BESIDE = [
  'Beside these, which no stack of this app makes:',
  '- roles of `cdk bootstrap`: CloudFormation deploys by one with full access, unless `--cloudformation-execution-policies` says less; principals of the',
  '  account assume the others, and those of each account that `--trust` has named',
  '- `OrganizationAccountAccessRole` in each account that the organization made: full access, assumed from the management account',
  '- `stacksets-exec-…` where a StackSet deploys: full access, assumed by a service-linked role of the management account',
  '- root users: in the management account without a limit, in other accounts with what the section before leaves them',
  '- roles of IAM Identity Center, users, roles of other apps and of people, and service-linked roles',
];

/** Each role of the templates: who may assume it, and what it allows. */
export function accessSection(landscape: Landscape): PlanSection {
  const policies = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy']
    .flatMap((type) => ofType(landscape, type))
    .map(attachedPolicy);
  const roles = ofType(landscape, 'AWS::IAM::Role')
    .map((role) => plannedRole(landscape, role, policies))
    .sort(byText(({ account, role }) => `${account} ${role}`));
  const accounts = [...new Set(roles.map(({ account }) => account))];
  return {
    key: 'access',
    title: 'Who can do what in which account (words in capitals are wildcards)',
    lines: [
      ...accounts.flatMap((account) => [
        account,
        ...roles.filter((role) => role.account === account).flatMap((role) => linesOf(role).map((line) => `  ${line}`)),
        '',
      ]),
      ...BESIDE,
    ],
    data: roles,
  };
}

function linesOf({ role, assumedBy, managedPolicies, grants }: PlannedRole): string[] {
  const nothing = grants.length + managedPolicies.length === 0;
  return [
    `${role}, assumed by ${assumedBy.join('; ')}`,
    ...managedPolicies.map((it) => `  managed policy ${it}`),
    ...grantLines(grants).map((line) => `  ${line}`),
    ...(nothing ? ['  nothing'] : []),
  ];
}

function plannedRole(landscape: Landscape, role: CfnResource, policies: AttachedPolicy[]): PlannedRole {
  const { Policies = [], ManagedPolicyArns = [], AssumeRolePolicyDocument } = propertiesOf(role);
  const inline = Policies.flatMap(({ PolicyDocument }: any) => grantsOf(role, PolicyDocument));
  const attached = policies.filter(isAttachedTo(role)).flatMap(({ grants }) => grants);
  return {
    account: placeOf(landscape, role),
    role: nameOf(role),
    assumedBy: allowedBy(AssumeRolePolicyDocument).map((statement) => {
      const only = statement.Condition && conditionText(role, statement.Condition);
      return `${principalsOf(role, statement).sort().join(', ')}${only ? ` if ${only}` : ''}`;
    }),
    managedPolicies: listOf(ManagedPolicyArns)
      .map((it) => readableText(Stack.of(role), it))
      .sort(),
    grants: [...inline, ...attached],
  };
}

function grantsOf(scope: CfnResource, document: any): Grant[] {
  return allowedBy(document).map((statement) => grantOf(scope, statement));
}

function attachedPolicy(policy: CfnResource): AttachedPolicy {
  const { Roles, PolicyDocument } = propertiesOf(policy);
  return { stack: Stack.of(policy), roles: listOf(Roles), grants: grantsOf(policy, PolicyDocument) };
}

/** Whether a policy is attached to the role: by a reference in its stack, or by its name. */
function isAttachedTo(role: CfnResource): (policy: AttachedPolicy) => boolean {
  const stack = Stack.of(role);
  const logicalId = stack.resolve(role.logicalId);
  const { RoleName } = propertiesOf(role);
  return (policy) =>
    (policy.stack === stack && policy.roles.some((it) => it?.Ref === logicalId)) ||
    (typeof RoleName === 'string' && policy.roles.includes(RoleName) && policy.stack.account === stack.account);
}
