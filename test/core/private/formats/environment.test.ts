import { ACCOUNT_ID, REGION } from '../../../../src/core/private/formats/environment';

test.each(['us-east-1', 'ap-southeast-1', 'us-gov-west-1', 'eusc-de-east-1', 'mx-central-1'])(
  '%s is a region',
  (it) => {
    expect(REGION.test(it)).toBe(true);
  },
);

test.each(['us-east', 'us-east-1a', 'US-EAST-1', 'useast1', 'Frankfurt', 'arn:aws:s3:::us-east-1'])(
  '%s is none',
  (it) => {
    expect(REGION.test(it)).toBe(false);
  },
);

test.each([
  ['111111111111', true],
  ['000000000001', true],
  ['11111111111', false],
  ['1111111111111', false],
  ['arn:aws:iam::111111111111:root', false],
])('%s is an account id: %s', (it, expected) => {
  expect(ACCOUNT_ID.test(it)).toBe(expected);
});
