import assert from 'node:assert/strict';
import { places } from '../../run/kernel/places.mjs';
import { deleteDatabase } from '../account/delete-database.mjs';
import { changes } from '../account/inventory.mjs';
import { assertLeft, unprotect } from '../account/left.mjs';
import { stacksIn } from '../account/stacks.mjs';

/** Resources of a region with content that cannot be created again: retained by their stacks, and listed by name. */
const retainedIn = (place, region, tasks) => [
  ...['files-filesbucket', 'files-filesaccesslogs', 'site-sitecontent', 'site-siteaccesslogs'].map(
    (bucket) => new RegExp(`^bucket ${place}-${bucket}`),
  ),
  new RegExp(`^bucket ${place}-api-loadbalanceraccesslogs`),
  new RegExp(`^key \\S+ in ${region}$`), // of the database, for its backups
  new RegExp(`^key \\S+ in ${region}$`), // of the backup vault
  /^key \S+ in eu-west-1$/, // of the copies
  new RegExp(`^log group \\S*${place}-network/NetworkFlowLogs\\S* in ${region}$`),
  new RegExp(`^log group /aws/rds/instance/${place}data-\\S+/postgresql in ${region}$`),
  new RegExp(`^log group /aws/lambda/${place}audit-Worker-\\S+ in ${region}$`),
  new RegExp(`^log group aws-waf-logs-${place}site-Firewall-\\S+ in us-east-1$`),
  ...tasks.map((task) => new RegExp(`^log group /ecs/${place}${task}-\\S+ in ${region}$`)),
  ...['Queue', 'DeadLetterQueue'].map((it) => new RegExp(`^queue \\S*/${place}-audit-Audit${it}\\S* in ${region}$`)),
  ...['platform-api', 'haproxy'].map((repository) => new RegExp(`^repository ${repository} in ${region}$`)),
  new RegExp(`^user pool ${place}-identity-UsersPool\\S* in ${region}$`),
];

const RETAINED = [
  ...retainedIn('london', 'eu-west-2', ['api-Api', 'api-Migration', 'api-Onboarding', 'sync-Sync-Relay']),
  ...retainedIn('frankfurt', 'eu-central-1', ['api-Api', 'api-Migration', 'sync-Sync-Relay']),
  // The bootstrap of the second region.
  ...['bucket', 'repository', 'parameter', 'stack CDKToolkit'].map((it) => new RegExp(`^${it} .*\\beu-central-1\\b`)),
  ...['cfn-exec', 'deploy', 'file-publishing', 'image-publishing', 'lookup'].map(
    (role) => new RegExp(`^role cdk-\\S+-${role}-role-\\d+-eu-central-1$`),
  ),
];

/** @type {import('../tell.mjs').Story<import('./world.mjs').PlatformWorld>} */
export const destroyed = {
  name: 'CM8c the platform is destroyed, its network after the retained database in it: what existed before is left, and what is retained of both regions, by name',
  async tell(world) {
    await world.synthesize({ ...world.context, 'london:deletionProtection': 'false' });
    await world.deploy(...['data', 'identity', 'api', 'sync'].map((id) => `london/${id}`), '--exclusively');
    await unprotect(world.sandbox, stacksIn(places.out));
    await assert.rejects(world.destroy(), /london-network\): destroy failed/);
    await deleteDatabase(world, world.sandbox.region);
    await world.destroy();

    const { come, gone } = changes(world.atFirst, await world.inventory());
    assert.deepEqual(gone, []);
    assertLeft(come, RETAINED);
  },
};
