// The runner of the stories, and how they follow a plan. Without an emulator.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { exampleNames } from '../../run/kernel/app.mjs';
import { changes } from '../account/inventory.mjs';
import { groupsNamed } from '../groups.mjs';
import { filledIn, follow } from '../plan.mjs';
import { tell } from '../tell.mjs';

/** @typedef {import('../world.mjs').World} World */

const RUN = fileURLToPath(new URL('../run.mjs', import.meta.url));
const story = (name, work) => ({ name, tell: work });

const anyWorld = /** @type {World} */ (/** @type {unknown} */ ('world'));

async function run(...stories) {
  const lines = [];
  const succeeded = await tell(stories, anyWorld, { say: (line) => lines.push(line), now: () => 0 });
  return { succeeded, lines };
}

test('stories run in order, in the same world', async () => {
  const heard = [];
  const hear = async (world) => heard.push(world);
  assert.deepEqual(await run(story('one', hear), story('two', hear)), {
    succeeded: true,
    lines: ['ok     one  (0.0 s)', 'ok     two  (0.0 s)', '2 passed, 0 failed'],
  });
  assert.deepEqual(heard, ['world', 'world']);
});

test('after a failed story no other runs, and the rest counts as failed', async () => {
  const fails = async () => assert.equal(1, 2, 'it does not hold');
  const { succeeded, lines } = await run(
    story('one', async () => {}),
    story('two', fails),
    story('three', fails),
  );
  assert.equal(succeeded, false);
  assert.match(lines[2], /it does not hold/);
  assert.deepEqual(lines.slice(3), ['not run three', '1 passed, 2 failed']);
});

test('an interruption is reported as such, and not as a failure', async () => {
  const works = [async (_) => assert.fail('… was ended.'), async (_) => {}];
  for (const work of works) {
    const heard = [];
    let isEnding = false;
    const lines = [];
    const interrupted = async (world) => {
      isEnding = true;
      await work(world);
    };
    const succeeded = await tell(
      [story('one', async () => {}), story('two', interrupted), story('three', async () => heard.push('three'))],
      anyWorld,
      { say: (line) => lines.push(line), now: () => 0, isEnding: () => isEnding },
    );
    assert.deepEqual([succeeded, lines, heard], [false, ['ok     one  (0.0 s)', 'interrupted'], []]);
  }
});

test('a run without a story fails', async () => {
  assert.equal((await run()).succeeded, false);
});

test('changes of an inventory are new lines and lines that are gone', () => {
  assert.deepEqual(changes(['a', 'b'], ['b', 'c']), { come: ['c'], gone: ['a'] });
});

const plan = {
  order: [
    { step: 'Zone', lines: ['write `createResources: true` into the config', 'npx cdk deploy Bank/edge Bank/zone'] },
    { step: 'Elsewhere', lines: ['allow the addresses in the database'] },
    { step: 'Start', lines: ['write `api.launchPhase: first-start` into the config', 'npx cdk deploy Bank/api'] },
  ],
  pendingInputs: {
    values: [
      {
        target: 'bank/KEY',
        command: "aws secretsmanager put-secret-value --secret-id bank/KEY --secret-string '<value>'",
      },
      { target: 'image', command: 'deploy-image.sh --commit <commit> <image>' },
    ],
  },
};

test('the steps of a plan run in order', async () => {
  const done = [];
  /** @type {any} */
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
  assert.deepEqual(done.slice(2), [{ 'api.launchPhase': 'first-start' }, ['Bank/api']]);
  await assert.rejects(follow(world, /None/), /the plan has no steps from \/None\//);
});

test('the commands of a plan get values, without the one for the image', () => {
  assert.deepEqual(
    filledIn(plan, (name) => `of ${name}`),
    ["aws secretsmanager put-secret-value --secret-id bank/KEY --secret-string 'of bank/KEY'"],
  );
});

test('an example, a group or both choose stories', async () => {
  const chosen = async (...words) => (await groupsNamed(words)).flatMap(({ stories }) => stories);
  assert.deepEqual(await chosen('life'), await chosen('rl-bank', 'life'));
  assert.deepEqual(await chosen('rl-bank'), [...(await chosen('life')), ...(await chosen('changes'))]);
  const examples = exampleNames().filter((name) => existsSync(new URL(`../${name}/groups.mjs`, import.meta.url)));
  assert.deepEqual(await chosen(), (await Promise.all(examples.map((name) => chosen(name)))).flat());
});

test('--list prints the stories, and an unknown option is refused', () => {
  const listed = execFileSync(process.execPath, [RUN, '--list'], { encoding: 'utf8' }).trim().split('\n');
  for (const clause of ['RB19b', 'RB19d', 'RB22', 'LB5']) {
    assert.ok(
      listed.some((name) => name.includes(clause)),
      clause,
    );
  }
  const { status, stderr } = spawnSync(process.execPath, [RUN, '--fast'], { encoding: 'utf8' });
  assert.equal(status, 1);
  assert.match(
    stderr,
    /^'--fast' is no option of the stories, but only --list, .*expense-tracker launch, .*rl-bank life, rl-bank changes are\.\n$/,
  );
});
