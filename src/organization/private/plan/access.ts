import { CfnResource, Stack } from 'aws-cdk-lib';
import { byText, Landscape, placeOf } from './landscape';
import { allowedIn, conditionText, Grant, grantLines, grantOf, listOf, principalsOf } from './statements';
import { PlanSection } from '../../../core/private/plan/plan-section';
import { nameOf, propertiesOf, readableText } from '../../../core/private/plan/template-reader';

interface PlannedRole {
  readonly account: string;
  readonly role: string;
  readonly assumedBy: string[];
  readonly managedPolicies: string[];
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
  const roles = ofType(landscape, 'AWS::IAM::Role')
    .map((role) => plannedRole(landscape, role))
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

/** Resources of a type, in tree order. */
export function ofType({ resources }: Landscape, type: string): CfnResource[] {
  return resources.filter(({ cfnResourceType }) => cfnResourceType === type);
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

function plannedRole(landscape: Landscape, role: CfnResource): PlannedRole {
  const { Policies = [], ManagedPolicyArns = [], AssumeRolePolicyDocument } = propertiesOf(role);
  const inline = Policies.flatMap(({ PolicyDocument }: any) => grantsOf(role, PolicyDocument));
  const attached = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'].flatMap((type) =>
    ofType(landscape, type)
      .filter((policy) => isOf(policy, role))
      .flatMap((policy) => grantsOf(policy, propertiesOf(policy).PolicyDocument)),
  );
  return {
    account: placeOf(landscape, role),
    role: nameOf(role),
    assumedBy: allowedIn(AssumeRolePolicyDocument).map((statement) => {
      const only = statement.Condition && conditionText(role, statement.Condition);
      return `${principalsOf(role, statement).join(', ')}${only ? ` if ${only}` : ''}`;
    }),
    managedPolicies: listOf(ManagedPolicyArns)
      .map((it) => readableText(Stack.of(role), it))
      .sort(),
    grants: [...inline, ...attached],
  };
}

function grantsOf(scope: CfnResource, document: any): Grant[] {
  return allowedIn(document).map((statement) => grantOf(scope, statement));
}

/** Whether a policy is attached to a role: by a reference in its stack, or by its name. */
function isOf(policy: CfnResource, role: CfnResource): boolean {
  const stack = Stack.of(role);
  const roles = listOf(propertiesOf(policy).Roles);
  const byReference = Stack.of(policy) === stack && roles.some((it) => it?.Ref === stack.resolve(role.logicalId));
  const { RoleName } = propertiesOf(role);
  return (
    byReference ||
    (typeof RoleName === 'string' && roles.includes(RoleName) && Stack.of(policy).account === stack.account)
  );
}
