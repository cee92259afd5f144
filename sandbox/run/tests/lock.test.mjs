// The lock of the sandbox, with real processes and without an emulator.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { places } from '../kernel/places.mjs';

const root = mkdtempSync(join(tmpdir(), 'take-'));
after(() => rmSync(root, { recursive: true }));

cpSync(join(places.sandbox, 'run'), join(root, 'sandbox', 'run'), { recursive: true });
writeFileSync(join(root, 'package.json'), '{ "type": "commonjs" }');
writeFileSync(
  join(root, 'taker.mjs'),
  `import { acquireLock, releaseLock } from './sandbox/run/kernel/process/lock.mjs';
import { printError } from './sandbox/run/kernel/refusal.mjs';
try {
  await acquireLock(() => {});
  console.log('taken');
  process.stdin.on('end', async () => { await releaseLock(); process.exit(0); }).resume();
} catch (error) { printError(error); process.exit(1); }`,
);
const kept = join(root, '.sandbox');
const run = join(kept, 'run');

function taker() {
  const child = spawn(process.execPath, [join(root, 'taker.mjs')], { stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
  const ended = new Promise((resolve) => child.once('close', (code) => resolve({ code, said })));
  const spoke = new Promise((resolve) => child.stdout.once('data', () => resolve('taken')));
  return { child, ended, answer: Promise.race([spoke, ended]) };
}

async function crashed() {
  const one = taker();
  await one.answer;
  one.child.kill('SIGKILL');
  await one.ended;
  writeFileSync(join(run, 'left'), 'by a crash');
}

test('of runs that start at once after a crash one gets the lock, and its folder is complete', async () => {
  for (let round = 0; round < 5; round += 1) {
    await crashed();
    const all = [taker(), taker(), taker()];
    const answers = await Promise.all(all.map(({ answer }) => answer));
    const takers = all.filter((_, index) => answers[index] === 'taken');
    assert.equal(takers.length, 1, JSON.stringify(answers));
    for (const { said } of answers.filter((answer) => answer !== 'taken')) {
      assert.match(said, /^(A sandbox is running|Another sandbox is starting)/);
      assert.doesNotMatch(said, /^\s+at /m);
    }
    const { owner } = JSON.parse(readFileSync(join(run, 'state.json'), 'utf8'));
    assert.equal(owner.pid, takers[0].child.pid);
    assert.deepEqual(readdirSync(run).sort(), ['home', 'state.json', 'tmp']);
    takers[0].child.stdin.end();
    assert.equal((await takers[0].ended).code, 0);
    assert.equal(existsSync(run), false);
    assert.deepEqual(readdirSync(kept), []);
  }
});

test('a folder that cannot be written is an error without a stack trace', () => {
  rmSync(kept, { recursive: true, force: true });
  writeFileSync(kept, 'no folder');
  for (const script of ['taker.mjs', 'sandbox/run/down.mjs']) {
    const { status, stderr } = spawnSync(process.execPath, [join(root, script)], { encoding: 'utf8' });
    assert.equal(status, 1, script);
    assert.match(stderr, /^\S+ cannot be written \(E\w+\): the sandbox needs the folder \.sandbox/);
  }
  rmSync(kept);
});

test('down removes what an interrupted start left', () => {
  mkdirSync(join(kept, 'run.new-abc'), { recursive: true });
  spawnSync(process.execPath, [join(root, 'sandbox/run/down.mjs')]);
  assert.deepEqual(readdirSync(kept), []);
});
