import assert from 'node:assert/strict';
import { RELEASED } from './released.mjs';
import { missing, service } from '../../run/kernel/aws/service.mjs';
import { places } from '../../run/kernel/places.mjs';
import { changes } from '../account/inventory.mjs';
import { changedKeys, physicalIds, stacksIn, statuses } from '../account/stacks.mjs';

/** What the upgrade removes or replaces, by the beginning of its line: CHANGELOG.md names each. A release empties it. */
const GONE = [];

/** @type {import('../tell.mjs').Story} */
export const upgraded = {
  name: "LB6 today's templates are deployed over the release: no retained resource is replaced, nothing goes unnamed",
  async tell(world) {
    const { sandbox } = world;
    const before = await physicalIds(sandbox, RELEASED);
    const lines = await world.inventory();

    await world.write({ 'api.launchPhase': 'running' });
    await world.deploy();

    for (const [path, status] of Object.entries(await statuses(sandbox, places.out))) {
      assert.match(status, /^(CREATE|UPDATE)_COMPLETE$/, path);
    }
    const retained = stacksIn(RELEASED).flatMap(({ path, template }) =>
      Object.entries(template.Resources)
        .filter(([, { DeletionPolicy: policy }]) => policy?.startsWith('Retain'))
        .map(([id]) => `${path} ${id}`),
    );
    assert.ok(retained.length > 10, `${retained.length} retained resources`);
    const after = await physicalIds(sandbox, places.out);
    const replaced = changedKeys(before, after);
    assert.deepEqual(
      replaced.filter((key) => retained.includes(key)),
      [],
      'retained resources that are replaced or gone',
    );

    const { come, gone } = changes(lines, await world.inventory());
    const went = gone.filter(isNamed);
    const changed = replaced.join(', ');
    assert.deepEqual(
      went.filter((line) => !GONE.some((known) => line.startsWith(known))),
      [],
      `replaced or gone: ${changed}`,
    );
    const added = Object.keys(after).filter((key) => !(key in before));
    const came = come.filter(isNamed);
    assert.ok(
      came.length <= added.length + replaced.length,
      `${came.join(', ')} came, but the templates have ${added.join(', ')} and ${changed}`,
    );
    assert.deepEqual(await missing(sandbox), []);
    assert.equal((await service(sandbox)).runningCount, 2);
    world.deployed = await world.inventory();
  },
};

/** Stacks have another time, and a task definition another revision. */
function isNamed(line) {
  return !/^(stack|task definition) /.test(line);
}
