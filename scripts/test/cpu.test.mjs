import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { secondsIn, verdictOn } from './cpu.mjs';

test('the times of a shell and of its children are added up', () => {
  equal(secondsIn('0m0.250s 0m0.250s\n1m2.500s 0m1.000s\n'), 64);
});

for (const [units, isWithin] of [
  [199, true],
  [240, true],
  [241, false],
]) {
  test(`${units} units against 200 are ${isWithin ? 'within' : 'over'} the budget`, () => {
    deepEqual(verdictOn(units, 200).isWithin, isWithin);
  });
}
