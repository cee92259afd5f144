import { Context, isAllowed } from './decide';
import { listOf, PolicyDocument, RolePolicies, Statement } from './policies';

/** Who asks to be a role, and how. */
export interface TrustRequest {
  /** The ARN of the OIDC provider for tokens; a role or a service for `sts:AssumeRole`. */
  readonly principal: string;
  /**
   * What the token says, by the name of the claim: `sub`, `aud`. An OIDC provider tells whose claims they are.
   * @default - no token
   */
  readonly claims?: Context;
  /** Other keys, in full: `sts:ExternalId`, `aws:SourceAccount`. */
  readonly context?: Context;
  /**
   * @default - sts:AssumeRoleWithWebIdentity with an OIDC provider, sts:AssumeRole without
   */
  readonly action?: string;
  /** What the principal may do in its own account, where that has to allow it as well. */
  readonly identity?: RolePolicies['identity'];
  readonly boundary?: RolePolicies['boundary'];
}

/** Whether the role lets them in. */
export async function canAssume(role: RolePolicies, request: TrustRequest): Promise<boolean> {
  const { principal, claims = {}, context = {} } = request;
  const issuer = issuerOf(principal);
  if (issuer === undefined && Object.keys(claims).length > 0) {
    throw new Error(`${principal} is no OIDC provider: its requests have no claims.`);
  }
  const ofToken = Object.entries(claims).map(([claim, value]) => [`${issuer}:${claim}`, value] as const);
  const all = Object.entries({ ...context, ...Object.fromEntries(ofToken) });
  return isAllowed({
    principal,
    action: request.action ?? (issuer ? 'sts:AssumeRoleWithWebIdentity' : 'sts:AssumeRole'),
    resource: role.arn,
    account: role.account,
    context: Object.fromEntries(all.map(([key, value]) => [renamed(key), value])),
    identity: request.identity,
    boundary: request.boundary,
    resourcePolicy: withRenamedKeys(role.trust),
  });
}

/** The host of an OIDC provider, which its claims begin with. */
export function issuerOf(principal: string): string | undefined {
  return /^arn:[^:]*:iam::\d*:oidc-provider\/(.+)$/.exec(principal)?.[1];
}

/** A key that the simulator knows for every action and compares as a text, whatever is behind the slash. */
const STAND_IN = 'aws:PrincipalTag/';

/**
 * Keys of OIDC issuers under a name that the simulator knows. It leaves out what it does not know, `sub` and `aud` of
 * GitHub among them: every request would look refused, the right ones too. Policy and request get the same names, so
 * they match exactly where they matched before.
 */
function renamed(key: string): string {
  if (key.startsWith('aws:PrincipalTag/')) throw new Error(`${key} would be mistaken for a claim.`);
  return isClaim(key) ? STAND_IN + key.toLowerCase().replace(/[^a-z0-9_.-]/g, '_') : key;
}

/** Keys of AWS begin with the name of a service, those of issuers with the name of a host. */
function isClaim(key: string): boolean {
  return key.slice(0, key.lastIndexOf(':')).includes('.');
}

/** One for each trust, so that it is validated once. */
const renamedPolicies = new WeakMap<PolicyDocument, PolicyDocument>();

function withRenamedKeys(policy: PolicyDocument): PolicyDocument {
  if (!renamedPolicies.has(policy)) {
    renamedPolicies.set(policy, { ...policy, Statement: listOf(policy.Statement).map(withRenamedCondition) });
  }
  return renamedPolicies.get(policy)!;
}

function withRenamedCondition(statement: Statement): Statement {
  if (!statement.Condition) return statement;
  const operators = Object.entries(statement.Condition).map(([operator, keys]) => {
    const entries = Object.entries(keys).map(([key, value]) => [renamed(key), value]);
    return [operator, Object.fromEntries(entries)];
  });
  return { ...statement, Condition: Object.fromEntries(operators) };
}
