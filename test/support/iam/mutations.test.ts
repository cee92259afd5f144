import { join } from 'node:path';
import { differs, readCases } from './cases';
import { idleConditionsOf, tryConditions } from './conditions';
import { mutantsOf, trustMutantsOf } from './mutations';
import { roleIn, Statement } from './policies';
import { rolesOfOthers, roleWith, synthetic } from './synthetic';

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

test.each([
  [
    'a condition that lets a missing key through',
    { 'ForAllValues:StringEquals': { 'acm:DomainNames': ['app.bank.example'] } },
    'acm:DomainNames lets requests through that do not have it.',
  ],
  [
    'a condition that an action never has',
    { StringEquals: { 's3:prefix': 'assets/' } },
    's3:prefix lets nothing through with the right value.',
  ],
])('negative control: %s is told', async (_, Condition, sentence) => {
  const tried = roleWith([
    { Effect: 'Allow', Action: 'acm:RequestCertificate', Resource: '*', Condition } as Statement,
  ]);
  expect(await idleConditionsOf(tried, universe)).toEqual([`tried, Policy: ${sentence}`]);
});
