import { Context } from './decide';
import { listOf, RolePolicies, Statement } from './policies';
import { allowedSet, Grant } from './simulate';
import { exampleOf, Universe } from './universe';

/** One condition key of one statement, and what the statement alone allows with each kind of value. */
export interface ConditionTrial {
  readonly policy: string;
  readonly statement: Statement;
  readonly key: string;
  /** With values that make all conditions of the statement true. */
  readonly right: Grant[];
  /** With another value of this key. Nothing is to be allowed. */
  readonly wrong: Grant[];
  /** Without this key. Nothing is to be allowed, unless the condition wants the key to be missing. */
  readonly missing: Grant[];
  /** The condition wants the key to be missing: then there is no wrong beside being there. */
  readonly wantsMissing: boolean;
}

/** Every condition key of every `Allow` of a role, tried with a right, a wrong and a missing value. */
export async function tryConditions(role: RolePolicies, universe: Universe): Promise<ConditionTrial[]> {
  const trials: ConditionTrial[] = [];
  for (const { name, policy } of role.identity) {
    for (const statement of listOf(policy.Statement)) {
      if (statement.Effect !== 'Allow' || !statement.Condition) continue;
      const alone = { ...role, identity: [{ name, policy: { ...policy, Statement: [statement] } }] };
      const context = rightContextOf(statement);
      const grantsIn = async (asked: Context) => (await allowedSet(alone, universe, { context: asked })).grants;
      const grantsWith = async (key: string, value: string | undefined) => {
        const { [key]: _, ...others } = context;
        return grantsIn(value === undefined ? others : { ...others, [key]: value });
      };
      const right = await grantsIn(context);
      for (const key of keysOf(statement)) {
        const wantsMissing = context[key] === undefined;
        trials.push({
          policy: name,
          statement,
          key,
          wantsMissing,
          right,
          wrong: await grantsWith(key, wantsMissing ? 'there' : wrongValueOf(statement, key)),
          missing: await grantsWith(key, undefined),
        });
      }
    }
  }
  return trials;
}

/** What is wrong with the conditions of a role, in sentences. */
export async function idleConditionsOf(role: RolePolicies, universe: Universe): Promise<string[]> {
  return (await tryConditions(role, universe)).flatMap(({ policy, key, right, wrong, missing, wantsMissing }) => {
    const where = `${role.name}, ${policy}: ${key}`;
    return [
      ...(right.length === 0 ? [`${where} lets nothing through with the right value.`] : []),
      ...(wrong.length > 0 ? [`${where} lets a wrong value through.`] : []),
      ...(missing.length > 0 && !wantsMissing ? [`${where} lets requests through that do not have it.`] : []),
    ];
  });
}

function keysOf({ Condition = {} }: Statement): string[] {
  return [...new Set(Object.values(Condition).flatMap((keys) => Object.keys(keys)))];
}

/** Values that make every condition of a statement true. */
function rightContextOf(statement: Statement): Context {
  const context: Context = {};
  for (const key of keysOf(statement)) {
    const conditions = conditionsOf(statement, key);
    const values = conditions.filter(({ operator }) => operator !== 'Null').map((it) => rightValueOf(it));
    const present = conditions.some(({ operator, values: [value] }) => operator === 'Null' && value === 'false');
    if (values.length > 0) context[key] = values[0];
    else if (present) context[key] = 'there';
  }
  return context;
}

interface OneCondition {
  readonly operator: string;
  readonly values: string[];
}

/** What is said of one key: operators without what says how many values it is about. */
function conditionsOf({ Condition = {} }: Statement, key: string): OneCondition[] {
  return Object.entries(Condition).flatMap(([name, keys]) => {
    const operator = name.replace(/^For(All|Any)Values?:/, '').replace(/IfExists$/, '');
    return key in keys ? [{ operator, values: listOf(keys[key]).map(String) }] : [];
  });
}

function rightValueOf({ operator, values: [value] }: OneCondition): string {
  if (/^(StringEquals|StringEqualsIgnoreCase|Bool)$/.test(operator)) {
    return value;
  }
  if (operator === 'StringLike') return value.replace(/\*/g, 'sample').replace(/\?/g, 'x');
  if (/^Arn(Equals|Like)$/.test(operator)) return exampleOf(value);
  if (/^(StringNot|ArnNot)/.test(operator)) {
    return operator.startsWith('Arn') ? `${exampleOf(value)}-other` : `not-${value}`;
  }
  throw new Error(`Nobody has said what a right value of ${operator} is.`);
}

function wrongValueOf(statement: Statement, key: string): string | undefined {
  const compared = conditionsOf(statement, key).find(({ operator }) => operator !== 'Null');
  // A key that only has to be there has no wrong value, it can only be missing.
  if (!compared) return undefined;
  const { operator } = compared;
  const [value] = compared.values;
  if (operator === 'Bool') return value === 'true' ? 'false' : 'true';
  if (/^(StringNot|ArnNot)/.test(operator)) return exampleOf(value);
  if (operator.startsWith('Arn')) return 'arn:aws:wrong:us-east-1:999999999999:wrong';
  return `wrong-${value.replace(/\*/g, 'sample')}`;
}
