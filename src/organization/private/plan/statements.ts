import { CfnResource, Stack } from 'aws-cdk-lib';
import { byText } from './landscape';
import { allowedIn, conditionsOf, listOf } from '../../../core/private/plan/policy-statements';
import { readableText } from '../../../core/private/plan/template-reader';

/** A statement that allows, for a reader. */
export interface Grant {
  /** Services, each with what it allows. */
  readonly may: string[];
  readonly on: string;
  readonly only?: string;
}

/** Words for the first word of an action. The first pattern that fits counts. */
const WORDS: Array<[string, RegExp]> = [
  ['passes roles', /^PassRole$/],
  ['becomes roles', /^(AssumeRole|TagSession|SetSourceIdentity)/],
  ['uses keys', /^(Decrypt|Encrypt|ReEncrypt|GenerateDataKey|Sign|Verify|GenerateMac|VerifyMac)/],
  [
    'reads',
    /^(Get|List|Describe|Head|BatchGet|BatchCheck|Query|Scan|Search|Select|Read|Download|Lookup|Check|Receive|Filter)/,
  ],
  ['deletes', /^(Delete|Remove|Terminate|Purge|Deregister|BatchDelete)/],
  ['changes', /./],
];

/** As many names of actions as a line has. All of them are in plan.json. */
const SHOWN = 6;

/** The statements that allow of a policy, which some types take as a text. */
export function allowedBy(document: any): any[] {
  return allowedIn(typeof document === 'string' ? parsed(document) : document);
}

/** A statement as words. */
export function grantOf(scope: CfnResource, statement: any, self?: string): Grant {
  const { Action, NotAction, Resource, NotResource, Condition } = statement;
  const text = (it: unknown) => readableText(Stack.of(scope), it);
  const resources =
    NotResource === undefined ? listOf(Resource ?? self).map(text) : [`everything but ${text(NotResource)}`];
  const on = resources.map((it) => (it === '*' ? (self ?? 'ALL RESOURCES (*)') : it)).sort();
  const only = Condition === undefined ? undefined : conditionText(scope, Condition);
  const may =
    NotAction === undefined ? inWords(listOf(Action).map(String)) : [`EVERYTHING BUT ${listOf(NotAction).join(', ')}`];
  return { may, on: [...new Set(on)].join(', '), ...(only !== undefined && { only }) };
}

/** Lines of grants: one for each statement, and one for what it is about. */
export function grantLines(grants: Grant[]): string[] {
  const lines = grants.map(({ may, on, only }) => [...may, `  on ${on}${only === undefined ? '' : `, if ${only}`}`]);
  const unique = [...new Map(lines.map((it) => [it.join('\n'), it])).entries()].sort(byText(([text]) => text));
  return unique.flatMap(([, it]) => it);
}

/** Conditions as one text. */
export function conditionText(scope: CfnResource, condition: Record<string, Record<string, any>>): string {
  return conditionsOf(scope, condition).sort().join(' and ');
}

function inWords(actions: string[]): string[] {
  const byService = new Map<string, string[]>();
  for (const action of [...new Set(actions)].sort()) {
    const [service, name = '*'] = action.split(':');
    byService.set(service, [...(byService.get(service) ?? []), name]);
  }
  return [...byService].map(
    ([service, names]) => `${service === '*' ? 'EVERY SERVICE' : service}: ${ofService(names)}`,
  );
}

function ofService(names: string[]): string {
  if (names.includes('*')) return 'EVERYTHING (*)';
  const parts = WORDS.map(([word]) => {
    const own = names.filter((name) => WORDS.find(([, pattern]) => pattern.test(name))![0] === word);
    return own.length === 0 ? undefined : `${word} (${shown(own)})`;
  });
  return parts.filter((part) => part !== undefined).join(', ');
}

function shown(names: string[]): string {
  const wild = names.filter((name) => name.includes('*'));
  const ordered = [...wild, ...names.filter((name) => !wild.includes(name))];
  const rest = ordered.length - SHOWN;
  return rest > 1 ? `${ordered.slice(0, SHOWN).join(', ')} and ${rest} more` : ordered.join(', ');
}

function parsed(document: string): any {
  try {
    return JSON.parse(document);
  } catch {
    return undefined;
  }
}
