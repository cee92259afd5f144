import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What IAM knows of an action. */
export interface ActionFacts {
  /** Whether it changes something. */
  readonly write?: boolean;
  /** Whether it has the condition key `iam:PermissionsBoundary`. */
  readonly boundary?: boolean;
  /** Whether it is authorized on no resource: policies have to say `*`. */
  readonly any?: boolean;
  /** ARNs that it is authorized on, without `arn:<partition>:`; with `?` at the end where the request may lack it. */
  readonly kinds: string[];
}

/** What CloudFormation's schema and IAM know of a resource type. */
export interface TypeFacts {
  /** Actions of the handlers, each a list with spaces. */
  readonly create: string;
  readonly read: string;
  readonly update: string;
  readonly delete: string;
  /** ARNs of the resource, or of what it is part of. */
  readonly own: string[];
  /** Properties by the variables of the ARNs. */
  readonly names: Record<string, string>;
}

interface Table {
  readonly source: string;
  readonly types: Record<string, TypeFacts>;
  readonly actions: Record<string, ActionFacts>;
}

const FILE = join(__dirname, '..', '..', '..', '..', 'resources', 'delivery', 'cloudformation-permissions.json');
let loaded: Table | undefined;

/** The permissions of CloudFormation's handlers, by resource type. scripts/cloudformation-permissions.mjs writes them. */
export function permissionTable(): Table {
  loaded ??= JSON.parse(readFileSync(FILE, 'utf8')) as Table;
  return loaded;
}

/** What is known of a resource type, if anything. */
export function factsOf(type: string): TypeFacts | undefined {
  return permissionTable().types[type];
}

const actionsOfTypes = new WeakMap<TypeFacts, string[]>();
const regional = new Map<string, boolean>();

/** The actions that create, read, update and delete a resource of the type, each once. */
export function handlerActions(facts: TypeFacts): string[] {
  const known = actionsOfTypes.get(facts) ?? actionsOf(facts);
  actionsOfTypes.set(facts, known);
  return known;
}

function actionsOf(facts: TypeFacts): string[] {
  const lists = [facts.create, facts.read, facts.update, facts.delete];
  return [...new Set(lists.flatMap((list) => list.split(' ').filter(Boolean)))].sort();
}

/** Whether the service has an endpoint in each region. */
export function isRegional(service: string): boolean {
  const known = regional.get(service) ?? hasRegion(service);
  regional.set(service, known);
  return known;
}

function hasRegion(service: string): boolean {
  const ofService = Object.entries(permissionTable().actions).filter(([action]) => action.startsWith(`${service}:`));
  return ofService.some(([, { kinds }]) => kinds.some((kind) => kind.startsWith(`${service}:{Region}`)));
}

/** IAM's service of most of the actions of a type. */
export function serviceOfType(facts: TypeFacts): string {
  const services = handlerActions(facts).map((action) => action.split(':')[0]);
  const count = (service: string) => services.filter((other) => other === service).length;
  return [...new Set(services)].sort((one, other) => count(other) - count(one))[0] ?? '';
}
