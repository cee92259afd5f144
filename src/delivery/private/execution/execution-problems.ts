import { Stack, Token } from 'aws-cdk-lib';
import { unknownPolicies } from './boundary';
import { ExecutionPolicies, ExecutionScope } from './execution-policies';
import { iamProblems, isRefused } from './iam-problems';
import { factsOf } from './permission-table';
import { MOST_CHARACTERS, sizeOf } from './policy-packing';
import { ResourceArns } from './resource-arns';
import { isCustom } from './stack-permissions';
import { Templates } from './templates';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { isWhole, matches } from '../../../core/private/checks/values';

/** IAM attaches so many managed policies to a role, and so many where the account has its highest quota. */
const MOST_POLICIES = 10;
const HIGHEST_QUOTA = 25;

/** These are no calls to AWS, or none of the execution role. */
const WITHOUT_PERMISSIONS = [
  'AWS::CDK::Metadata',
  'AWS::CloudFormation::WaitCondition',
  'AWS::CloudFormation::WaitConditionHandle',
];

/** Problems of the props. */
export function namePrefixProblem(namePrefix: string): Problem | undefined {
  return problemIf(!matches(/^(?!(?:c|cd|cdk)$|cdk-)[\w+=,.@-]{1,64}$/, namePrefix), {
    code: 'execution-policies/name-prefix',
    prop: 'namePrefix',
    value: namePrefix,
    allowed: `must be letters, digits and +=,.@_- that names of roles begin with, and not 'cdk-', which the bootstrap's have`,
    fix: `pass the prefix of the stacks, such as 'prd-rl-bank'`,
  });
}

/** A quota that no account has. */
export function policiesPerRoleProblem(quota: number | undefined): Problem | undefined {
  return problemIf(quota !== undefined && !isWhole(quota, MOST_POLICIES, HIGHEST_QUOTA), {
    code: 'execution-policies/policies-per-role',
    prop: 'managedPoliciesPerRole',
    value: quota,
    allowed: `must be a whole number from ${MOST_POLICIES} to ${HIGHEST_QUOTA}, as the quota of IAM`,
    fix: 'pass the quota of the account',
  });
}

/** Problems of the stacks, before anything is generated from them. */
export function stackProblems(stacks: Stack[], qualifier: string): Array<Problem | undefined> {
  const others = stacks.filter(({ synthesizer }) => (synthesizer.bootstrapQualifier ?? qualifier) !== qualifier);
  const unknown = stacks.filter(({ account, region }) => Token.isUnresolved(account) || Token.isUnresolved(region));
  const accounts = [...new Set(stacks.map(({ account }) => account))].filter((account) => !Token.isUnresolved(account));
  return [
    problemIf(stacks.length === 0, {
      code: 'execution-policies/no-stack',
      prop: 'scopes',
      value: [],
      allowed: 'must contain stacks, whose templates the policies are generated from',
      fix: 'pass the stacks, or the constructs that create them',
    }),
    problemIf(unknown.length > 0, {
      code: 'execution-policies/no-environment',
      prop: 'scopes',
      value: unknown.map(({ node }) => node.path),
      allowed: 'must be stacks with an account and a region, which are in the ARNs of the policies',
      fix: `give these stacks \`env: { account: '…', region: '…' }\``,
    }),
    problemIf(accounts.length > 1, {
      code: 'execution-policies/several-accounts',
      prop: 'scopes',
      value: accounts,
      allowed: 'must be stacks of one account, because policies belong to an account',
      fix: 'create CloudFormationExecutionPolicies for each account',
    }),
    problemIf(others.length > 0, {
      code: 'execution-policies/other-qualifier',
      prop: 'qualifier',
      value: qualifier,
      allowed: `must be that of the stacks, and ${others[0]?.node.path} has ${others[0]?.synthesizer.bootstrapQualifier}`,
      fix: 'set the context `@aws-cdk/core:bootstrapQualifier`, which both follow',
    }),
  ];
}

/** Problems of the templates: what no policies can be generated for. */
export function templateProblems(templates: Templates, scope: ExecutionScope): Array<Problem | undefined> {
  const { additionalPermissions, boundaryStatements } = scope;
  const arns = new ResourceArns(templates);
  const types = [...new Set(templates.resources.map(({ type }) => type))].sort();
  const unknown = types.filter((type) => {
    const isKnown = factsOf(type) || isCustom(type) || isRefused(type) || WITHOUT_PERMISSIONS.includes(type);
    return !isKnown && !additionalPermissions[type];
  });
  const policies = boundaryStatements.length > 0 ? [] : unknownPolicies(templates, arns).map((it) => it.join(' has '));
  return [
    problemIf(unknown.length > 0, {
      code: 'execution-policies/unknown-type',
      prop: 'additionalPermissions',
      value: Object.keys(additionalPermissions),
      allowed: `must have ${unknown.join(', ')}: it is not known what CloudFormation needs for these resource types`,
      fix: `add \`'${unknown[0]}': [new PolicyStatement({ … })]\` with the actions that create, read, update and delete it`,
    }),
    ...iamProblems(templates, arns, scope),
    problemIf(policies.length > 0, {
      code: 'execution-policies/managed-policy',
      prop: 'boundaryStatements',
      value: undefined,
      allowed: `must repeat what managed policies allow that are not in the templates: ${policies.join(', ')}`,
      fix: 'pass the statements of these policies, which the boundary allows beside those of the templates',
    }),
  ];
}

/** Problems of what was generated: IAM's quotas. */
export function quotaProblems(
  { policies, boundary }: ExecutionPolicies,
  most: number = MOST_POLICIES,
): Array<Problem | undefined> {
  const sizes = [...policies, boundary].map(sizeOf);
  return [
    problemIf(policies.length > most, {
      code: 'execution-policies/too-many',
      prop: 'scopes',
      value: `stacks that need ${policies.length} policies`,
      allowed: `must need ${most} policies at most, which IAM attaches to a role`,
      fix: "raise the quota of the account and 'managedPoliciesPerRole', or split the stacks by two qualifiers of the bootstrap",
    }),
    problemIf(
      sizes.some((size) => size > MOST_CHARACTERS),
      {
        code: 'execution-policies/too-long',
        prop: 'scopes',
        value: `stacks with a policy of ${Math.max(...sizes)} characters`,
        allowed: `must fit in policies of ${MOST_CHARACTERS} characters, and the boundary is one policy`,
        fix: 'split the stacks by two qualifiers of the bootstrap, with CloudFormationExecutionPolicies for each',
      },
    ),
  ];
}
