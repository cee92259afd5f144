import { isCidr } from '../../../src/core/private/cidr';

test.each(['0.0.0.0/0', '203.0.113.0/24', '203.0.113.7/32'])('%s is a range', (range) => {
  expect(isCidr(range)).toBe(true);
});

test.each(['203.0.113.0', '203.0.113.0/33', '0203.0.113.0/24', '203.0.256.0/24', '203.0.113/24', '::/0', '', 'any'])(
  '"%s" is none',
  (range) => {
    expect(isCidr(range)).toBe(false);
  },
);
