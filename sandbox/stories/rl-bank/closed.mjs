import assert from 'node:assert/strict';
import { changes } from '../account/inventory.mjs';

/** @type {import('../tell.mjs').Story} */
export const closed = {
  name: 'RB19b, RB22 the gate is closed: a plan, and no command of the CLI creates anything',
  async tell(world) {
    world.atFirst = await world.inventory();
    await world.write({ createResources: false });
    for (const what of ['--all', '**', 'Bank/**']) {
      const said = await world.deploy(what);
      assert.match(said, /Bank\/Gate is closed: no command creates, changes or deletes what is behind it/);
      assert.match(said, /stack has no resources, skipping deployment/);
    }
    assert.deepEqual(changes(world.atFirst, await world.inventory()), { come: [], gone: [] });
    assert.equal(world.plan.stacks.length, 9);
  },
};
