import { Stack, Token } from 'aws-cdk-lib';
import { ReplicationExposure } from '../../src/access';
import { exposureProblems } from '../../src/access/private/replication-checks/exposure-problems';
import { throwOnProblems } from '../../src/core/private/checks/problems';
import { workloadStack } from '../support/cloud';
import { POWER_SYNC } from '../support/replication';

const late = Token.asList({ Ref: 'Late' });
const stack: Stack = workloadStack();
const check = (exposure: ReplicationExposure) => () => throwOnProblems('Sync', ...exposureProblems(stack, exposure));
const addresses = (...ranges: any[]) => check(ReplicationExposure.namedAddresses(ranges));
const principals = (...allowedPrincipals: any[]) => check(ReplicationExposure.privateLink({ allowedPrincipals }));
const regions = (...allowedRegions: any[]) =>
  check(ReplicationExposure.privateLink({ allowedPrincipals: [POWER_SYNC], allowedRegions }));

test('both kinds say what they admit, once each and sorted', () => {
  const link = ReplicationExposure.privateLink({ allowedPrincipals: [POWER_SYNC, POWER_SYNC] });
  const named = ReplicationExposure.namedAddresses(['203.0.113.8/32', '203.0.113.7/32']);

  expect(link).toMatchObject({ isPublic: false, allowedPrincipals: [POWER_SYNC], automaticAcceptance: false });
  expect(named).toMatchObject({ isPublic: true, addressRanges: ['203.0.113.7/32', '203.0.113.8/32'] });
});

test.each([
  ['everybody', '0.0.0.0/0', 'range-too-wide'],
  ['half of the internet', '128.0.0.0/1', 'range-too-wide'],
  ['a block of 131,072 addresses', '203.0.0.0/15', 'range-too-wide'],
  ['private addresses', '10.1.0.0/16', 'range-not-public'],
  ['private addresses of the middle block', '172.31.255.0/24', 'range-not-public'],
  ['addresses of carriers', '100.64.0.1/32', 'range-not-public'],
  ['a multicast address', '239.1.2.3/32', 'range-not-public'],
  ['an address without a length', '203.0.113.7', 'not-a-range'],
  ['an address within a block', '203.0.113.7/24', 'not-a-range'],
  ['a length with a zero before it', '203.0.113.7/032', 'not-a-range'],
  ['IPv6', '2602:817::/44', 'not-a-range'],
  ['a number', 5, 'not-a-range'],
])('named addresses refuse %s', (_, range, code) => {
  expect(addresses(range)).toThrowProblem(`replication-endpoint/${code}`, 'exposure', range, 'Sync');
});

test('named addresses are 1 to 60, and known at synthesis', () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => `203.0.113.${index}/32`);

  expect(addresses(...many(60), '172.32.0.0/16')).toThrowProblem(
    'replication-endpoint/number-of-ranges',
    'exposure',
    '61 ranges',
    'Sync',
  );
  expect(addresses()).toThrowProblem('replication-endpoint/number-of-ranges', 'exposure', '0 ranges', 'Sync');
  expect(addresses(...many(60))).not.toThrow();
  expect(addresses('172.32.0.0/16', '11.0.0.0/16', Token.asString({ Ref: 'Late' }))).not.toThrow();
  expect(check(ReplicationExposure.namedAddresses(late))).toThrowProblem(
    'replication-endpoint/late-ranges',
    'exposure',
    'a list that only CloudFormation knows',
    'Sync',
  );
});

test.each([
  '*',
  'arn:aws:iam::*:root',
  '131569880293',
  'arn:aws:iam::1234:root',
  'arn:aws:iam::131569880293:role/*',
  'arn:aws-cn:iam::131569880293:root',
  7,
])('PrivateLink refuses the principal %s', (principal) => {
  expect(principals(principal)).toThrowProblem(
    'replication-endpoint/not-a-principal',
    'exposure.allowedPrincipals',
    principal,
    'Sync',
  );
});

test('PrivateLink takes accounts, roles and users, tokens too, but one at least', () => {
  const [role, user] = ['role/sync/reader', 'user/reader'].map((it) => `arn:aws:iam::131569880293:${it}`);

  const china = new Stack(undefined, 'China', { env: { region: 'cn-north-1' } });
  const there = ReplicationExposure.privateLink({ allowedPrincipals: ['arn:aws-cn:iam::131569880293:root'] });

  expect(exposureProblems(china, there).filter(Boolean)).toEqual([]);
  expect(principals(POWER_SYNC, role, user, Token.asString({ Ref: 'Late' }))).not.toThrow();
  expect(check(ReplicationExposure.privateLink({ allowedPrincipals: late, allowedRegions: late }))).not.toThrow();
  expect(principals()).toThrowProblem('replication-endpoint/no-principals', 'exposure.allowedPrincipals', [], 'Sync');
});

test('what is added to a list later is not admitted', () => {
  const lists = [[POWER_SYNC], ['eu-west-1'], ['203.0.113.7/32']];
  const link = ReplicationExposure.privateLink({ allowedPrincipals: lists[0], allowedRegions: lists[1] });
  const named = ReplicationExposure.namedAddresses(lists[2]);
  lists.forEach((list) => list.push('*'));

  expect(link).toMatchObject({ allowedPrincipals: [POWER_SYNC], allowedRegions: ['eu-west-1'] });
  expect(named.addressRanges).toEqual(['203.0.113.7/32']);
});

test.each(['Ireland', 'eu-west', 'cn-north-1', ''])('PrivateLink refuses the region %s', (region) => {
  expect(regions(region)).toThrowProblem(
    'replication-endpoint/not-a-region',
    'exposure.allowedRegions',
    region,
    'Sync',
  );
  expect(regions('eu-west-1', 'us-east-1')).not.toThrow();
});

test('values of another type are refused, as plain JavaScript passes them', () => {
  const { privateLink, namedAddresses } = ReplicationExposure as any;
  const place = ['ReplicationExposure.privateLink', 'ReplicationExposure.namedAddresses'];

  expect(() => privateLink(undefined)).toThrowProblem('props/missing', 'options', undefined, place[0]);
  expect(() => privateLink({})).toThrowProblem('props/missing', 'allowedPrincipals', undefined, place[0]);
  expect(() => privateLink({ allowedPrincipals: POWER_SYNC })).toThrowProblem(
    'props/wrong-type',
    'allowedPrincipals',
    POWER_SYNC,
    place[0],
  );
  expect(() => privateLink({ allowedPrincipals: [POWER_SYNC], automaticAcceptance: 'no' })).toThrowProblem(
    'props/wrong-type',
    'automaticAcceptance',
    'no',
    place[0],
  );
  expect(() => namedAddresses('203.0.113.7/32')).toThrowProblem(
    'props/wrong-type',
    'addressRanges',
    '203.0.113.7/32',
    place[1],
  );
});
