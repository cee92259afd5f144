import assert from 'node:assert/strict';
import { places } from '../../run/kernel/places.mjs';
import { deleteDatabase } from '../account/delete-database.mjs';
import { changes } from '../account/inventory.mjs';
import { assertLeft, unprotect } from '../account/left.mjs';
import { stacksIn } from '../account/stacks.mjs';

/** Resources with content that cannot be created again: retained by their stacks, and listed by name. */
const RETAINED = [
  /^bucket tracker-load-balancer-loadbalanceraccesslogs/,
  /^log group \S*NetworkFlowLogs\S* in eu-central-1$/,
  /^log group aws-waf-logs-trackeredge-Firewall-\S+ in eu-central-1$/,
  /^log group \/aws\/rds\/instance\/trackerdatabase-\S+\/postgresql in eu-central-1$/,
  /^key \S+ in eu-central-1$/, // of the database, for its backups
  /^key \S+ in eu-central-1$/, // of the backup vault
  ...['Queue', 'DeadLetterQueue'].map(
    (queue) => new RegExp(`^queue \\S*tracker-machine-Imports${queue}\\S* in eu-central-1$`),
  ),
  /^log group \S*ApiAccessLog\S* in eu-central-1$/,
  /^role tracker-machine-ApiAccountLogRole\S*$/, // of API Gateway, for the account
  /^log group \S*UsersDeliveryLog\S* in eu-central-1$/,
  /^user pool tracker-identity-UsersPool\S* in eu-central-1$/,
  ...['ann', 'bob'].map(() => /^API key \S+ in eu-central-1$/), // made at run time: of no stack
  ...['Web', 'Auth', 'Migration'].map((service) => new RegExp(`^log group /ecs/\\S*${service}\\S* in eu-central-1$`)),
  ...['Check', 'Sql', 'Importer', 'Rates'].map(
    (name) => new RegExp(`^log group /aws/lambda/\\S*${name}\\S* in eu-central-1$`),
  ),
  ...['web', 'auth'].map((name) => new RegExp(`^repository tracker-${name} in eu-central-1$`)),
  /^repository otel-collector in eu-central-1$/,
];

/** @type {import('../tell.mjs').Story<import('../app-world.mjs').AppWorld>} */
export const destroyed = {
  name: 'LB5 the tracker is destroyed, its network after the retained database in it: what existed before is left, and what is retained, by name',
  async tell(world) {
    await world.synthesize({ ...world.context, deletionProtection: 'false' });
    await world.deploy(); // deletion protection would stop the deletion of the stack
    await unprotect(world.sandbox, stacksIn(places.out));
    await assert.rejects(world.destroy(), /tracker-network: destroy failed/);
    await deleteDatabase(world, 'eu-central-1');
    await world.destroy();

    const { come, gone } = changes(world.atFirst, await world.inventory());
    assert.deepEqual(gone, []);
    assertLeft(come, RETAINED);
  },
};
