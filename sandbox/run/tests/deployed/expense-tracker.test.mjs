import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nothingIsLeft, start } from './support.mjs';

test('an example without a plan is deployed, filled, started and asked', async () => {
  const { code, said } = await start('deploy.mjs', ['expense-tracker', '--once']).ended;
  assert.equal(code, 0, said);
  assert.match(said, /examples\/expense-tracker answered after \d+ s:\nhttps:\/\/app\.tracker\.example\.localhost:/);
  nothingIsLeft();
});

test('an unknown example is refused before anything starts', async () => {
  const { code, said } = await start('deploy.mjs', ['shop']).ended;
  assert.equal(code, 1);
  assert.match(
    said,
    /^'shop' is no example, but must be one of: construction-saas, expense-tracker, retail-enterprise, rl-bank, rl-main-infra\.\n$/,
  );
});
