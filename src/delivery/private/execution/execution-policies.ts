import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { boundaryOf } from './boundary';
import { linkedRoles, passedRoles } from './identity-permissions';
import { PolicyJson, StatementJson } from './permission';
import { packed, statementsOf } from './policy-packing';
import { partitionOf, ResourceArns } from './resource-arns';
import { resourcePermissions, Sources } from './resource-permissions';
import { relatedPermissions, stackPermissions } from './stack-permissions';
import { Templates } from './templates';

/** What policies are made for. */
export interface ExecutionScope {
  readonly namePrefix: string;
  readonly qualifier: string;
  /** Names of the policies, without the number at their end; the boundary is `<name>-boundary`. */
  readonly policyName: string;
  readonly additionalPermissions: Record<string, PolicyStatement[]>;
  readonly boundaryStatements: PolicyStatement[];
}

/** The policies of CloudFormation's execution role, and the boundary of the roles that it creates. */
export interface ExecutionPolicies {
  readonly policies: PolicyJson[];
  readonly boundary: PolicyJson;
}

/** ARN of the boundary. */
export function boundaryArn({ stacks: [stack] }: Templates, policyName: string): string {
  return `arn:${partitionOf(stack)}:iam::${stack.account}:policy/${policyName}-boundary`;
}

/** Generates the policies from templates. */
export function executionPolicies(templates: Templates, scope: ExecutionScope): ExecutionPolicies {
  const arns = new ResourceArns(templates);
  const [stack] = templates.stacks;
  const iamPrefix = `arn:${partitionOf(stack)}:iam::${stack.account}:`;
  const boundary = boundaryArn(templates, scope.policyName);
  const sources: Sources = {
    templates,
    arns,
    boundary,
  };
  const permissions = [
    ...templates.stacks.flatMap((it) => stackPermissions(it, sources, scope.qualifier)),
    ...templates.resources.flatMap((resource) => [
      ...resourcePermissions(resource, sources),
      ...passedRoles(resource, sources),
      ...linkedRoles(resource),
      ...relatedPermissions(resource, sources),
    ]),
  ];
  const types = new Set(templates.resources.map(({ type }) => type));
  const added = Object.entries(scope.additionalPermissions)
    .filter(([type]) => types.has(type))
    .sort();
  const given = added.flatMap(([, statements]) => jsonOf(statements));
  return {
    policies: packed([...statementsOf(permissions), ...given, guard(iamPrefix, scope)]),
    boundary: boundaryOf(templates, arns, {
      ...scope,
      iamPrefix,
      boundary,
      statements: jsonOf(scope.boundaryStatements),
    }),
  };
}

/** Neither the policies nor the roles of the bootstrap can be changed, whatever is added later. */
function guard(iamPrefix: string, { policyName, qualifier }: ExecutionScope): StatementJson {
  const Resource = [`${iamPrefix}policy/${policyName}-*`, `${iamPrefix}role/cdk-${qualifier}-*`].sort();
  return { Effect: 'Deny', Action: 'iam:*', Resource };
}

function jsonOf(statements: PolicyStatement[]): StatementJson[] {
  return statements.map((statement) => statement.toStatementJson());
}
