import { listOf, NamedPolicy, PolicyDocument, RolePolicies, rolesIn } from './policies';
import { allowedSet, Grant } from './simulate';
import { canAssume } from './trust';
import { Universe, universeOf } from './universe';
import { World } from './world';

/** What roles are meant to do although it could be abused: ARNs by the name of the role. */
export interface Intended {
  /** Secrets that it reads itself. */
  readonly secrets?: Record<string, string[]>;
  /** Roles that it passes to a service. */
  readonly passes?: Record<string, string[]>;
  /** Roles that it takes on. What those may do counts as its own. */
  readonly assumes?: Record<string, string[]>;
}

/** Calls that change what a role may do, who may be it, or what limits it. */
const CHANGES = [
  'iam:AttachRolePolicy',
  'iam:CreatePolicyVersion',
  'iam:DeleteRolePermissionsBoundary',
  'iam:DeleteRolePolicy',
  'iam:DetachRolePolicy',
  'iam:PutRolePermissionsBoundary',
  'iam:PutRolePolicy',
  'iam:SetDefaultPolicyVersion',
  'iam:UpdateAssumeRolePolicy',
];

/** Calls that make another principal, or get into one. */
const MAKES = [
  'iam:AddUserToGroup',
  'iam:AttachGroupPolicy',
  'iam:AttachUserPolicy',
  'iam:CreateAccessKey',
  'iam:CreateLoginProfile',
  'iam:PutGroupPolicy',
  'iam:PutUserPolicy',
  'iam:UpdateLoginProfile',
  'iam:UpdateOpenIDConnectProviderThumbprint',
];

/** Calls that run something with the role of something that is there already. */
const ACTS = [
  'cloudformation:ExecuteChangeSet',
  'cloudformation:UpdateStack',
  'ecs:ExecuteCommand',
  'lambda:UpdateFunctionCode',
  'ssm:SendCommand',
  'ssm:StartSession',
];

/** Calls that give away a secret, or open it to whoever is named. */
const READS = ['secretsmanager:GetSecretValue', 'secretsmanager:PutResourcePolicy'];

/**
 * How roles of an app could get more than they were given, in sentences. Conditions of `Allow` count as met and those of
 * `Deny` as not met: what is safe here is safe with any request.
 */
export async function escalationsIn(
  world: World,
  intended: Intended = {},
  universe: Universe = universeOf(world),
): Promise<string[]> {
  const roles = rolesIn(world).map(atWorst);
  const only = [...CHANGES, ...MAKES, ...ACTS, ...READS, 'iam:PassRole', 'sts:AssumeRole'];
  const grants = new Map<RolePolicies, Grant[]>();
  for (const role of roles) grants.set(role, (await allowedSet(role, universe, { only })).grants);
  const next = await assumableBy(roles);

  const found: string[] = [];
  for (const role of roles) {
    for (const { reached, path } of reachedFrom(role, next)) {
      const through = path.length > 0 ? ` through ${path.map(({ name }) => name).join(' and ')}` : '';
      if (path.length > 0 && !isIntended(intended.assumes, role, reached.arn)) {
        found.push(`${role.name} can become ${reached.name}${pathBefore(path)}.`);
      }
      for (const { action, resource } of grants.get(reached)!) {
        const sentence = judge(role, action, resource, intended, roles);
        if (sentence) found.push(`${role.name} ${sentence}${through}.`);
      }
    }
  }
  return [...new Set(found)].sort();
}

/** What is wrong with a role having a grant, unless it was meant. */
function judge(
  role: RolePolicies,
  action: string,
  resource: string,
  { secrets, passes, assumes }: Intended,
  roles: RolePolicies[],
): string | undefined {
  const whose = resource === role.arn ? 'itself' : resource;
  if (CHANGES.includes(action)) return `can change ${whose} with ${action}`;
  if (MAKES.includes(action)) return `can make or enter a principal with ${action} on ${resource}`;
  if (ACTS.includes(action)) return `can act with the role of ${resource} by ${action}`;
  if (READS.includes(action)) {
    const reads = action === 'secretsmanager:GetSecretValue' && isIntended(secrets, role, resource);
    return reads ? undefined : `can get at ${resource} with ${action}`;
  }
  if (action === 'iam:PassRole') return isIntended(passes, role, resource) ? undefined : `can pass ${whose}`;
  // Roles of the app have a trust that decides: they are in the paths.
  const isOurs = roles.some(({ arn }) => arn === resource);
  return isOurs || isIntended(assumes, role, resource) ? undefined : `can ask to become ${resource}`;
}

function isIntended(list: Record<string, string[]> | undefined, { name }: RolePolicies, arn: string): boolean {
  return (list?.[name] ?? []).includes(arn);
}

/** Which roles let which others in. */
async function assumableBy(roles: RolePolicies[]): Promise<Map<RolePolicies, RolePolicies[]>> {
  const next = new Map<RolePolicies, RolePolicies[]>();
  for (const role of roles) {
    const { arn: principal, identity, boundary } = role;
    const entered: RolePolicies[] = [];
    for (const other of roles) {
      if (other !== role && (await canAssume(other, { principal, identity, boundary }))) entered.push(other);
    }
    next.set(role, entered);
  }
  return next;
}

interface Reach {
  readonly reached: RolePolicies;
  /** The roles taken on, the last one being the one that is reached. Empty: it is the role itself. */
  readonly path: RolePolicies[];
}

/** A role, and all that it can become by way of others, each by the shortest path. */
function reachedFrom(role: RolePolicies, next: Map<RolePolicies, RolePolicies[]>): Reach[] {
  const found: Reach[] = [{ reached: role, path: [] }];
  const seen = new Set([role]);
  // The list grows while it is walked.
  for (const { reached, path } of found) {
    for (const entered of next.get(reached)!) {
      if (seen.has(entered)) continue;
      seen.add(entered);
      found.push({ reached: entered, path: [...path, entered] });
    }
  }
  return found;
}

function pathBefore(path: RolePolicies[]): string {
  const before = path.slice(0, -1).map(({ name }) => name);
  return before.length > 0 ? ` through ${before.join(' and ')}` : '';
}

/** The role when every condition is in its favour. */
export function atWorst(role: RolePolicies): RolePolicies {
  const all = (policies: NamedPolicy[]) => {
    const changed = policies.map(({ name, policy }) => ({ name, policy: withoutConditions(policy) }));
    return changed.filter(({ policy }) => listOf(policy.Statement).length > 0);
  };
  return {
    ...role,
    identity: all(role.identity),
    boundary: role.boundary && all(role.boundary),
    trust: withoutConditions(role.trust),
  };
}

function withoutConditions(policy: PolicyDocument): PolicyDocument {
  const kept = listOf(policy.Statement).filter(({ Effect, Condition }) => Effect === 'Allow' || !Condition);
  return { ...policy, Statement: kept.map(({ Condition: _, ...statement }) => statement) };
}
