import { readFileSync } from 'node:fs';
import { Context } from './decide';
import { atWorst } from './escalation';
import { RolePolicies } from './policies';
import { allowedSet, Grant, keyOf } from './simulate';
import { Universe } from './universe';

/** A line of the table: what a role may do, or may not. */
export interface CaseRow {
  readonly action: string;
  /** A full ARN. `*` in it stands for everything of the universe that it matches; alone for actions without resources. */
  readonly resource: string;
  readonly allowed: boolean;
  /**
   * The contexts that the row is about; `empty` is the one without anything.
   * @default - all of them
   */
  readonly context?: string | string[];
}

/** A table that an auditor can read. */
export interface CaseFile {
  /** The name of the role. */
  readonly role: string;
  readonly contexts?: Record<string, Context>;
  /** Who may take the role on by a token, and nobody else. Roles of services have none. */
  readonly trust?: {
    readonly provider: string;
    readonly audience: string;
    readonly subjects: string[];
    /** The id of the repository, which each subject needs beside it. */
    readonly repositoryId: string;
  };
  readonly rows: CaseRow[];
}

/** A context that every file has: requests without anything to make conditions true. */
const EMPTY = 'empty';

/** Reads a table. What contradicts itself is refused: it would prove nothing. */
export function readCases(path: string): CaseFile {
  const file: CaseFile = JSON.parse(readFileSync(path, 'utf8'));
  const problems = problemsOf(file);
  if (problems.length > 0) throw new Error(`${path}: ${problems.join(' ')}`);
  return file;
}

/** What is wrong with a table itself. */
export function problemsOf({ role, contexts = {}, rows }: CaseFile): string[] {
  const problems: string[] = [];
  if (typeof role !== 'string') problems.push('The role has no name.');
  if (EMPTY in contexts) problems.push('"empty" is the context without anything and cannot be defined.');
  if (!rows?.length) return [...problems, 'There are no rows.'];
  const seen = new Set<string>();
  for (const row of rows) {
    const what = `${row.action} on ${row.resource}`;
    if (typeof row.allowed !== 'boolean') problems.push(`${what} does not say whether it is allowed.`);
    for (const name of namesOf(row, contexts)) {
      if (name !== EMPTY && !(name in contexts)) {
        problems.push(`${what} is about the context "${name}", which is none.`);
      }
      if (seen.has(`${name} ${what}`)) problems.push(`${what} is there twice for the context "${name}".`);
      seen.add(`${name} ${what}`);
    }
  }
  const used = new Set(rows.flatMap((row) => namesOf(row, {})));
  const idle = Object.keys(contexts).filter((name) => !used.has(name));
  return [...problems, ...idle.map((name) => `No row is about the context "${name}".`)];
}

/** How what the role may do differs from the table, in sentences. None: the table is exactly what it may do. */
export async function differencesOf(
  role: RolePolicies,
  file: CaseFile,
  universe: Universe,
  options: { exhaustive?: boolean } = {},
): Promise<string[]> {
  const contexts: Record<string, Context> = { [EMPTY]: {}, ...file.contexts };
  const actions = [...new Set(file.rows.map(({ action }) => action))];
  const found: string[] = [];
  for (const [name, context] of Object.entries(contexts)) {
    const set = await allowedSet(role, universe, { ...options, context, actions });
    const rows = file.rows.filter((row) => namesOf(row, contexts).includes(name));
    const sentences = [
      ...unexpected(set.grants, rows),
      ...rows.flatMap((row) => contradictions(row, set.grants, set.asked)),
      ...set.unproven.map((action) => `${action} is allowed on something, and nothing of that kind was tried.`),
      ...set.ambiguous.map(({ action, resource }) => `${action} on ${resource} cannot be asked: it has two types.`),
    ];
    found.push(...sentences.map((sentence) => `${role.name}, context "${name}": ${sentence}`));
  }
  // Whatever a condition is about, no request gets more than some row allows.
  const { grants } = await allowedSet(atWorst(role), universe, { actions });
  return [...found, ...unexpected(grants, file.rows).map((sentence) => `${role.name}, in some context: ${sentence}`)];
}

/** Whether the table and the role differ at all, found out as soon as can be. */
export async function differs(role: RolePolicies, file: CaseFile, universe: Universe): Promise<boolean> {
  const actions = [...new Set(file.rows.map(({ action }) => action))];
  // Most differences are in what the table names, and all the rest takes its time.
  for (const only of [actions, undefined]) {
    for (const [name, context] of Object.entries({ [EMPTY]: {}, ...file.contexts })) {
      const rows = file.rows.filter((row) => namesOf(row, file.contexts ?? {}).includes(name));
      const until = (grant: Grant) => unexpected([grant], rows).length > 0;
      const { grants, asked, unproven } = await allowedSet(role, universe, { context, actions, only, until });
      const isSeen = unproven.length > 0 || grants.some(until);
      if (isSeen || rows.some((row) => contradictions(row, grants, asked).length > 0)) return true;
    }
  }
  return false;
}

/** What it may do beyond the table. */
function unexpected(grants: Grant[], rows: CaseRow[]): string[] {
  const allowed = rows.filter((row) => row.allowed).map(matcherOf);
  const beyond = grants.filter((grant) => !allowed.some((matches) => matches(grant)));
  return beyond.map(({ action, resource }) => `${action} on ${resource} is allowed, and no row says so.`);
}

/** Where a row is wrong, or is about nothing that was tried. */
function contradictions(row: CaseRow, grants: Grant[], asked: Grant[]): string[] {
  const granted = new Set(grants.map(keyOf));
  const about = asked.filter(matcherOf(row));
  if (about.length === 0) return [`${row.action} on ${row.resource} was never tried.`];
  const wrong = about.filter((grant) => granted.has(keyOf(grant)) !== row.allowed);
  const verdict = row.allowed ? 'is refused, and a row allows it' : 'is allowed, and a row refuses it';
  return wrong.map(({ action, resource }) => `${action} on ${resource} ${verdict}.`);
}

function matcherOf({ action, resource }: CaseRow): (grant: Grant) => boolean {
  const pattern = resource.split('*').map((text) => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  const expression = new RegExp(`^${pattern.join('.*')}$`);
  // Alone, it is the resource of actions that know none.
  return (grant) =>
    grant.action === action && (resource === '*' ? grant.resource === '*' : expression.test(grant.resource));
}

/** The contexts of a row. */
function namesOf({ context }: CaseRow, contexts: Record<string, Context>): string[] {
  if (context === undefined) return [...new Set([EMPTY, ...Object.keys(contexts)])];
  return Array.isArray(context) ? context : [context];
}

/** The ARNs that a table is about, for the universe. */
export function arnsOf({ rows }: CaseFile): string[] {
  return rows.map(({ resource }) => resource).filter((resource) => resource.startsWith('arn:'));
}
