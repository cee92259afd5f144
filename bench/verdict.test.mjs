import { deepEqual } from 'node:assert/strict';
import { test } from 'node:test';
import { verdictOn } from './verdict.mjs';

const committed = { edge: { ratio: 1.1, aim: 1.05 } };

for (const [what, measured, hasFailed, line] of [
  ['a tenth more is noise', { edge: 1.2 }, false, 'edge       1.20 ×, as before: committed 1.10, aim 1.05'],
  ['more than a tenth fails', { edge: 1.22 }, true, 'edge       1.22 ×, GROWN: committed 1.10, aim 1.05'],
  ['less is to be committed', { edge: 0.9 }, false, 'edge       0.90 ×, less, commit it: committed 1.10, aim 1.05'],
  ['an unknown one fails', { web: 1 }, true, 'web        1.00 ×, NOT COMMITTED: give it a line in bench/ratios.json'],
]) {
  test(what, () => deepEqual(verdictOn(measured, committed), { hasFailed, lines: [line] }));
}
