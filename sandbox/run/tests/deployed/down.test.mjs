// `node --test --test-concurrency=1 sandbox/run/tests/deployed/*.test.mjs`, after the example is compiled. Some minutes: real
// deployments, ended in each phase, and one sandbox at a time.
import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { afterEach, test } from 'node:test';
import { beganAt } from '../../kernel/process/processes.mjs';
import { emulator, nothingIsLeft, start } from './support.mjs';

// A test that fails leaves nothing to the next one.
afterEach(() => start('down.mjs').ended);

for (const [phase, pattern] of [
  ['the templates', /Python packages/],
  ['the start of the emulator', /Templates/],
  ['the bootstrap', /Emulator/],
  ['the deployment', /3\/9/],
  ['the publication', /The API, as a task/],
  ['the wait', /Ctrl-C takes it down/],
]) {
  test(`Ctrl-C during ${phase} leaves nothing`, async () => {
    const sandbox = start('deploy.mjs');
    await sandbox.until(pattern);
    sandbox.child.kill('SIGINT');
    const { code, said } = await sandbox.ended;
    assert.equal(code, phase === 'the wait' ? 0 : 130, said);
    assert.match(said, /Taken down/);
    assert.doesNotMatch(said, / at .*:\d+:\d+/);
    nothingIsLeft();
  });
}

test('a killed run is cleared away, and its emulator ends by itself', async () => {
  const sandbox = start('deploy.mjs');
  await sandbox.until(/Emulator /);
  const { pid, began } = emulator();
  sandbox.child.kill('SIGKILL');
  await sandbox.ended;
  const down = await start('down.mjs').ended;
  assert.equal(down.said, 'The sandbox is down.\n');
  assert.notEqual(beganAt(pid), began);
  nothingIsLeft();
  assert.equal((await start('down.mjs').ended).said, 'There was no sandbox.\n');
});

test('there is one sandbox at a time, and down ends it from outside', async () => {
  const sandbox = start('deploy.mjs');
  await sandbox.until(/Emulator /);
  const second = await start('deploy.mjs').ended;
  assert.equal(second.code, 1);
  assert.match(
    second.said,
    /^A sandbox runs already at http:\S+ \(process \d+\)\. End it with Ctrl-C there, or with `npm run sandbox:down`\.$/m,
  );
  assert.equal((await start('down.mjs').ended).said, 'The sandbox is down.\n');
  assert.equal((await sandbox.ended).code, 130);
  nothingIsLeft();
});

test('of two that are started at once, one is told so and the other goes on', async () => {
  const both = [start('deploy.mjs'), start('deploy.mjs')];
  const first = await Promise.race(both.map((one, index) => one.ended.then((end) => ({ index, ...end }))));
  assert.equal(first.code, 1);
  assert.match(first.said, /^(Another sandbox is just being started\.|A sandbox runs already)/m);
  const other = both[1 - first.index];
  await other.until(/Templates/);
  other.child.kill('SIGINT');
  assert.equal((await other.ended).code, 130);
  nothingIsLeft();
});

test('an emulator that dies is said, and nothing waits for it', async () => {
  const sandbox = start('deploy.mjs');
  await sandbox.until(/Emulator /);
  process.kill(emulator().pid, 'SIGKILL');
  const { code, said } = await sandbox.ended;
  assert.equal(code, 1);
  assert.match(said, /^The emulator died\.$/m);
  nothingIsLeft();
});

for (const option of ['--port', '--edge-port']) {
  test(`a taken ${option} is said`, async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((listening) => taken.once('listening', listening));
    const { port } = taken.address();
    const { code, said } = await start('deploy.mjs', [option, `${port}`]).ended;
    taken.close();
    assert.equal(code, 1);
    assert.match(said, new RegExp(`^Port ${port} on 127.0.0.1 is taken\\. Give another one with ${option}, `, 'm'));
    nothingIsLeft();
  });
}

test('a port that is none, a config that is not there, an option that it does not know', async () => {
  for (const [args, sentence] of [
    [['--port', 'x'], /^x is no port: /m],
    [['--edge-port', '65536'], /^65536 is no port: /m],
    [['--config', 'none.yaml'], /^There is no config none\.yaml\.$/m],
    [['--fast'], /It knows --config FILE, --port NUMBER, --edge-port NUMBER and --once/],
  ]) {
    const { code, said } = await start('deploy.mjs', args).ended;
    assert.equal(code, 1);
    assert.match(said, sentence);
    nothingIsLeft();
  }
});
