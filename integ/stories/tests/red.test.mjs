// Each story has to be able to fail: `red-*.test.mjs` tell it in worlds in which something went wrong.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const here = new URL('./', import.meta.url);
const bank = new URL('../bank/', import.meta.url);
const run = fileURLToPath(new URL('../run.mjs', import.meta.url));

test('each story that is told is told in a world that is ill, too', async () => {
  const stories = await Promise.all(readdirSync(bank).map((file) => import(new URL(file, bank))));
  const idOf = new Map(stories.flatMap(Object.entries).map(([id, { name }]) => [name, id]));
  const told = execFileSync(process.execPath, [run, '--list'], { encoding: 'utf8' }).trim().split('\n');
  assert.ok(told.length >= 14);
  assert.deepEqual([...idOf.keys()].sort(), [...told].sort(), 'a story that nobody tells');

  const files = readdirSync(here).filter((file) => /^red-.+\.test\.mjs$/.test(file));
  const tests = files.map((file) => readFileSync(new URL(file, here), 'utf8')).join('\n');
  const ill = new Set([...tests.matchAll(/\bred\(\s*(\w+),/g)].map(([, id]) => id));
  assert.deepEqual(
    told.filter((name) => !ill.has(idOf.get(name))),
    [],
    'a story that no test has seen fail',
  );
});
