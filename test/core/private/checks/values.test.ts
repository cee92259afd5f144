import { Aws, Stack } from 'aws-cdk-lib';
import {
  chunked,
  isCidr,
  isOneOf,
  isPort,
  isPrintable,
  isWhole,
  literalOrUndefined,
  matches,
} from '../../../../src/core/private/checks/values';
import { newApp } from '../../../support/cloud';

test('a value that somebody stated is known, an empty one too', () => {
  expect(literalOrUndefined('ap-southeast-1')).toBe('ap-southeast-1');
  expect(literalOrUndefined('')).toBe('');
});

test('a value that only the deployment knows is not, nor is a text that it is a part of', () => {
  expect(literalOrUndefined(new Stack(newApp(), 'Anywhere').region)).toBeUndefined();
  expect(literalOrUndefined(`${Aws.ACCOUNT_ID}-logs`)).toBeUndefined();
});

test('a text of the form is one, another text is none', () => {
  expect(matches(/^a+$/, 'aa')).toBe(true);
  expect(matches(/^a+$/, 'b')).toBe(false);
});

test.each([undefined, null, 5, ['aa']])('%p is no text, though as a text it would match', (value) => {
  expect(matches(/^[a-z0-9]+$/, value)).toBe(false);
});

test('a text is printable without controls, and is more than spaces', () => {
  expect(['a', ' a b ', 'é', '日本'].every(isPrintable)).toBe(true);
  expect(['', ' ', 'a\nb', 'a\u0000', 'a\u0085'].some(isPrintable)).toBe(false);
});

test('an enum has its values, and neither their spelling in lower case nor their names', () => {
  enum Phase {
    FIRST_START = 'FIRST',
  }
  expect(isOneOf(Phase, Phase.FIRST_START)).toBe(true);
  expect(['first', 'FIRST_START', '', undefined, ['FIRST']].some((value) => isOneOf(Phase, value))).toBe(false);
});

test('both ends of a range belong to it, and nothing between two numbers does', () => {
  expect([0, 1, 2, 3, 4, 1.5, NaN].filter((value) => isWhole(value, 1, 3))).toEqual([1, 2, 3]);
});

test('ports are 1 to 65535', () => {
  expect([0, 1, 65535, 65536].map(isPort)).toEqual([false, true, true, false]);
});

test.each(['0.0.0.0/0', '203.0.113.0/24', '203.0.113.7/32'])('%s is a range', (range) => {
  expect(isCidr(range)).toBe(true);
});

test.each(['203.0.113.0', '203.0.113.0/33', '0203.0.113.0/24', '203.0.256.0/24', '203.0.113/24', '::/0', '', 'any'])(
  '"%s" is none',
  (range) => {
    expect(isCidr(range)).toBe(false);
  },
);

test.each<[items: string, size: number, lists: string[]]>([
  ['', 2, []],
  ['a', 2, ['a']],
  ['ab', 2, ['ab']],
  ['abc', 2, ['ab', 'c']],
  ['abcde', 2, ['ab', 'cd', 'e']],
  ['abc', 1, ['a', 'b', 'c']],
])('"%s" in lists of %d', (items, size, lists) => {
  expect(chunked([...items], size).map((list) => list.join(''))).toEqual(lists);
});
