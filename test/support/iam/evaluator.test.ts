import * as fc from 'fast-check';
import { ACCOUNT } from '../cloud';
import { catalogue } from './catalogue';
import { isAllowed } from './decide';
import { evaluate, EvaluatedPolicies, EvaluatedRequest } from './evaluator';
import { PolicyDocument, Statement } from './policies';
import { isSpokenOf } from './simulate';
import { PROVIDER, SUBJECT, synthetic } from './synthetic';

jest.setTimeout(5 * 60_000);

const RUNS = Number(process.env.IAM_RUNS ?? 500);
const ROLE = `arn:aws:iam::${ACCOUNT}:role/tried`;
const SOURCE = `arn:aws:ecs:eu-west-1:${ACCOUNT}:cluster/api`;

const action = fc.constantFrom('s3:GetObject', 's3:PutObject', 's3:DeleteObject');
const actions = fc.constantFrom('s3:GetObject', 's3:getobject', 's3:Get*', 's3:*', '*', 's3:?utObject', 'ec2:*');
const resources = fc.constantFrom(
  '*',
  'arn:aws:s3:::site/*',
  'arn:aws:s3:::site/a',
  'arn:aws:s3:::sit?/b*',
  'arn:aws:s3:::other/*',
);
const texts = fc.constantFrom('web', 'Web', 'we*', 'w?b', 'api', '*');
const arns = fc.constantFrom(
  SOURCE,
  'arn:aws:ecs:*:*:cluster/*',
  `arn:aws:ecs:eu-west-1:${ACCOUNT}:*`,
  'arn:aws:s3:::*',
);
const some = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 1, maxLength: 2 });
const ends = fc.constantFrom('', 'IfExists');

/** Conditions with one key: of a single text, of many texts, of an ARN, of a truth value, and of its being there. */
const condition: fc.Arbitrary<Statement['Condition']> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike', 'StringEqualsIgnoreCase'),
      ends,
      some(texts),
    )
    .map(([operator, end, value]) => ({ [operator + end]: { 'aws:PrincipalTag/team': value } })),
  fc
    .tuple(fc.constantFrom('ForAllValues:', 'ForAnyValue:'), fc.constantFrom('StringEquals', 'StringLike'), some(texts))
    .map(([set, operator, value]) => ({ [set + operator]: { 'aws:CalledVia': value } })),
  fc
    .tuple(fc.constantFrom('ArnLike', 'ArnEquals', 'ArnNotLike'), ends, some(arns))
    .map(([operator, end, value]) => ({ [operator + end]: { 'aws:SourceArn': value } })),
  fc.constantFrom('true', 'false').map((value) => ({ Bool: { 'aws:SecureTransport': value } })),
  fc.constantFrom('true', 'false').map((value) => ({ Null: { 'aws:PrincipalTag/team': value } })),
);

const effect = fc.constantFrom<Array<'Allow' | 'Deny'>>('Allow', 'Allow', 'Allow', 'Deny');

function statementOf(principal?: fc.Arbitrary<object | string>): fc.Arbitrary<Statement> {
  const act = fc.tuple(fc.constantFrom('Action', 'Action', 'NotAction'), some(actions));
  const on = fc.tuple(fc.constantFrom('Resource', 'Resource', 'NotResource'), some(resources));
  const when = fc.option(condition, { nil: undefined });
  const who = principal ?? fc.constant(undefined);
  return fc
    .tuple(effect, act, on, when, who)
    .map(([Effect, [actionKey, a], [resourceKey, r], Condition, Principal]) => ({
      Effect,
      [actionKey]: a,
      [resourceKey]: r,
      ...(Condition && { Condition }),
      ...(Principal && { Principal }),
    }));
}

function policyOf(principal?: fc.Arbitrary<object | string>): fc.Arbitrary<PolicyDocument> {
  const statements = fc.array(statementOf(principal), { minLength: 1, maxLength: 3 });
  return statements.map((list) => ({ Version: '2012-10-17', Statement: list }));
}

const principals = fc.constantFrom<Array<object | string>>(
  '*',
  { AWS: ROLE },
  { AWS: `${ROLE}-2` },
  { Service: 'ecs.amazonaws.com' },
);

const context = fc.record(
  {
    'aws:PrincipalTag/team': fc.constantFrom('web', 'Web', 'api'),
    'aws:CalledVia': fc.array(fc.constantFrom('web', 'api'), { minLength: 1, maxLength: 2 }),
    'aws:SourceArn': fc.constantFrom(SOURCE, 'arn:aws:s3:::site'),
    'aws:SecureTransport': fc.constantFrom('true', 'false'),
  },
  { requiredKeys: [] },
);

const request: fc.Arbitrary<EvaluatedRequest> = fc.record({
  principal: fc.constant(ROLE),
  action,
  resource: fc.constantFrom('arn:aws:s3:::site/a', 'arn:aws:s3:::site/bc', 'arn:aws:s3:::other/a'),
  account: fc.constantFrom(ACCOUNT, '999999999999'),
  context,
});

/** A boundary, a policy of a bucket or a service control policy: what a boundary takes from a policy that names a role differs by principal. */
const policies = fc.record({
  identity: fc.array(policyOf(), { maxLength: 2 }),
  limit: fc.oneof(
    fc.constant({}),
    policyOf().map((boundary) => ({ boundary: [boundary] })),
    policyOf(principals).map((resource) => ({ resource })),
    policyOf().map((policy) => ({ serviceControl: [policy] })),
  ),
});

test(`the simulator and an evaluator of our own agree on ${RUNS} random policies`, async () => {
  const seen = { true: 0, false: 0 };
  const all = (await catalogue()).filter((it) => it.action.startsWith('s3:'));
  const property = fc.asyncProperty(policies, request, async ({ identity, limit }, asked) => {
    const ours = evaluate({ identity, ...limit }, asked);
    const { boundary, resource, serviceControl } = limit as EvaluatedPolicies;
    const named = (list: PolicyDocument[]) => list.map((policy, index) => ({ name: `Policy${index}`, policy }));
    const theirs = await isAllowed({
      ...asked,
      identity: named(identity),
      boundary: boundary && named(boundary),
      resourcePolicy: resource,
      serviceControl: serviceControl && named(serviceControl),
    });
    seen[`${ours}`]++;
    expect(theirs).toBe(ours);
    // What is not asked by day, because nothing speaks of it, is nothing that would be allowed.
    const target = { arn: asked.resource, account: asked.account, resourcePolicy: resource };
    const isAsked = isSpokenOf({ identity: named(identity), account: ACCOUNT }, asked.action, target, all);
    expect(isAsked || !theirs).toBe(true);
  });
  await fc.assert(property, { numRuns: RUNS, seed: 19 }); // of chance, the share of grants would be too small once in some runs
  // Agreement on refusals alone would say little.
  expect(seen.true).toBeGreaterThan(RUNS / 20);
  expect(seen.false).toBeGreaterThan(RUNS / 20);
}, 600_000);

test('it knows the claims of GitHub by their own names', () => {
  const { role } = synthetic();
  const host = 'token.actions.githubusercontent.com';
  const asked = (sub: string, principal = PROVIDER): EvaluatedRequest => ({
    principal,
    action: 'sts:AssumeRoleWithWebIdentity',
    resource: role.arn,
    account: ACCOUNT,
    context: { [`${host}:sub`]: sub, [`${host}:aud`]: 'sts.amazonaws.com' },
  });
  const policiesOfTrust = { identity: [], resource: role.trust, isTrust: true };
  expect(evaluate(policiesOfTrust, asked(SUBJECT))).toBe(true);
  expect(evaluate(policiesOfTrust, asked(`${SUBJECT}-2`))).toBe(false);
  expect(evaluate(policiesOfTrust, asked(SUBJECT, `${PROVIDER}-2`))).toBe(false);
});

test.each<[string, Partial<Statement>]>([
  ['DateLessThan is not modelled.', { Condition: { DateLessThan: { 'aws:CurrentTime': '2026' } } }],
  [
    'StringEquals ${aws:username} is not modelled.',
    { Condition: { StringEquals: { 's3:prefix': '${aws:username}' } } },
  ],
  ['NotPrincipal is not modelled.', { NotPrincipal: '*' }],
  ['The principal 111111111111 is not modelled.', { Principal: { AWS: ACCOUNT } }],
  ['Principals of the kind CanonicalUser are not modelled.', { Principal: { CanonicalUser: 'x' } }],
])('it says what it does not know: %s', (message, part) => {
  const statement = { Effect: 'Allow' as const, Action: '*', Resource: '*', ...part };
  const asked = {
    principal: ROLE,
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::b/k',
    account: ACCOUNT,
    context: {},
  };
  expect(() => evaluate({ identity: [{ Statement: statement }] }, asked)).toThrow(message);
});
