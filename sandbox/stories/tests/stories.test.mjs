// What tells the stories can fail itself: `node --test sandbox/stories/tests/*.test.mjs`, without an emulator.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { changes } from '../account/inventory.mjs';
import { filledIn, follow } from '../plan.mjs';
import { tell } from '../tell.mjs';

const RUN = fileURLToPath(new URL('../run.mjs', import.meta.url));
const story = (name, work) => ({ name, tell: work });

async function told(...stories) {
  const lines = [];
  const isWell = await tell(stories, 'world', { say: (line) => lines.push(line), now: () => 0 });
  return { isWell, lines };
}

test('stories are told in order, in the same world', async () => {
  const heard = [];
  const hear = async (world) => heard.push(world);
  assert.deepEqual(await told(story('one', hear), story('two', hear)), {
    isWell: true,
    lines: ['ok     one  (0.0 s)', 'ok     two  (0.0 s)', '2 passed, 0 failed'],
  });
  assert.deepEqual(heard, ['world', 'world']);
});

test('after one that fails none is told, and all that are left count as failed', async () => {
  const fails = async () => assert.equal(1, 2, 'it does not hold');
  const { isWell, lines } = await told(
    story('one', async () => {}),
    story('two', fails),
    story('three', fails),
  );
  assert.equal(isWell, false);
  assert.match(lines[2], /it does not hold/);
  assert.deepEqual(lines.slice(3), ['untold three', '1 passed, 2 failed']);
});

test('who interrupts is told that, and of no failure', async () => {
  for (const work of [async () => assert.fail('… was ended.'), async () => {}]) {
    const heard = [];
    let isEnding = false;
    const lines = [];
    const interrupted = async (world) => {
      isEnding = true;
      await work(world);
    };
    const isWell = await tell(
      [story('one', async () => {}), story('two', interrupted), story('three', async () => heard.push('three'))],
      'world',
      { say: (line) => lines.push(line), now: () => 0, ended: () => isEnding },
    );
    assert.deepEqual([isWell, lines, heard], [false, ['ok     one  (0.0 s)', 'interrupted'], []]);
  }
});

test('no story at all is no success', async () => {
  assert.equal((await told()).isWell, false);
});

test('an inventory tells what came and what went', () => {
  assert.deepEqual(changes(['a', 'b'], ['b', 'c']), { come: ['c'], gone: ['a'] });
});

const plan = {
  order: [
    { step: 'Zone', lines: ['write `createResources: true` into the config', 'npx cdk deploy Bank/edge Bank/zone'] },
    { step: 'Elsewhere', lines: ['at whoever runs the database'] },
    { step: 'Start', lines: ['write `api.readiness: starting` into the config', 'npx cdk deploy Bank/api'] },
  ],
  toFill: {
    values: [
      { name: 'bank/KEY', line: "aws secretsmanager put-secret-value --secret-id bank/KEY --secret-string '<value>'" },
      { name: 'image', line: 'deploy-image.sh --commit <commit> <image>' },
    ],
  },
};

test('the order of a plan is followed to the letter', async () => {
  const done = [];
  const world = {
    plan,
    write: async (changed) => done.push(changed),
    deploy: async (...what) => {
      done.push(what);
      return `deployed ${what}.`;
    },
  };
  assert.equal(await follow(world, /Zone/, /Start/), 'deployed Bank/edge,Bank/zone.');
  assert.deepEqual(done, [{ createResources: true }, ['Bank/edge', 'Bank/zone']]);
  await follow(world, /Start/);
  assert.deepEqual(done.slice(2), [{ 'api.readiness': 'starting' }, ['Bank/api']]);
  await assert.rejects(follow(world, /None/), /the plan has no steps from \/None\//);
});

test('its lines are filled in, and an image is nothing for the AWS CLI', () => {
  assert.deepEqual(
    filledIn(plan, (name) => `of ${name}`),
    ["aws secretsmanager put-secret-value --secret-id bank/KEY --secret-string 'of bank/KEY'"],
  );
});

test('the stories are listed without being told, and an option that is none is refused', () => {
  const listed = execFileSync(process.execPath, [RUN, '--list'], { encoding: 'utf8' }).trim().split('\n');
  for (const clause of ['RB19b', 'RB19d', 'RB22', 'LB5'])
    assert.ok(
      listed.some((name) => name.includes(clause)),
      clause,
    );
  const { status, stderr } = spawnSync(process.execPath, [RUN, '--fast'], { encoding: 'utf8' });
  assert.deepEqual([status, stderr], [1, 'The stories know --list alone, got: --fast\n']);
});
