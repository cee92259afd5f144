import { mostSpecificMatchingResourceTypePatterns } from '@cloud-copilot/iam-utils';
import { catalogue, CatalogueAction, hasKey } from './catalogue';
import { Context, isAllowed, Question } from './decide';
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
  /** Answers the questions in place of the simulator, such as from memory. */
  readonly ask?: (question: Question) => Promise<boolean>;
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
  const { context = {}, exhaustive = false, only } = options;
  const all = await catalogue();
  refuseUnknown(all, context, [...(options.actions ?? []), ...(only ?? [])]);
  const wanted = new Set(exhaustive ? all.map(({ action }) => action) : options.actions);
  const ofBoundary = role.boundary && allowedBy(statementsOf(role.boundary), all);
  const ofRole = allowedBy(statementsOf(role.identity), all);
  const mayBeAllowed = ofBoundary ? new Set([...ofRole].filter((action) => ofBoundary.has(action))) : ofRole;
  const policies = new Set(universe.map(({ resourcePolicy }) => resourcePolicy));
  const ofResources = allowedBy([...policies].flatMap(ownStatements), all);
  const found = { grants: [] as Grant[], asked: [] as Grant[], ambiguous: [] as Grant[] };
  const unreached: string[] = [];
  const unproven: string[] = [];

  // Most actions are nobody's business here: matching them with the universe would take most of the time.
  for (const name of new Set(only ?? [...wanted, ...mayBeAllowed, ...ofResources])) {
    const inAnyCase = wanted.has(name) || mayBeAllowed.has(name);
    if (name === ALWAYS_ALLOWED || !(inAnyCase || ofResources.has(name))) continue;
    const action = actionsByName(all).get(name)!;
    const targets = targetsOf(action, universe).filter(({ target: { resourcePolicy } }) => {
      return inAnyCase || ownStatements(resourcePolicy).some((it) => allows(it, all).has(name));
    });
    if (inAnyCase && targets.length === 0) unreached.push(name);
    if (targets.length === 0 && mayBeAllowed.has(name)) unproven.push(name);
    for (const { target, patterns } of targets) {
      const grant = { action: name, resource: target.arn };
      (patterns.length > 1 ? found.ambiguous : found.asked).push(grant);
      // By night the simulator is asked all the same, so that what is left out here is proven as well.
      if (patterns.length > 1 || !(exhaustive || isSpokenOf(role, name, target, all))) continue;
      const question = questionOf(role, action, target, context, patterns[0]);
      if (!(await (options.ask ?? isAllowed)(question))) continue;
      found.grants.push(grant);
      if (options.until?.(grant)) return { ...found, unreached, unproven };
    }
  }
  Object.values(found).forEach(sort);
  return { ...found, unreached: unreached.sort(), unproven };
}

/** Whether an `Allow` of the role, or of a resource in its account, could be of the request: without one it is refused. */
export function isSpokenOf(
  role: Pick<RolePolicies, 'identity' | 'account'>,
  action: string,
  { arn, account, resourcePolicy }: Omit<Target, 'why'>,
  all: CatalogueAction[],
): boolean {
  const isOurs = (account || role.account) === role.account;
  const ofResource = isOurs ? ownStatements(resourcePolicy).filter(namesPrincipals) : [];
  const statements = [...statementsOf(role.identity), ...ofResource];
  return statements.some((it) => allows(it, all).has(action) && isOn(it, arn));
}

/** Services are no roles, and an account as a whole leaves it to the policies of the role. */
function namesPrincipals({ Principal }: Statement): boolean {
  if (Principal === undefined) return true;
  const named = typeof Principal === 'string' ? [Principal] : listOf<string>(Principal.AWS);
  return named.some((it) => !/:root$|^\d+$/.test(it));
}

function ownStatements(policy: PolicyDocument | undefined): Statement[] {
  return listOf(policy?.Statement);
}

function allowedBy(statements: Statement[], all: CatalogueAction[]): Set<string> {
  const sets = [...new Set(statements.map((it) => allows(it, all)))].filter(({ size }) => size > 0);
  return sets.length === 1 ? sets[0] : new Set(sets.flatMap((it) => [...it])); // one alone is often all that AWS has
}

/** Mutants of a role have most of their statements in common. */
const actionsByStatement = new WeakMap<Statement, Map<string, Set<string>>>();
const resourcesByStatement = new WeakMap<Statement, Map<string, RegExp>>();

/** The actions that a statement could allow. On what it allows them, and when, is for the simulation to say. */
function allows(statement: Statement, all: CatalogueAction[]): Set<string> {
  return remembered(actionsByStatement, statement, '', () => {
    const { Effect, Action, NotAction } = statement;
    const among = expressionOf(listOf(Action ?? NotAction));
    const isOf = ({ action }: CatalogueAction) => Effect === 'Allow' && among.test(action) === (Action !== undefined);
    return new Set(all.filter(isOf).map(({ action }) => action));
  });
}

/** Whether a statement could be on a resource: variables and short ARNs, which the simulation knows better, count as `*`. */
function isOn(statement: Statement, arn: string): boolean {
  if (statement.NotResource !== undefined) return true;
  const known = remembered(resourcesByStatement, statement, '', () => {
    const patterns = listOf(statement.Resource);
    return expressionOf(patterns.map((it) => (it.split(':').length < 6 ? '*' : it.replace(/\$\{[^}]*\}/g, '*'))));
  });
  return known.test(arn);
}

function expressionOf(patterns: string[]): RegExp {
  const all = patterns.map((it) =>
    it
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replace(/\*/g, '.*')
      .replace(/\?/g, '.'),
  );
  return new RegExp(`^(${all.join('|')})$`, 'is');
}

/** Asks with the keys that the action has: AWS would not fill in the others either. */
function questionOf(
  role: RolePolicies,
  action: CatalogueAction,
  target: Target,
  given: Context,
  pattern?: string,
): Question {
  const { arn, account, resourcePolicy } = target;
  const context = { ...factsOf(role, target), ...given };
  const known = Object.entries(context).filter(([key]) => hasKey(action, key, pattern));
  return {
    principal: role.arn,
    action: action.action,
    resource: arn,
    account: account || role.account,
    context: Object.fromEntries(known),
    identity: role.identity,
    boundary: role.boundary,
    // What another account says of its own is up to that account: it may well let the role in.
    resourcePolicy: account && account !== role.account ? openTo(role) : resourcePolicy,
    serviceControl: role.serviceControl,
  };
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

function remembered<O extends object, T>(of: WeakMap<O, Map<string, T>>, owner: O, key: string, find: () => T): T {
  if (!of.has(owner)) of.set(owner, new Map());
  const ofOwner = of.get(owner)!;
  if (!ofOwner.has(key)) ofOwner.set(key, find());
  return ofOwner.get(key)!;
}

/** Seen at a glance, where a match takes its time. */
function mayBeOfOneService(arn: string, pattern: string): boolean {
  const [one, other] = [arn, pattern].map((it) => it.split(':')[2] ?? '*');
  return one.toLowerCase() === other.toLowerCase() || /[$*?]/.test(one + other);
}

/** A key or an action that AWS does not have is a slip: it would be tried nowhere, and nobody would notice. */
function refuseUnknown(all: CatalogueAction[], context: Context, named: string[]): void {
  const isKnown = (key: string) => remembered(knownKeys, all, key, () => all.some((action) => hasKey(action, key)));
  const unknown = Object.keys(context).filter((key) => !isKnown(key));
  if (unknown.length > 0) throw new Error(`No action of AWS knows the condition keys ${unknown.join(', ')}.`);
  const missing = named.filter((name) => !actionsByName(all).has(name));
  if (missing.length > 0) throw new Error(`AWS has no actions ${missing.join(', ')}.`);
}

const knownKeys = new WeakMap<CatalogueAction[], Map<string, boolean>>();

const namesOfCatalogue = new WeakMap<CatalogueAction[], Map<string, CatalogueAction>>();

function actionsByName(all: CatalogueAction[]): Map<string, CatalogueAction> {
  const known = namesOfCatalogue.get(all) ?? new Map(all.map((it) => [it.action, it]));
  namesOfCatalogue.set(all, known);
  return known;
}

/** In the order of action and resource, each once. */
function sort(grants: Grant[]): void {
  grants.sort((one, other) => keyOf(one).localeCompare(keyOf(other)));
}

/** A grant as one string. */
export function keyOf({ action, resource }: Grant): string {
  return `${action} ${resource}`;
}
