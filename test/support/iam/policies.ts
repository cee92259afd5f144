import { Resource, World } from './world';

/** A policy document, resolved. */
export interface PolicyDocument {
  readonly Version?: string;
  readonly Statement: Statement | Statement[];
}

/** A statement, as templates have it. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: any;
  readonly NotPrincipal?: any;
  readonly Action?: string | string[];
  readonly NotAction?: string | string[];
  readonly Resource?: string | string[];
  readonly NotResource?: string | string[];
  readonly Condition?: Record<string, Record<string, string | string[]>>;
}

export interface NamedPolicy {
  readonly name: string;
  readonly policy: PolicyDocument;
}

/** A policy that allows everything. */
export const ANYTHING: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};

/** A role, with all that decides what it may do and who may be it. */
export interface RolePolicies {
  readonly name: string;
  readonly arn: string;
  readonly account: string;
  readonly identity: NamedPolicy[];
  readonly boundary?: NamedPolicy[];
  readonly trust: PolicyDocument;
  /** The service control policies that limit its account. */
  readonly serviceControl?: NamedPolicy[];
}

/** One or many, as a list. */
export function listOf<T>(value: T | T[] | undefined): T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

export function statementsOf(policies: NamedPolicy[]): Statement[] {
  return policies.flatMap(({ policy }) => listOf(policy.Statement));
}

/** The role of a world whose logical id or name has this in it. */
export function roleIn(world: World, part: string): RolePolicies {
  return policiesOf(world, world.one('AWS::IAM::Role', part));
}

/** All roles of a world. */
export function rolesIn(world: World): RolePolicies[] {
  return world.ofType('AWS::IAM::Role').map((role) => policiesOf(world, role));
}

/** All that is attached to a role, wherever in the app it is said. */
export function policiesOf(world: World, role: Resource): RolePolicies {
  const { Policies = [], ManagedPolicyArns = [], PermissionsBoundary, AssumeRolePolicyDocument } = role.properties;
  const inline = Policies.map(({ PolicyName, PolicyDocument }: any) => ({ name: PolicyName, policy: PolicyDocument }));
  const managed = listOf<string>(ManagedPolicyArns).map((arn) => managedPolicy(world, arn));
  const boundary = PermissionsBoundary && [managedPolicy(world, PermissionsBoundary)];
  return {
    name: role.ref,
    arn: role.arn!,
    account: role.account,
    identity: unique([...inline, ...managed, ...attached(world, role)]),
    boundary,
    trust: AssumeRolePolicyDocument,
  };
}

function managedPolicy(world: World, arn: string): NamedPolicy {
  const ours = world.ofType('AWS::IAM::ManagedPolicy').find((policy) => policy.arn === arn);
  // Roles of ours have no managed policies of AWS.
  if (!ours) throw new Error(`The document of ${arn} is not in the app.`);
  return { name: arn, policy: ours.properties.PolicyDocument };
}

/** Policies that name the role, instead of being named by it. Names of roles are unique in an account. */
function attached(world: World, role: Resource): NamedPolicy[] {
  const types = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy'];
  const policies = types
    .flatMap((type) => world.ofType(type))
    .filter(({ account, properties }) => {
      return account === role.account && [...listOf(properties.Roles), properties.RoleName].includes(role.ref);
    });
  return policies.map(({ type, stack, logicalId, arn, properties }) => {
    const name = type === 'AWS::IAM::ManagedPolicy' ? arn! : `${stack}/${logicalId}`;
    return { name, policy: properties.PolicyDocument };
  });
}

/** A managed policy can be named from both sides; inline ones of one role have names of their own. */
function unique(policies: NamedPolicy[]): NamedPolicy[] {
  return [...new Map(policies.map((policy) => [policy.name, policy])).values()];
}
