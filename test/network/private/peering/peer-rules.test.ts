import { freeNumber, openingOf } from '../../../../src/network/private/peering/peer-rules';
import { AclRule } from '../../../../src/network/private/tiers/network-acls';

const [rule] = openingOf('From', {
  ranges: ['10.30.10.0/24'],
  peerCidr: '10.30.0.0/16',
  ports: { from: 5432, to: 5432 },
});
const number = freeNumber(rule.id, []);
const withNumber = (ruleNumber: number): AclRule => ({ ...rule, ruleNumber });

test('a rule has its number by its hash, whatever is there already', () => {
  expect(freeNumber(rule.id, [withNumber(number - 1), withNumber(number + 1)])).toBe(number);
  expect(number).toBeGreaterThanOrEqual(6000);
});

test('a number that is taken is passed over, and the first follows the last', () => {
  const taken = Array.from({ length: 10_000 - number }, (_, index) => withNumber(number + index));

  expect(freeNumber(rule.id, [withNumber(number)])).toBe(number + 1);
  expect(freeNumber(rule.id, taken)).toBe(6000);
});
