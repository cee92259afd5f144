import { catalogue, hasKey } from './catalogue';
import { decoysOf } from './decoys';
import { listOf, NamedPolicy, PolicyDocument, RolePolicies, Statement } from './policies';

/** A role with one thing wrong. A proof that stays green with it proves nothing about that thing. */
export interface Mutant {
  /** What was changed, where. */
  readonly label: string;
  readonly role: RolePolicies;
}

/** A statement with one thing wrong; without a statement it is gone. */
interface Change {
  readonly label: string;
  readonly statement?: Statement;
}

/** The role with each single thing of its policies changed for the worse. */
export async function mutantsOf(role: RolePolicies): Promise<Mutant[]> {
  const found: Mutant[] = [];
  for (const [index, { name, policy }] of role.identity.entries()) {
    const statements = listOf(policy.Statement);
    for (const [at, statement] of statements.entries()) {
      const where = `${name}, statement ${at + 1}${statement.Sid ? ` (${statement.Sid})` : ''}`;
      for (const { label, statement: changed } of await changesOf(statement)) {
        const left = replaced(statements, at, changed);
        // A policy without statements is no policy: the role goes without it.
        const other: NamedPolicy[] = left.length ? [{ name, policy: { ...policy, Statement: left } }] : [];
        const identity = role.identity.flatMap((it, position) => (position === index ? other : [it]));
        found.push({ label: `${where}: ${label}`, role: { ...role, identity } });
      }
    }
  }
  return found;
}

/** The role with each single thing of its trust changed for the worse. */
export function trustMutantsOf(role: RolePolicies): Mutant[] {
  const statements = listOf(role.trust.Statement);
  return statements.flatMap((statement, at) => {
    const changes = [...conditionChanges(statement), ...principalChanges(statement)];
    return changes.map(({ label, statement: changed }): Mutant => {
      const trust: PolicyDocument = { ...role.trust, Statement: replaced(statements, at, changed) };
      return { label: `trust, statement ${at + 1}: ${label}`, role: { ...role, trust } };
    });
  });
}

function replaced(statements: Statement[], at: number, statement?: Statement): Statement[] {
  return statements.flatMap((it, index) => (index === at ? listOf(statement) : [it]));
}

async function changesOf(statement: Statement): Promise<Change[]> {
  if (statement.Effect === 'Deny') {
    const narrowed = { ...statement, Action: 'iam:PutRolePolicy' };
    return [{ label: 'Deny removed' }, { label: 'Deny of one action', statement: narrowed }];
  }
  return [
    { label: 'Allow removed' },
    ...(await actionChanges(statement)),
    ...resourceChanges(statement),
    ...conditionChanges(statement),
  ];
}

async function actionChanges(statement: Statement): Promise<Change[]> {
  const { Action, ...rest } = statement;
  const actions = listOf(Action).filter((action) => action !== '*');
  const changes: Change[] = [];
  for (const [at, action] of actions.entries()) {
    const service = action.split(':')[0];
    const another = await anotherActionOf(action, statement);
    const widened = actions.map((it, index) => (index === at ? `${service}:*` : it));
    changes.push({ label: `${action} becomes ${service}:*`, statement: { ...statement, Action: widened } });
    if (another) {
      changes.push({ label: `${another} is added`, statement: { ...statement, Action: [...actions, another] } });
    }
    if (actions.length > 1) {
      const fewer = actions.filter((it) => it !== action);
      changes.push({ label: `${action} is taken away`, statement: { ...statement, Action: fewer } });
    }
  }
  if (actions.length > 0) {
    changes.push({ label: 'Action becomes NotAction', statement: { ...rest, NotAction: actions } });
  }
  return changes;
}

/** One more action for the same kind of resource, with the keys that the conditions ask for: it would be allowed. */
async function anotherActionOf(action: string, { Action, Condition = {} }: Statement): Promise<string | undefined> {
  const all = await catalogue();
  const named = all.find((it) => it.action.toLowerCase() === action.toLowerCase());
  const patterns = new Set(named?.resources.map(({ pattern }) => pattern));
  const keys = Object.values(Condition).flatMap((ofOperator) => Object.keys(ofOperator));
  return all.find((it) => {
    if (it.action.split(':')[0] !== action.split(':')[0] || listOf(Action).includes(it.action)) return false;
    const alike = named?.wildcardOnly ? it.wildcardOnly : it.resources.some(({ pattern }) => patterns.has(pattern));
    return alike && keys.every((key) => hasKey(it, key));
  })?.action;
}

function resourceChanges(statement: Statement): Change[] {
  const resources = listOf(statement.Resource).filter((resource) => resource !== '*');
  return resources.flatMap((resource, at) => {
    const others = decoysOf(resource);
    const to = (label: string, other: string): Change => {
      const changed = resources.map((it, index) => (index === at ? other : it));
      return { label, statement: { ...statement, Resource: changed } };
    };
    return [
      to(`${resource} becomes *`, '*'),
      ...anywhereElse(resource).map((other) => to(`${resource} becomes ${other}`, other)),
      ...others.map(({ arn, why }) => to(`${resource} becomes ${arn} (${why})`, arn)),
    ];
  });
}

/** The same in every account, and in every region. */
function anywhereElse(resource: string): string[] {
  const [prefix, partition, service, region, account, ...rest] = resource.split(':');
  const anywhere = (inRegion: string, ofAccount: string) =>
    [prefix, partition, service, inRegion, ofAccount, ...rest].join(':');
  return [...(account ? [anywhere(region, '*')] : []), ...(region ? [anywhere('*', account)] : [])];
}

/** Operators that compare exactly, and what they become where wildcards count. */
const LOOSER: Record<string, string> = {
  StringEquals: 'StringLike',
  StringEqualsIgnoreCase: 'StringLike',
  StringLike: 'StringLike',
  ArnEquals: 'ArnLike',
  ArnLike: 'ArnLike',
};

function conditionChanges(statement: Statement): Change[] {
  const conditions = statement.Condition ?? {};
  return Object.entries(conditions).flatMap(([operator, keys]) => {
    return Object.entries(keys).flatMap(([key, value]) => {
      const dropped = without(conditions, operator, key);
      const change = (label: string, condition: Statement['Condition']): Change => {
        return { label, statement: { ...statement, Condition: condition } };
      };
      const changes = [change(`${operator} of ${key} is dropped`, dropped)];
      const [, set = '', base, ifExists = ''] = /^(.*:)?(.*?)(IfExists)?$/.exec(operator)!;
      const looser = LOOSER[base];
      for (const loose of looser ? looseValuesOf(key, value, looser) : []) {
        const to = `${set}${looser}${ifExists}`;
        const condition = { ...dropped, [to]: { ...dropped[to], [key]: loose } };
        changes.push(change(`${operator} of ${key} becomes ${to} ${JSON.stringify(loose)}`, condition));
      }
      if (looser && !ifExists) {
        const to = `${operator}IfExists`;
        changes.push(
          change(`${operator} of ${key} becomes ${to}`, { ...dropped, [to]: { ...dropped[to], [key]: value } }),
        );
      }
      return changes;
    });
  });
}

type Conditions = NonNullable<Statement['Condition']>;

function without(conditions: Conditions, operator: string, key: string): Conditions {
  const { [operator]: keys, ...others } = conditions;
  const { [key]: _, ...rest } = keys;
  return Object.keys(rest).length > 0 ? { ...others, [operator]: rest } : others;
}

/** What someone in a hurry would write: anything at all, and for subjects of GitHub anything of the owner. */
function looseValuesOf(key: string, value: string | string[], operator: string): string[] {
  const loose = operator === 'ArnLike' ? ['arn:*:*:*:*:*'] : ['*'];
  const owner = /:sub$/.test(key) ? /^repo:([^/]+)\//.exec(listOf(value)[0])?.[1] : undefined;
  return owner ? [...loose, `repo:${owner}/*`] : loose;
}

function principalChanges(statement: Statement): Change[] {
  const kinds = Object.entries<string | string[]>(statement.Principal === '*' ? {} : statement.Principal);
  return kinds.flatMap(([kind, value]) => {
    return listOf(value).flatMap((principal) => {
      const to = (other: any): Change => {
        return {
          label: `${principal} becomes ${JSON.stringify(other)}`,
          statement: { ...statement, Principal: other },
        };
      };
      if (!principal.startsWith('arn:')) return [to({ [kind]: `other-${principal}` })];
      const siblings = decoysOf(principal).map(({ arn }) => to({ [kind]: arn }));
      return kind === 'AWS' ? [...siblings, to({ AWS: '*' }), to({ AWS: principal.split(':')[4] })] : siblings;
    });
  });
}
