import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { nothingIsLeft, start } from './support.mjs';
import { places } from '../../kernel/places.mjs';

test('a bank that makes all it can is deployed and served', async () => {
  const config = join(places.sandbox, 'run', 'examples', 'rl-bank', 'configs', 'made.yaml');
  const { code, said } = await start('deploy.mjs', ['--config', config, '--once']).ended;
  assert.equal(code, 0, said);
  assert.match(said, /examples\/rl-bank answered after/);
  nothingIsLeft();
});
