// `node --test --test-concurrency=1 sandbox/run/tests/deployed/*.test.mjs`, after the example is compiled: real deployments, which
// end in each phase. Takes some minutes.
import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { afterEach, test } from 'node:test';
import { emulator, nothingIsLeft, start } from './support.mjs';
import { beganAt } from '../../kernel/process/processes.mjs';

// Also after a failed test.
afterEach(() => start('down.mjs').ended);

for (const [phase, pattern] of /** @type {[string, RegExp][]} */ ([
  ['the templates', /Python packages/],
  ['the start of the emulator', /Templates/],
  ['the bootstrap', /Emulator/],
  ['the deployment', /3\/9/],
  ['the publication', /The tasks of the API/],
  ['the wait', /Press Ctrl-C/],
])) {
  test(`Ctrl-C during ${phase} leaves nothing`, async () => {
    const sandbox = start('deploy.mjs');
    await sandbox.until(pattern);
    sandbox.child.kill('SIGINT');
    const { code, said } = await sandbox.ended;
    assert.equal(code, phase === 'the wait' ? 0 : 130, said);
    assert.match(said, /Clean-up/);
    assert.doesNotMatch(said, / at .*:\d+:\d+/);
    nothingIsLeft();
  });
}

test('the emulator of a killed run ends, and down removes the run', async () => {
  const sandbox = start('deploy.mjs');
  await sandbox.until(/Emulator /);
  const { pid, began } = emulator();
  sandbox.child.kill('SIGKILL');
  await sandbox.ended;
  const down = await start('down.mjs').ended;
  assert.equal(down.said, 'The sandbox is down.\n');
  assert.notEqual(beganAt(pid), began);
  nothingIsLeft();
  assert.equal((await start('down.mjs').ended).said, 'No sandbox was running.\n');
});

test('a second sandbox is refused, and down ends the first', async () => {
  const sandbox = start('deploy.mjs');
  await sandbox.until(/Emulator /);
  const second = await start('deploy.mjs').ended;
  assert.equal(second.code, 1);
  assert.match(
    second.said,
    /^A sandbox is running at http:\S+ \(process \d+\): end it with Ctrl-C there, or with `npm run sandbox:down`\.$/m,
  );
  assert.equal((await start('down.mjs').ended).said, 'The sandbox is down.\n');
  assert.equal((await sandbox.ended).code, 130);
  nothingIsLeft();
});

test('of two that start at once, one is refused and the other continues', async () => {
  const both = [start('deploy.mjs'), start('deploy.mjs')];
  const first = await Promise.race(both.map((one, index) => one.ended.then((end) => ({ index, ...end }))));
  assert.equal(first.code, 1);
  assert.match(first.said, /^(Another sandbox is starting|A sandbox is running)/m);
  const other = both[1 - first.index];
  await other.until(/Templates/);
  other.child.kill('SIGINT');
  assert.equal((await other.ended).code, 130);
  nothingIsLeft();
});

test('the death of the emulator ends the sandbox at once', async () => {
  const sandbox = start('deploy.mjs');
  await sandbox.until(/Emulator /);
  process.kill(emulator().pid, 'SIGKILL');
  const { code, said } = await sandbox.ended;
  assert.equal(code, 1);
  assert.match(said, /^The emulator died\.$/m);
  nothingIsLeft();
});

for (const option of ['--port', '--edge-port']) {
  test(`${option} in use is refused`, async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((listening) => taken.once('listening', listening));
    const { port } = /** @type {import('node:net').AddressInfo} */ (taken.address());
    const { code, said } = await start('deploy.mjs', [option, `${port}`]).ended;
    taken.close();
    assert.equal(code, 1);
    assert.match(said, new RegExp(`^Port ${port} on 127.0.0.1 is in use: choose another one with ${option}, `, 'm'));
    nothingIsLeft();
  });
}

test('an invalid port, a missing config and an unknown option are refused', async () => {
  for (const [args, message] of /** @type {[string[], RegExp][]} */ ([
    [['--port', 'x'], /^'--port' is x, but must be a number/m],
    [['--edge-port', '65536'], /^'--edge-port' is 65536, but must be/m],
    [['--config', 'none.yaml'], /^'--config' is none\.yaml, but must be an existing file\.$/m],
    [['--fast'], /Options: --config FILE, --port NUMBER, --edge-port NUMBER, --once/],
  ])) {
    const { code, said } = await start('deploy.mjs', args).ended;
    assert.equal(code, 1);
    assert.match(said, message);
    nothingIsLeft();
  }
});
