import assert from 'node:assert/strict';
import { deleteDatabase } from './databases.mjs';
import { places } from '../../run/kernel/places.mjs';
import { changes } from '../account/inventory.mjs';
import { assertLeft, unprotect } from '../account/left.mjs';
import { stacksIn } from '../account/stacks.mjs';

/** Resources with content that cannot be created again: retained by their stacks, and listed by name. */
const RETAINED = [];

/** @type {import('../tell.mjs').Story<import('./world.mjs').PlatformWorld>} */
export const destroyed = {
  name: 'CM4 the platform is destroyed, its network after the retained database in it: what existed before is left, and what is retained, by name',
  async tell(world) {
    await world.synthesize({ ...world.context, 'london:deletionProtection': 'false' });
    await world.deploy(); // deletion protection would stop the deletion of the stack
    await unprotect(world.sandbox, stacksIn(places.out));
    await assert.rejects(world.destroy(), /london-network\): destroy failed/);
    await deleteDatabase(world, world.sandbox.region);
    await world.destroy();

    const { come, gone } = changes(world.atFirst, await world.inventory());
    assert.deepEqual(gone, []);
    assertLeft(come, RETAINED);
  },
};
