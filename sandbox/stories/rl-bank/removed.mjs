import assert from 'node:assert/strict';
import { places } from '../../run/kernel/places.mjs';
import { deleteStack } from '../account/delete-stack.mjs';
import { changes } from '../account/inventory.mjs';
import { stacksIn } from '../account/stacks.mjs';

/** Keys of the config without which nothing watches the bank, and CI cannot deploy it. */
const KEYS = ['uptimeCheck', 'alarms', 'deploy'];

/** @type {import('../tell.mjs').Story} */
export const removed = {
  name: 'LB5 uptime checks, alarms and roles leave the config: their stacks stay until each is deleted by name',
  async tell(world) {
    const lines = await world.inventory();
    const all = stacksIn(places.out);
    await world.write(Object.fromEntries(KEYS.map((key) => [key, undefined])));
    const left = stacksIn(places.out).map(({ path }) => path);
    const orphans = all.filter(({ path }) => !left.includes(path));
    assert.deepEqual(orphans.map(({ path }) => path).sort(), [
      'Bank/deploy-roles',
      'Bank/watch',
      'Bank/watch/WatchStack-edge',
    ]);
    await world.deploy();
    const still = changes(lines, await world.inventory());
    assert.deepEqual(
      [...still.come, ...still.gone].filter(isNoStack),
      [],
      'a deployment deletes no stack that left the app',
    );

    for (const stack of orphans) await deleteStack(world.sandbox, stack);
    const { come, gone } = changes(lines, await world.inventory());
    assert.deepEqual(come.filter(isNoStack), []);
    const kinds = new Set(gone.filter(isNoStack).map((line) => line.split(' ')[0]));
    assert.deepEqual([...kinds].sort(), [
      'alarm',
      'dashboard',
      'health',
      'key',
      'role',
      'saved',
      'subscription',
      'topic',
    ]);
    world.deployed = lines;
  },
};

/** @type {import('../tell.mjs').Story} */
export const addedAgain = {
  name: 'LB5 uptime checks, alarms and roles are added again: no name is in their way, and the account is as before',
  async tell(world) {
    await world.restore(KEYS);
    await world.deploy();
    const lines = await world.inventory();
    assert.deepEqual(lines.map(withoutId).sort(), world.deployed.map(withoutId).sort());
  },
};

function isNoStack(line) {
  return !line.startsWith('stack ');
}

/** A line without the id that a new resource gets. */
function withoutId(line) {
  return line
    .replace(/^stack (\S+) in (\S+), .*/, 'stack $1 in $2')
    .replace(/^(key|health check|subscription) (.*:)?[0-9a-f-]{36}/, '$1 $2');
}
