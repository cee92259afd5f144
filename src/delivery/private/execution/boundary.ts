import { Permission, PolicyJson, StatementJson } from './permission';
import { MOST_CHARACTERS, sizeOf, statementsOf } from './policy-packing';
import { ResourceArns } from './resource-arns';
import { TemplateResource, Templates } from './templates';

/** How many parts of ARNs are the same: with the beginning of a path, with the type of the resource, with the account. */
const [KIND_OF_NAME, KIND, SERVICE] = [7, 6, 5];

const POLICIES = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy'];

/** Names that the boundary is about. */
export interface BoundaryScope {
  /** Begins with `arn:<partition>:iam::<account>:`. */
  readonly iamPrefix: string;
  readonly namePrefix: string;
  /** ARN of the boundary itself. */
  readonly boundary: string;
  /** Statements of the user. */
  readonly statements: StatementJson[];
}

/**
 * What the roles of the templates may do at most: what their policies say, with the conditions left to the policies.
 * Where that is too long, the longest lists of resources become all that begin as they do.
 */
export function boundaryOf(templates: Templates, arns: ResourceArns, scope: BoundaryScope): PolicyJson {
  const documents = templates.resources.flatMap((resource) =>
    documentsOf(resource).map((it) => [resource, it] as const),
  );
  const statements = documents.flatMap(([{ stack }, document]) =>
    [document?.Statement ?? []].flat().map((it) => [stack, it] as const),
  );
  const allowed = statements.flatMap(([stack, { Effect, Action, Resource }]: any) => {
    const on = Effect === 'Allow' && Action && Resource ? arns.texts(stack, Resource, 'arn') : [];
    return on.flatMap((resource) => [Action].flat().map((action): Permission => ({ action, resource })));
  });
  let permissions = allowed;
  let document = documentWith(permissions, scope);
  for (const parts of [KIND_OF_NAME, KIND, SERVICE]) {
    let groups = groupsOf(permissions, parts);
    while (sizeOf(document) > MOST_CHARACTERS && groups.some(isWide)) {
      const longest = groups.filter(isWide).reduce((one, other) => (lengthOf(other) > lengthOf(one) ? other : one));
      groups = groups.map((group) => (group === longest ? [widened(group)] : group));
      permissions = groups.flat();
      document = documentWith(permissions, scope);
    }
  }
  return document;
}

/** Managed policies of roles whose document is not in the templates. */
export function unknownPolicies({ resources }: Templates, arns: ResourceArns): Array<[role: string, arn: string]> {
  const known = resources
    .filter(({ type }) => type === 'AWS::IAM::ManagedPolicy')
    .flatMap((policy) => arns.own(policy));
  return resources
    .filter(({ type }) => type === 'AWS::IAM::Role')
    .flatMap((role) => {
      const given = arns.texts(role.stack, role.properties.ManagedPolicyArns ?? [], 'arn');
      return given.filter((arn) => !known.includes(arn)).map((arn): [string, string] => [role.path, arn]);
    });
}

function documentWith(permissions: Permission[], scope: BoundaryScope): PolicyJson {
  const { iamPrefix, namePrefix, boundary, statements } = scope;
  const boundaries = ['iam:DeleteRolePermissionsBoundary', 'iam:PutRolePermissionsBoundary'];
  // The statements above have no conditions: a role under the boundary could create one without it.
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-delegate
  const creating = ['iam:AttachRolePolicy', 'iam:CreateRole', 'iam:PutRolePolicy'];
  const without = { StringNotEquals: { 'iam:PermissionsBoundary': boundary } };
  const ours = ['instance-profile', 'policy', 'role'].map((kind) => `${iamPrefix}${kind}/${namePrefix}*`);
  return {
    Version: '2012-10-17',
    Statement: [
      ...statementsOf(permissions),
      ...statements,
      { Effect: 'Deny', Action: boundaries, Resource: '*' },
      { Effect: 'Deny', Action: creating, Resource: '*', Condition: without },
      { Effect: 'Deny', Action: 'iam:*', NotResource: ours },
    ],
  };
}

function documentsOf({ type, properties }: TemplateResource): any[] {
  if (type === 'AWS::IAM::Role') return (properties.Policies ?? []).map((it: any) => it.PolicyDocument);
  return POLICIES.includes(type) ? [properties.PolicyDocument] : [];
}

/** Permissions of one action on resources whose ARNs have the same first parts. */
function groupsOf(permissions: Permission[], parts: number): Permission[][] {
  const groups = new Map<string, Permission[]>();
  for (const permission of permissions) {
    const { action, resource } = permission;
    const key = [action, ...resource.split(/[:/]/).slice(0, parts)].join(' ');
    const group = groups.get(key) ?? [];
    if (!group.some((other) => other.resource === resource)) groups.set(key, [...group, permission]);
  }
  return [...groups.values()];
}

function isWide(group: Permission[]): boolean {
  return group.length > 1;
}

function lengthOf(group: Permission[]): number {
  return group.reduce((sum, { resource }) => sum + resource.length, 0);
}

/** All resources with the letters that these begin with. */
function widened([first, ...others]: Permission[]): Permission {
  const letters = [...first.resource];
  const at = letters.findIndex((letter, index) => letter === '*' || others.some((it) => it.resource[index] !== letter));
  return { ...first, resource: `${at === -1 ? first.resource : first.resource.slice(0, at)}*` };
}
