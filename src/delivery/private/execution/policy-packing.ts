import { Conditions, Permission, PolicyJson, StatementJson } from './permission';

/** IAM's limit for a managed policy: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const MOST_CHARACTERS = 6144;

const EMPTY: PolicyJson = { Version: '2012-10-17', Statement: [] };

/** Statements for permissions: one for all actions with the same resources and conditions. */
export function statementsOf(permissions: Permission[]): StatementJson[] {
  const resources = new Map<string, Set<string>>();
  for (const { action, resource, conditions } of permissions) {
    const key = JSON.stringify([conditions ?? null, action]);
    resources.set(key, (resources.get(key) ?? new Set()).add(resource));
  }
  const actions = new Map<string, string[]>();
  for (const [key, of] of resources) {
    const [conditions, action] = JSON.parse(key);
    const group = JSON.stringify([conditions, withoutCovered([...of])]);
    actions.set(group, [...(actions.get(group) ?? []), action]);
  }
  const statements = [...actions].map(([group, names]): StatementJson => {
    const [conditions, on]: [Conditions | null, string[]] = JSON.parse(group);
    const statement = { Effect: 'Allow' as const, Action: oneOrMany(names.sort()), Resource: oneOrMany(on) };
    return conditions ? { ...statement, Condition: conditions } : statement;
  });
  return statements.sort((one, other) => (textOf(one) < textOf(other) ? -1 : 1));
}

/** Policies of at most 6,144 characters with all statements, each statement in the first that has room for it. */
export function packed(statements: StatementJson[]): PolicyJson[] {
  const policies: PolicyJson[] = [];
  for (const statement of statements.flatMap(inPieces)) {
    const roomy = policies.find(
      ({ Statement }) => sizeOf({ ...EMPTY, Statement: [...Statement, statement] }) <= MOST_CHARACTERS,
    );
    if (roomy) roomy.Statement.push(statement);
    else policies.push({ ...EMPTY, Statement: [statement] });
  }
  return policies;
}

/** Characters of a policy as IAM counts them: all but whitespace. */
export function sizeOf(policy: PolicyJson): number {
  return JSON.stringify(policy).replace(/\s/g, '').length;
}

/** A statement that is too long for a policy, as several with some of the resources, or of the actions, each. */
function inPieces(statement: StatementJson): StatementJson[] {
  if (sizeOf({ ...EMPTY, Statement: [statement] }) <= MOST_CHARACTERS) return [statement];
  const key = [statement.Resource ?? []].flat().length > 1 ? 'Resource' : 'Action';
  const all = [statement[key] ?? []].flat();
  if (all.length < 2) return [statement];
  const half = Math.ceil(all.length / 2);
  return [all.slice(0, half), all.slice(half)].flatMap((some) => inPieces({ ...statement, [key]: oneOrMany(some) }));
}

/** Resources in order, without those that another one with `*` at the end covers. */
function withoutCovered(resources: string[]): string[] {
  const prefixes = resources.filter((it) => /^[^*?]*\*$/.test(it)).map((it) => it.slice(0, -1));
  return resources.filter((it) => !prefixes.some((prefix) => it.startsWith(prefix) && it !== `${prefix}*`)).sort();
}

function oneOrMany(values: string[]): string | string[] {
  return values.length === 1 ? values[0] : values;
}

function textOf(statement: StatementJson): string {
  return JSON.stringify([[statement.Action].flat()[0], statement]);
}
