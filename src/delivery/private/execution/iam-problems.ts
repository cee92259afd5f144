import { boundaryArn, ExecutionScope } from './execution-policies';
import { ResourceArns } from './resource-arns';
import { PRINCIPALS } from './role-boundary';
import { TemplateResource, Templates } from './templates';
import { Problem, problemIf } from '../../../core/private/checks/problems';

/** A group has no permissions boundary, and an access key is a secret outside of the templates. */
const REFUSED = ['Group', 'GroupPolicy', 'UserToGroupAddition', 'AccessKey'].map((name) => `AWS::IAM::${name}`);

/** The part of an ARN before the name, of what has to have the prefix. */
const NAMED: Record<string, string> = {
  'AWS::IAM::ManagedPolicy': ':policy/',
  'AWS::IAM::Role': ':role/',
  'AWS::IAM::User': ':user/',
};

/** Properties with the names of roles, users and groups that a resource changes. */
const ATTACHED: Record<string, string[]> = {
  'AWS::IAM::ManagedPolicy': ['Roles', 'Users', 'Groups'],
  'AWS::IAM::Policy': ['Roles', 'Users', 'Groups'],
  'AWS::IAM::RolePolicy': ['RoleName'],
  'AWS::IAM::User': ['Groups'],
  'AWS::IAM::UserPolicy': ['UserName'],
};

/** Whether no policies are generated for a type of IAM. */
export function isRefused(type: string): boolean {
  return REFUSED.includes(type);
}

/** Problems of IAM's resources: what the execution role could get rights by that the templates do not give. */
export function iamProblems(
  templates: Templates,
  arns: ResourceArns,
  { namePrefix, policyName }: ExecutionScope,
): Array<Problem | undefined> {
  const { resources } = templates;
  const boundary = boundaryArn(templates, policyName);
  const refused = resources.filter(({ type }) => isRefused(type));
  const outside = resources.filter((it) => namesOf(it, arns).some((name) => !name.startsWith(namePrefix)));
  const principals = new Set(
    resources.filter(({ type }) => type !== 'AWS::IAM::ManagedPolicy').flatMap((it) => namesOf(it, arns)),
  );
  const foreign = resources.filter((it) => principalsOf(it, arns).some((name) => !principals.has(name)));
  const unbound = resources.filter(({ stack, type, properties: { PermissionsBoundary } }) => {
    return PRINCIPALS.includes(type) && arns.texts(stack, PermissionsBoundary, 'arn').some((arn) => arn !== boundary);
  });
  return [
    problemIf(refused.length > 0, {
      code: 'execution-policies/without-boundary',
      prop: 'scopes',
      value: refused.map(({ path }) => path),
      allowed: 'cannot have IAM groups, which no permissions boundary limits, or access keys',
      fix: 'give the policies to roles, and create groups and access keys outside of these stacks',
    }),
    problemIf(outside.length > 0, {
      code: 'execution-policies/name-outside-prefix',
      prop: 'namePrefix',
      value: namePrefix,
      allowed: `must begin the names of all roles, users and managed policies, and ${pathsOf(outside)} is called otherwise`,
      fix: 'choose a prefix that all have, or name them or their stacks with it',
    }),
    problemIf(foreign.length > 0, {
      code: 'execution-policies/principal-outside-templates',
      prop: 'scopes',
      value: foreign.map(({ path }) => path),
      allowed: 'cannot change roles, users or groups outside of the templates, whose rights these policies would be',
      fix: 'attach the policies to roles of the stacks, or import the role with `mutable: false`',
    }),
    problemIf(unbound.length > 0, {
      code: 'execution-policies/other-boundary',
      prop: 'scopes',
      value: unbound.map(({ path }) => path),
      allowed:
        'cannot have roles or users with another permissions boundary, which every role could then be created with',
      fix: 'remove `permissionsBoundary` from them, so that they get the boundary of these policies',
    }),
  ];
}

function pathsOf(resources: TemplateResource[]): string {
  return resources.map(({ path }) => path).join(', ');
}

/** Names of a role, user or managed policy. */
function namesOf(resource: TemplateResource, arns: ResourceArns): string[] {
  const kind = NAMED[resource.type];
  return kind
    ? arns
        .own(resource)
        .filter((arn) => arn.includes(kind))
        .map(nameIn)
    : [];
}

/** Names of the roles, users and groups that a policy is attached to, or that a user is in. */
function principalsOf({ stack, type, properties }: TemplateResource, arns: ResourceArns): string[] {
  const attached = ATTACHED[type] ?? [];
  return attached.flatMap((property) => arns.texts(stack, properties[property] ?? [], 'name')).map(nameIn);
}

/** A name without the path before it. */
function nameIn(text: string): string {
  return text.split('/').pop()!;
}
