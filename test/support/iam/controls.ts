import { readFileSync } from 'node:fs';
import { catalogue, CatalogueAction } from './catalogue';
import { Context, isAllowed, Question } from './decide';
import { evaluate } from './evaluator';
import { ANYTHING, listOf, PolicyDocument, RolePolicies, Statement } from './policies';
import { allowedSet, Grant } from './simulate';
import { worldOf } from './synthetic';
import { Universe, universeOf } from './universe';

/** A line of the table: what is denied, or what stays allowed beside it. */
export interface ControlRow {
  /** Actions; `*` in one stands for any text. */
  readonly actions: string[];
  /**
   * Actions that the row is not about, though a pattern says so.
   * @default - none
   */
  readonly except?: string[];
  /** An ARN, in which `*` stands for any text; alone for every resource. */
  readonly resource: string;
  /** What a row leaves allowed is allowed, whatever another row denies. */
  readonly denied: boolean;
  /**
   * The contexts that the row is about; `empty` is the one without anything.
   * @default - all of them
   */
  readonly context?: string[];
  /**
   * The principals that the row is about.
   * @default - all of them
   */
  readonly principal?: string[];
}

/** What a control denies, for an auditor: everything else stays allowed. */
export interface ControlFile {
  readonly control: string;
  /** ARNs of the principals that are tried, each with every permission that IAM can give. */
  readonly principals: Record<string, string>;
  /** ARNs that are tried, and what looks like them. */
  readonly resources: string[];
  readonly contexts?: Record<string, Context>;
  readonly rows: ControlRow[];
}

/** Reads a table. */
export function readControl(path: string): ControlFile {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** What a table is tried on. */
export function universeOfControl(file: ControlFile): Universe {
  return universeOf(worldOf(), { arns: file.resources }).map((target) => {
    return target.arn.startsWith('arn:aws:kms:') ? { ...target, resourcePolicy: keyPolicyOf(target.account) } : target;
  });
}

/** The policy that a key has unless one says otherwise: KMS asks the key even within an account. */
function keyPolicyOf(account: string): PolicyDocument {
  const AWS = `arn:aws:iam::${account}:root`;
  return { Statement: [{ Effect: 'Allow', Principal: { AWS }, Action: 'kms:*', Resource: '*' }] };
}

/** A principal that may do everything, but for what the policies of its organization deny. */
export function administratorOf(arn: string, document: PolicyDocument): RolePolicies {
  const policy = (name: string, of: PolicyDocument) => [{ name, policy: of }];
  return {
    ...{ name: arn, arn, account: arn.split(':')[4] },
    identity: policy('AdministratorAccess', ANYTHING),
    serviceControl: policy('Control', document),
    trust: { Statement: [] },
  };
}

export interface ControlOptions {
  /** Every action of AWS, and not only those that a statement could deny. */
  readonly exhaustive?: boolean;
  /** Nothing but these actions. */
  readonly only?: string[];
  /** One difference is enough. */
  readonly first?: boolean;
}

/** How what the document denies differs from the table, in sentences; and what was tried at all. */
export async function controlDifferences(document: PolicyDocument, file: ControlFile, options: ControlOptions = {}) {
  const universe = universeOfControl(file);
  const only = options.only ?? (await actionsToTry(document, file, options.exhaustive ?? false));
  const contexts: Record<string, Context> = { empty: {}, ...file.contexts };
  const found: string[] = [];
  const used = new Set<ControlRow>();
  let tried = 0;
  const answer = remembering();
  for (const [principal, arn] of Object.entries(file.principals)) {
    for (const [context, given] of Object.entries(contexts)) {
      const rows = file.rows.filter((row) => isAbout(row.context, context) && isAbout(row.principal, principal));
      const ask = async (question: Question) => {
        tried++;
        const isAnswered = await answer(question);
        const where = `${principal}, context "${context}": ${question.action} on ${question.resource}`;
        if (isDeniedBySecond(document, question) === isAnswered) found.push(`${where}: the evaluators disagree.`);
        const about = rows.filter((row) => matches(row, question));
        about.forEach((row) => used.add(row));
        const isDenied = about.some(({ denied }) => denied) && about.every(({ denied }) => denied);
        if (isDenied === isAnswered) {
          found.push(`${where} is ${isAnswered ? 'allowed, and a row denies it' : 'denied, and no row says so'}.`);
        }
        return isAnswered;
      };
      const until = options.first ? () => found.length > 0 : undefined;
      await allowedSet(administratorOf(arn, document), universe, { context: given, only, ask, until });
      if (options.first && found.length > 0) return { found, tried };
    }
  }
  const idle = options.only ? [] : file.rows.filter((row) => !used.has(row));
  found.push(...idle.map(({ actions, resource }) => `${actions.join(', ')} on ${resource} was never tried.`));
  return { found, tried };
}

/** The simulator, asked once where contexts differ in keys that the action does not have. */
function remembering(): (question: Question) => Promise<boolean> {
  const answers = new Map<string, Promise<boolean>>();
  return (question) => {
    const { principal, action, resource, context } = question;
    const key = JSON.stringify([principal, action, resource, context]);
    if (!answers.has(key)) answers.set(key, isAllowed(question));
    return answers.get(key)!;
  };
}

/** Written apart from the simulator, and asked the same. The resource is as if it were of the principal's account: it lets all in. */
function isDeniedBySecond(document: PolicyDocument, { principal, action, resource, context = {} }: Question): boolean {
  const request = { principal, action, resource, account: principal.split(':')[4], context };
  return !evaluate({ identity: [ANYTHING], serviceControl: [document] }, request);
}

/** The actions that a statement could deny, or a row is about; of those that a pattern stands for some, but for all by night. */
async function actionsToTry(document: PolicyDocument, file: ControlFile, exhaustive: boolean): Promise<string[]> {
  const all = await catalogue();
  if (exhaustive) return all.map(({ action }) => action);
  const statements = listOf(document.Statement);
  const ofStatements = statements.flatMap(({ Action, NotAction }) => [...listOf(Action), ...listOf(NotAction && '*')]);
  const patterns = new Set([...ofStatements, ...file.rows.flatMap(({ actions }) => actions)]);
  return [...new Set([...patterns].flatMap((pattern) => actionsLike(pattern, all)))];
}

const likeOne = new Map<string, string[]>();

/** Itself; of a pattern one action of each service that knows no resource, and one that does. */
export function actionsLike(pattern: string, all: CatalogueAction[]): string[] {
  if (!pattern.includes('*')) return [pattern];
  const known = likeOne.get(pattern);
  if (known) return known;
  const chosen = new Map<string, string>();
  const expression = expressionOf(pattern);
  for (const { action, wildcardOnly } of all) {
    const key = `${action.split(':')[0]} ${wildcardOnly}`;
    if (!chosen.has(key) && expression.test(action)) chosen.set(key, action);
  }
  // What a bare `*` is about is the same for all services: each tenth of them stands for it.
  const found = [...chosen.values()].filter((_, index) => pattern !== '*' || index % 10 === 0);
  likeOne.set(pattern, found);
  return found;
}

function isAbout(names: string[] | undefined, name: string): boolean {
  return names === undefined || names.includes(name);
}

const expressions = new Map<string, RegExp>();

function expressionOf(pattern: string): RegExp {
  const known = expressions.get(pattern);
  if (known) return known;
  const made = new RegExp(
    `^${pattern
      .split('*')
      .map((it) => it.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
    'i',
  );
  expressions.set(pattern, made);
  return made;
}

function matches(row: ControlRow, { action, resource }: Grant): boolean {
  const isOf = (actions: string[] = []) => actions.some((it) => expressionOf(it).test(action));
  return expressionOf(row.resource).test(resource) && isOf(row.actions) && !isOf(row.except);
}
