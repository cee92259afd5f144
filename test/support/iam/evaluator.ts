import { Context } from './decide';
import { listOf, PolicyDocument, Statement } from './policies';

/** A request, as the second evaluator takes it. */
export interface EvaluatedRequest {
  /** The ARN of a role or a root user, a service, or the ARN of an OIDC provider. */
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  /** The account of the resource. */
  readonly account: string;
  readonly context: Context;
}

/** What decides it. */
export interface EvaluatedPolicies {
  readonly identity: PolicyDocument[];
  readonly boundary?: PolicyDocument[];
  readonly resource?: PolicyDocument;
  /** The policy of the resource is the trust of a role: it decides alone within an account. */
  readonly isTrust?: boolean;
  /** Service control policies of the account of the principal, each beside an allowance of everything. */
  readonly serviceControl?: PolicyDocument[];
  /** The account that they do not limit. */
  readonly managementAccount?: string;
}

type Verdict = 'allow' | 'deny' | 'silent';

/** Whether AWS would allow it. Written apart from the simulator, so that one can be wrong without the other. */
export function evaluate(policies: EvaluatedPolicies, request: EvaluatedRequest): boolean {
  const identity = verdictOf(policies.identity, request);
  const boundary = policies.boundary ? verdictOf(policies.boundary, request) : 'allow';
  const resource = policies.resource ? verdictOf([policies.resource], request) : 'silent';
  if ([identity, boundary, resource].includes('deny')) return false;
  if (isLimited(request.principal, policies) && verdictOf(policies.serviceControl ?? [], request) === 'deny') {
    return false;
  }
  // The root user has no policies, and may do everything that no service control policy denies.
  if (/^arn:[^:]*:iam::\d+:root$/.test(request.principal)) return true;

  const role = /^arn:[^:]*:iam::(\d+):role\//.exec(request.principal);
  // Services and issuers have no policies of their own.
  if (!role) return resource === 'allow';
  const ofRole = identity === 'allow' && boundary === 'allow';
  if (role[1] !== request.account) return ofRole && resource === 'allow';
  if (policies.isTrust) return resource === 'allow' && boundary === 'allow';
  // A policy that names the role itself is still limited by the boundary of the role.
  return boundary === 'allow' && (identity === 'allow' || resource === 'allow');
}

/** Every principal of a member account is, but for the roles that AWS alone changes. */
function isLimited(principal: string, { managementAccount }: EvaluatedPolicies): boolean {
  const [, account, kind] = /^arn:[^:]*:iam::(\d{12}):(.*)$/.exec(principal) ?? [];
  return account !== undefined && account !== managementAccount && !kind.startsWith('role/aws-service-role/');
}

function verdictOf(policies: PolicyDocument[], request: EvaluatedRequest): Verdict {
  const matching = policies.flatMap(({ Statement: all }) => listOf(all)).filter((it) => matches(it, request));
  if (matching.some(({ Effect }) => Effect === 'Deny')) return 'deny';
  return matching.length > 0 ? 'allow' : 'silent';
}

function matches(statement: Statement, request: EvaluatedRequest): boolean {
  const { Action, NotAction, Resource, NotResource, Principal, NotPrincipal, Condition = {} } = statement;
  if (NotPrincipal !== undefined) throw new Error('NotPrincipal is not modelled.');
  const action = isLike(
    request.action.toLowerCase(),
    listOf(Action ?? NotAction).map((it) => it.toLowerCase()),
  );
  if (action !== (Action !== undefined)) return false;
  if (Resource !== undefined && !isLike(request.resource, listOf(Resource))) return false;
  if (NotResource !== undefined && isLike(request.resource, listOf(NotResource))) return false;
  if (Principal !== undefined && !isPrincipal(Principal, request.principal)) return false;
  return Object.entries(Condition).every(([operator, keys]) => {
    return Object.entries(keys).every(([key, values]) =>
      holds(operator, key, listOf(values).map(String), request.context),
    );
  });
}

function isPrincipal(principal: any, asking: string): boolean {
  if (principal === '*') return true;
  return Object.entries<string | string[]>(principal).some(([kind, values]) => {
    if (kind === 'Service' || kind === 'Federated') return listOf(values).includes(asking);
    if (kind !== 'AWS') throw new Error(`Principals of the kind ${kind} are not modelled.`);
    // Accounts as principals leave the decision to the policies of the account: that is not modelled.
    const unknown = listOf(values).find((value) => value !== '*' && !value.includes(':role/'));
    if (unknown) throw new Error(`The principal ${unknown} is not modelled.`);
    return listOf(values).some((value) => value === '*' || value === asking);
  });
}

/** How one value of a request compares with those of a policy. */
const COMPARISONS: Record<string, (have: string, want: string[]) => boolean> = {
  StringEquals: (have, want) => want.includes(have),
  StringEqualsIgnoreCase: (have, want) => want.some((it) => it.toLowerCase() === have.toLowerCase()),
  StringLike: (have, want) => isLike(have, want),
  ArnEquals: (have, want) => isArnLike(have, want),
  ArnLike: (have, want) => isArnLike(have, want),
  Bool: (have, want) => want.some((it) => it.toLowerCase() === have.toLowerCase()),
};

function holds(operator: string, key: string, want: string[], context: Context): boolean {
  const found = Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase());
  const have = found && listOf(found[1]);
  if (operator === 'Null') return want.includes(String(have === undefined));
  const [, set, not, base, ifExists] = splitOperator(operator);
  const compare = COMPARISONS[base];
  if (!compare || want.some((value) => value.includes('${'))) {
    throw new Error(`${operator} ${want.join(', ')} is not modelled.`);
  }
  if (have === undefined) return Boolean(ifExists) || set === 'ForAllValues:' || (Boolean(not) && set === undefined);
  const one = (value: string) => compare(value, want) !== Boolean(not);
  if (set === undefined && have.length !== 1) throw new Error(`${operator} of many values is not modelled.`);
  return set === 'ForAllValues:' ? have.every(one) : have.some(one);
}

/** `ForAllValues:StringNotEqualsIfExists` in its parts, `StringEquals` being the comparison. */
function splitOperator(operator: string): Array<string | undefined> & { 3: string } {
  const parts = /^(ForAllValues:|ForAnyValue:)?(String|Arn|Bool)(Not)?(.*?)(IfExists)?$/.exec(operator);
  if (!parts) throw new Error(`${operator} is not modelled.`);
  return [operator, parts[1], parts[3], `${parts[2]}${parts[4]}`, parts[5]] as ReturnType<typeof splitOperator>;
}

function isLike(have: string, want: string[]): boolean {
  return want.some((pattern) => {
    const escaped = pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replace(/\*/g, '[^]*')
      .replace(/\?/g, '[^]');
    return new RegExp(`^${escaped}$`).test(have);
  });
}

/** Each of the six parts by itself: a wildcard does not reach across a colon, but for the last part. */
function isArnLike(have: string, want: string[]): boolean {
  const parts = partsOf(have);
  return want.some((pattern) => partsOf(pattern).every((part, index) => isLike(parts[index] ?? '', [part])));
}

function partsOf(arn: string): string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}
