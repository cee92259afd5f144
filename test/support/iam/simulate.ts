import { mostSpecificMatchingResourceTypePatterns } from '@cloud-copilot/iam-utils';
import { catalogue, CatalogueAction, hasKey } from './catalogue';
import { Context, isAllowed } from './decide';
import { listOf, PolicyDocument, RolePolicies, Statement, statementsOf } from './policies';
import { Target, Universe } from './universe';

/** One thing that a principal may do. */
export interface Grant {
  readonly action: string;
  readonly resource: string;
}

export interface SimulationOptions {
  /** What the requests have. */
  readonly context?: Context;
  /** Every action of AWS, instead of those that some statement could allow. */
  readonly exhaustive?: boolean;
  /** Actions to try in any case. */
  readonly actions?: string[];
  /** Nothing but these actions, of those that some statement could allow. */
  readonly only?: string[];
  /** Stops at the first grant that this is true of: one is enough to know that a set is not the expected one. */
  readonly until?: (grant: Grant) => boolean;
}

/** A target, and what types of resource it is. */
interface TypedTarget {
  readonly target: Target;
  readonly patterns: string[];
}

/** What a role may do in a universe. */
export interface AllowedSet {
  readonly grants: Grant[];
  /** All that was asked, allowed or not. */
  readonly asked: Grant[];
  /** What is of more than one type of resource: nobody can say what AWS would make of it. */
  readonly ambiguous: Grant[];
  /** Actions that were to be tried and found nothing in the universe that they are for. */
  readonly unreached: string[];
  /** Those of them that some `Allow` is of: the role has them, and nobody knows on what. */
  readonly unproven: string[];
}

/** AWS allows it to everyone, whatever policies say: it tells callers who they are. */
const ALWAYS_ALLOWED = 'sts:GetCallerIdentity';

/** The resource of actions that know none. */
const EVERYTHING = '*';

/** All that the role may do, and all that was asked to find out. */
export async function allowedSet(
  role: RolePolicies,
  universe: Universe,
  options: SimulationOptions = {},
): Promise<AllowedSet> {
  const { context = {}, exhaustive = false } = options;
  const { only } = options;
  const all = (await catalogue()).filter(({ action }) => action !== ALWAYS_ALLOWED);
  const actions = only ? all.filter(({ action }) => only.includes(action)) : all;
  refuseUnknown(all, context, [...(options.actions ?? []), ...(only ?? [])]);
  const byIdentity = couldAllow(statementsOf(role.identity));
  const byBoundary = role.boundary ? couldAllow(statementsOf(role.boundary)) : () => true;
  const mayBeAllowed = (action: string) => byIdentity(action) && byBoundary(action);
  const wanted = new Set(options.actions);
  const grants: Grant[] = [];
  const asked: Grant[] = [];
  const ambiguous: Grant[] = [];
  const unreached: string[] = [];
  const unproven: string[] = [];
  const bears = byResourcePolicy();
  const withPolicy = firstOfEach(universe);

  for (const action of actions) {
    const inAnyCase = exhaustive || wanted.has(action.action) || mayBeAllowed(action.action);
    // Most actions are nobody's business here: matching them with the universe would take most of the time.
    if (!inAnyCase && !withPolicy.some((target) => bears(target, action.action))) continue;
    const targets = targetsOf(action, universe).filter(({ target }) => inAnyCase || bears(target, action.action));
    if (inAnyCase && targets.length === 0) unreached.push(action.action);
    if (targets.length === 0 && mayBeAllowed(action.action)) unproven.push(action.action);
    for (const { target, patterns } of targets) {
      const grant = { action: action.action, resource: target.arn };
      if (patterns.length > 1) {
        ambiguous.push(grant);
        continue;
      }
      asked.push(grant);
      if (!(await isAllowedTo(role, action, target, context, patterns[0]))) continue;
      grants.push(grant);
      if (options.until?.(grant)) return { grants, asked, ambiguous, unreached, unproven };
    }
  }
  return {
    grants: sorted(grants),
    asked: sorted(asked),
    ambiguous: sorted(ambiguous),
    unreached: unreached.sort(),
    unproven,
  };
}

/** One target for each policy of a resource: a bucket and its objects have the same. */
function firstOfEach(universe: Universe): Target[] {
  const withPolicy = universe.filter(({ resourcePolicy }) => resourcePolicy);
  return [...new Map(withPolicy.map((target) => [target.resourcePolicy, target])).values()];
}

/** Whether the policy of a target could allow an action, each policy being read once. */
function byResourcePolicy(): (target: Target, action: string) => boolean {
  const read = new Map<PolicyDocument, (action: string) => boolean>();
  return ({ resourcePolicy }, action) => {
    if (!resourcePolicy) return false;
    if (!read.has(resourcePolicy)) read.set(resourcePolicy, couldAllow(listOf(resourcePolicy.Statement)));
    return read.get(resourcePolicy)!(action);
  };
}

/** Asks with the keys that the action has: AWS would not fill in the others either. */
async function isAllowedTo(
  role: RolePolicies,
  action: CatalogueAction,
  target: Target,
  given: Context,
  pattern?: string,
): Promise<boolean> {
  const { arn, account, resourcePolicy } = target;
  const context = { ...factsOf(role, target), ...given };
  const known = Object.entries(context).filter(([key]) => hasKey(action, key, pattern));
  return isAllowed({
    principal: role.arn,
    action: action.action,
    resource: arn,
    account: account || role.account,
    context: Object.fromEntries(known),
    identity: role.identity,
    boundary: role.boundary,
    // What another account says of its own is up to that account: it may well let the role in.
    resourcePolicy: account && account !== role.account ? openTo(role) : resourcePolicy,
  });
}

function openTo({ arn }: RolePolicies): PolicyDocument {
  return {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: arn }, Action: '*', Resource: '*' }],
  };
}

/** What every request of the role has, said or not. */
function factsOf(role: RolePolicies, target: Target): Context {
  return {
    'aws:PrincipalArn': role.arn,
    'aws:PrincipalAccount': role.account,
    'aws:ResourceAccount': target.account || role.account,
    'aws:SecureTransport': 'true',
    'aws:RequestedRegion': target.arn.split(':')[3] || 'us-east-1',
    'aws:ViaAWSService': 'false',
  };
}

/** What an action can be asked for is the same for all roles, and most patterns are of many actions. */
const targetsByAction = new WeakMap<Universe, Map<string, TypedTarget[]>>();
const matchesByPattern = new WeakMap<Universe, Map<string, Target[]>>();

/** What the action can be asked for, each with the one type of resource that it is. */
function targetsOf(action: CatalogueAction, universe: Universe): TypedTarget[] {
  if (action.wildcardOnly) return [{ target: { arn: EVERYTHING, account: '', why: 'everything' }, patterns: [] }];
  return remembered(targetsByAction, universe, action.action, () => {
    const patterns = [...new Set(action.resources.map(({ pattern }) => pattern))];
    const candidates = new Set(patterns.flatMap((pattern) => matchesOf(pattern, universe)));
    return [...candidates].map((target) => {
      return { target, patterns: mostSpecificMatchingResourceTypePatterns(target.arn, patterns) };
    });
  });
}

function matchesOf(pattern: string, universe: Universe): Target[] {
  return remembered(matchesByPattern, universe, pattern, () => {
    const ofService = universe.filter(({ arn }) => mayBeOfOneService(arn, pattern));
    return ofService.filter(({ arn }) => mostSpecificMatchingResourceTypePatterns(arn, [pattern]).length > 0);
  });
}

function remembered<T>(of: WeakMap<Universe, Map<string, T>>, universe: Universe, key: string, find: () => T): T {
  if (!of.has(universe)) of.set(universe, new Map());
  const ofUniverse = of.get(universe)!;
  if (!ofUniverse.has(key)) ofUniverse.set(key, find());
  return ofUniverse.get(key)!;
}

/** Seen at a glance, where a match takes its time. */
function mayBeOfOneService(arn: string, pattern: string): boolean {
  const [one, other] = [arn, pattern].map((it) => it.split(':')[2] ?? '*');
  return one.toLowerCase() === other.toLowerCase() || /[$*?]/.test(one + other);
}

/** Whether some `Allow` could be of the action. What it is allowed on, and when, is for the simulation to say. */
function couldAllow(statements: Statement[]): (action: string) => boolean {
  const tests = statements
    .filter(({ Effect }) => Effect === 'Allow')
    .map(({ Action, NotAction }) => {
      const among = new RegExp(
        `^(${listOf(Action ?? NotAction)
          .map(expressionOf)
          .join('|')})$`,
        'i',
      );
      return (action: string) => among.test(action) === (Action !== undefined);
    });
  return (action) => tests.some((test) => test(action));
}

function expressionOf(pattern: string): string {
  return pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
}

/** A key or an action that AWS does not have is a slip: it would be tried nowhere, and nobody would notice. */
function refuseUnknown(actions: CatalogueAction[], context: Context, named: string[]): void {
  const unknown = Object.keys(context).filter((key) => !actions.some((action) => hasKey(action, key)));
  if (unknown.length > 0) throw new Error(`No action of AWS knows the condition keys ${unknown.join(', ')}.`);
  const names = new Set(actions.map(({ action }) => action));
  const missing = named.filter((action) => !names.has(action));
  if (missing.length > 0) throw new Error(`AWS has no actions ${missing.join(', ')}.`);
}

/** In the order of action and resource, each once. */
function sorted(grants: Grant[]): Grant[] {
  return grants.sort((one, other) => keyOf(one).localeCompare(keyOf(other)));
}

/** A grant as one string. */
export function keyOf({ action, resource }: Grant): string {
  return `${action} ${resource}`;
}
