import assert from 'node:assert/strict';
import { places } from '../../run/kernel/places.mjs';
import { changes } from '../account/inventory.mjs';
import { assertLeft, unprotect } from '../account/left.mjs';
import { stacksIn } from '../account/stacks.mjs';

/** Resources with content that cannot be created again: retained by their stacks, and listed by name. */
const RETAINED = [
  /^bucket tracker-load-balancer-loadbalanceraccesslogs/,
  /^log group \S*NetworkFlowLogs\S* in eu-central-1$/,
  /^log group \/aws\/rds\/instance\/trackerdatabase-\S+\/postgresql in eu-central-1$/,
  /^key \S+ in eu-central-1$/, // of the database, which is retained, too
  /^secret rds!db-\S+ in eu-central-1$/, // of its owner: RDS keeps it as long as the database
  ...['Web', 'Auth', 'Rates'].map((service) => new RegExp(`^log group /ecs/\\S*${service}\\S* in eu-central-1$`)),
  ...['web', 'auth', 'rates'].map((name) => new RegExp(`^repository tracker-${name} in eu-central-1$`)),
  /^repository otel-collector in eu-central-1$/,
  ...['web', 'auth'].map((name) => new RegExp(`^secret tracker/${name}/SESSION_KEY in eu-central-1$`)),
];

/** @type {import('../tell.mjs').Story<import('../app-world.mjs').AppWorld>} */
export const destroyed = {
  name: 'LB5 the tracker is destroyed: what existed before is left, and what is retained, by name',
  async tell(world) {
    await world.synthesize({ deletionProtection: 'false' });
    await world.deploy(); // deletion protection would stop the deletion of the stack
    await unprotect(world.sandbox, stacksIn(places.out));
    await world.destroy();

    const { come, gone } = changes(world.atFirst, await world.inventory());
    assert.deepEqual(gone, []);
    assertLeft(come, RETAINED);
  },
};
