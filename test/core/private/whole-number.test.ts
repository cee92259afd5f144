import { isPort, isWhole } from '../../../src/core/private/whole-number';

test('both ends of a range belong to it, and nothing between two numbers does', () => {
  expect([0, 1, 2, 3, 4, 1.5, NaN].filter((value) => isWhole(value, 1, 3))).toEqual([1, 2, 3]);
});

test('ports are 1 to 65535', () => {
  expect([0, 1, 65535, 65536].map(isPort)).toEqual([false, true, true, false]);
});
