import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { limits } from '../../run/kernel/limits.mjs';
import { places } from '../../run/kernel/places.mjs';
import { changes, withoutTime } from '../account/inventory.mjs';
import { stacksIn, statuses } from '../account/stacks.mjs';
import { changeResources, copyAssembly } from '../assembly-copy.mjs';
import { fields, UPDATES } from '../fields/updates.mjs';

const cdk = createRequire(import.meta.url).resolve('aws-cdk/bin/cdk');
const EXISTING = 'rl/of-another-owner';
const FAULTY = join(places.run, 'faulty');
const CHANGED = join(places.run, 'changed');

/** @type {import('../tell.mjs').Story} */
export const failedUpdates = {
  name: 'LB5 a failed update of each stack is rolled back, field by field, and the error names the existing resource',
  async tell(world) {
    for (const region of [world.sandbox.region, 'us-east-1']) {
      await world.shell(
        `aws secretsmanager create-secret --name ${EXISTING} --secret-string theirs --region ${region}`,
      );
    }
    const lines = await world.inventory();
    const before = await fields(world.sandbox);

    copyAssembly(places.out, FAULTY, (template, path) => {
      const changed = update(template, path);
      const Properties = { Name: EXISTING };
      template.Resources.Fault = { Type: 'AWS::SecretsManager::Secret', Properties, DependsOn: changed };
    });
    const stacks = stacksIn(FAULTY);
    assert.deepEqual(stacks.map(({ path }) => path).sort(), Object.keys(UPDATES).sort(), 'an update of each stack');
    const deploys = stacks.map(({ path }) => world.deployOf(FAULTY, path, '--exclusively').catch((error) => error));
    for (const error of await Promise.all(deploys)) {
      assert.match(`${error?.message ?? error}`, new RegExp(`${EXISTING} already exists`));
    }

    for (const [path, status] of Object.entries(await statuses(world.sandbox, FAULTY))) {
      assert.equal(status, 'UPDATE_ROLLBACK_COMPLETE', path);
    }
    assert.deepEqual(await fields(world.sandbox), before);
    const { come, gone } = changes(lines, await world.inventory());
    assert.deepEqual([...come, ...gone].filter((line) => !line.startsWith('stack ')).map(withoutTime), []);
  },
};

/** @type {import('../tell.mjs').Story} */
export const interrupted = {
  name: 'LB5 `cdk deploy --all` is killed half-way; the same command again ends well, in the same state as without a kill',
  async tell(world) {
    const before = await fields(world.sandbox);
    copyAssembly(places.out, CHANGED, (template, path) => void update(template, path));
    const done = await killedDeploy(world, CHANGED);
    assert.ok(done < Object.keys(UPDATES).length, `${done} stacks were deployed before the end of the CLI`);

    await world.deployOf(CHANGED);
    for (const [path, status] of Object.entries(await statuses(world.sandbox, CHANGED))) {
      assert.equal(status, 'UPDATE_COMPLETE', path);
    }
    const changed = await fields(world.sandbox);
    for (const path of Object.keys(UPDATES)) assert.notDeepEqual(changed[path], before[path], path);

    await world.deploy();
    assert.deepEqual(await fields(world.sandbox), before, 'the update is reversed');
  },
};

/** Changes a template as `UPDATES` says; the logical ids of what is changed. */
function update(template, path) {
  const [type, change] = UPDATES[path];
  return changeResources(template, type, change);
}

/**
 * Kills the CDK CLI as soon as it has deployed a stack; the number of stacks that it has deployed.
 *
 * @param {import('../world.mjs').World} world
 */
async function killedDeploy(world, app) {
  let done = 0;
  let cli = 0;
  const onLine = (line) => {
    const started = /^PID (\d+)$/.exec(line);
    if (started) cli = Number(started[1]);
    if (!/✅/.test(line)) return;
    done += 1;
    if (done === 1) process.kill(cli, 'SIGKILL');
  };
  const args = ['deploy', '--all', '--app', app, '--require-approval', 'never', '--concurrency', '4'];
  const command = ['-c', 'echo PID $$; exec "$@"', 'bash', process.execPath, cdk, ...args];
  const killed = world.sandbox.run('cdk deploy', 'bash', command, { seconds: limits.deploy, onLine });
  await assert.rejects(killed, /SIGKILL/);
  return done;
}
