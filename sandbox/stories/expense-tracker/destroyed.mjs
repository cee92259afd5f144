import assert from 'node:assert/strict';
import { places } from '../../run/kernel/places.mjs';
import { changes } from '../account/inventory.mjs';
import { assertLeft, unprotect } from '../account/left.mjs';
import { stacksIn } from '../account/stacks.mjs';

/** Resources with content that cannot be created again: retained by their stacks, and listed by name. */
const RETAINED = [
  /^bucket tracker-web-webaccesslogs/,
  /^log group \/ecs\/\S+ in eu-central-1$/,
  /^repository tracker-web in eu-central-1$/,
  /^secret tracker\/web\/SESSION_KEY in eu-central-1$/,
];

/** @type {import('../tell.mjs').Story<import('../app-world.mjs').AppWorld>} */
export const destroyed = {
  name: 'LB5 the tracker is destroyed: what existed before is left, and what is retained, by name',
  async tell(world) {
    await world.synthesize({});
    await world.deploy(); // deletion protection would stop the deletion of the stack
    await unprotect(world.sandbox, stacksIn(places.out));
    await world.destroy();

    const { come, gone } = changes(world.atFirst, await world.inventory());
    assert.deepEqual(gone, []);
    assertLeft(come, RETAINED);
  },
};
