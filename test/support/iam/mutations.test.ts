import { join } from 'node:path';
import { differs, readCases } from './cases';
import { idleConditionsOf, tryConditions } from './conditions';
import { mutantsOf, trustMutantsOf } from './mutations';
import { roleIn } from './policies';
import { PROVIDER, rolesOfOthers, roleWith, SUBJECT, synthetic } from './synthetic';
import { canAssume, TrustRequest } from './trust';

jest.setTimeout(5 * 60_000);

const { role, universe } = synthetic();
const file = readCases(join(__dirname, 'fixtures', 'synthetic-publisher.json'));

test('each mutation of what the role may do turns the proof red, but for those that another wall stops', async () => {
  const green: string[] = [];
  const mutants = await mutantsOf(role);
  for (const mutant of mutants) {
    if (!(await differs(mutant.role, file, universe))) green.push(mutant.label.replace(/^.*?, /, ''));
  }
  expect(mutants.length).toBeGreaterThan(30);
  // The boundary stops what statements 4 and 5 are about.
  const walled = green.filter((label) => !/^statement (4|5): /.test(label));
  expect(walled).toEqual([
    'statement 3: ForAllValues:StringEquals of acm:DomainNames becomes ForAllValues:StringEqualsIfExists',
  ]);
}, 600_000);

test('each mutation of the trust lets someone in, or keeps out who belongs there', async () => {
  const right = { sub: SUBJECT, aud: 'sts.amazonaws.com' };
  const environment = SUBJECT.replace('production', 'staging');
  const requests: Array<Partial<TrustRequest>> = [
    { claims: right },
    { claims: { sub: SUBJECT } },
    { claims: { aud: right.aud } },
    { claims: { ...right, aud: 'other' } },
    { claims: { ...right, sub: environment } },
    { claims: { ...right, sub: 'repo:else@1/else@2:environment:production' } },
  ];
  const answersOf = (tried: typeof role) => {
    return Promise.all(requests.map((request) => canAssume(tried, { principal: PROVIDER, ...request })));
  };
  const before = await answersOf(role);
  const mutants = trustMutantsOf(role);
  const green: string[] = [];
  for (const mutant of mutants) {
    if (JSON.stringify(await answersOf(mutant.role)) === JSON.stringify(before)) green.push(mutant.label);
  }
  expect(before).toEqual([true, false, false, false, false, false]);
  expect(mutants.length).toBeGreaterThan(8);
  expect(mutants.map(({ label }) => label)).toContain(
    'trust, statement 1: StringEquals of token.actions.githubusercontent.com:sub becomes StringLike "repo:rl-bank@1001/*"',
  );
  expect(green).toEqual([]);
});

test('trust in a role is changed as well', () => {
  expect(trustMutantsOf(roleIn(rolesOfOthers(), 'trusts-ci')).map(({ label }) => label.slice(20))).toEqual([
    'StringEquals of sts:ExternalId is dropped',
    'StringEquals of sts:ExternalId becomes StringLike "*"',
    'StringEquals of sts:ExternalId becomes StringEqualsIfExists',
    ...['999999999999:role/ci', '222222222222:role/ci-other', '222222222222:role/cix'].map((to) => {
      return `arn:aws:iam::222222222222:role/ci becomes {"AWS":"arn:aws:iam::${to}"}`;
    }),
    'arn:aws:iam::222222222222:role/ci becomes {"AWS":"*"}',
    'arn:aws:iam::222222222222:role/ci becomes {"AWS":"222222222222"}',
  ]);
});

test('each condition key counts: a wrong value and a missing one are refused', async () => {
  const trials = await tryConditions(role, universe);
  expect(trials.map(({ key, right, wrong, missing }) => [key, right.length, wrong.length, missing.length])).toEqual([
    ['s3:prefix', 1, 0, 0],
    ['acm:DomainNames', 1, 0, 0],
  ]);
  expect(await idleConditionsOf(role, universe)).toEqual([]);
});

test('negative control: conditions that let a missing key through are told', async () => {
  const Condition = { 'ForAllValues:StringEquals': { 'acm:DomainNames': ['app.bank.example'] } };
  const tried = roleWith([{ Effect: 'Allow', Action: 'acm:RequestCertificate', Resource: '*', Condition }]);
  expect(await idleConditionsOf(tried, universe)).toEqual([
    'tried, Policy: acm:DomainNames lets requests through that do not have it.',
  ]);
});

test('negative control: a condition that an action never has is told', async () => {
  const Condition = { StringEquals: { 's3:prefix': 'assets/' } };
  const tried = roleWith([{ Effect: 'Allow', Action: 'acm:RequestCertificate', Resource: '*', Condition }]);
  expect(await idleConditionsOf(tried, universe)).toEqual([
    'tried, Policy: s3:prefix lets nothing through with the right value.',
  ]);
});
