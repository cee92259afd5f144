import assert from 'node:assert/strict';
import { ask, signIn } from './users.mjs';
import { regional } from './world.mjs';
import { ACME, DOMAIN } from '../../run/examples/construction-saas/example.mjs';
import { onboard } from '../../run/examples/construction-saas/onboard.mjs';
import { release } from '../../run/examples/construction-saas/release.mjs';
import { pushImage } from '../../run/kernel/aws/initial-values.mjs';
import { databases, query } from '../../run/kernel/aws/postgresql.mjs';
import { limits } from '../../run/kernel/limits.mjs';
import { places } from '../../run/kernel/places.mjs';
import { deleteDatabase } from '../account/delete-database.mjs';
import { unprotect } from '../account/left.mjs';
import { requestApi } from '../account/request.mjs';
import { changedKeys, physicalIds, stacksIn } from '../account/stacks.mjs';

const REGION = 'eu-central-1';
const FRANKFURT = `eu.${DOMAIN}`;
const CEDAR = `cedar.${FRANKFURT}`;

/** @type {import('../tell.mjs').Story<import('./world.mjs').PlatformWorld>} */
export const added = {
  name: 'CM8c a second region is added: the diff of the first has outputs and nothing else, and none of its resources changes',
  async tell(world) {
    const { sandbox } = world;
    world.inLondon = await physicalIds(sandbox, places.out);
    const environment = `aws://${sandbox.account}/${REGION}`;
    const options = { cwd: places.run, seconds: limits.bootstrap };
    await sandbox.cdk(`Bootstrap in ${REGION}`, ['bootstrap', environment], options);
    await world.synthesize({ ...world.context, frankfurt: 'true', 'frankfurt:launchPhase': 'not-ready' });
    const diff = await world.compare('diff', 'london/**');
    assert.match(diff, /Outputs\n.*\[\+\] Output/s);
    assert.doesNotMatch(diff, /^(Resources|Parameters|Conditions|Mappings)$/m, diff);

    await world.deploy('frankfurt/**');
    assert.deepEqual(changedKeys(world.inLondon, await physicalIds(sandbox, places.out)), []);
  },
};

/** @type {import('../tell.mjs').Story<import('./world.mjs').PlatformWorld>} */
export const residing = {
  name: 'CM8a CM8b a tenant of the second region is in the registry of London, with its data, users and host in Frankfurt alone; London says where it is',
  async tell(world) {
    const { sandbox } = world;
    const image = { repository: 'platform-api', channel: 'live-next', commit: '5'.padStart(40, '0') };
    await pushImage(regional(sandbox, REGION), image);
    await onboard(sandbox, 'region', REGION, FRANKFURT);
    await onboard(sandbox, 'tenant', 'cedar', REGION, 'Entra', 'Cedar Works');
    await release(sandbox, { place: 'frankfurt', region: REGION });
    await world.synthesize({ ...world.context, frankfurt: 'true', 'frankfurt:launchPhase': 'first-start' });
    await world.deploy('frankfurt/api', '--exclusively');

    const moved = await requestApi(sandbox, `cedar.${DOMAIN}`, '/api/tenant');
    assert.deepEqual([moved.status, moved.body.host], [421, CEDAR]);
    const here = await requestApi(sandbox, CEDAR, '/api/tenant');
    assert.deepEqual([here.status, here.body], [200, { id: 'cedar', name: 'Cedar Works' }]);
    assert.equal((await requestApi(sandbox, `acme.${FRANKFURT}`, '/api/tenant')).body.host, ACME);
    const { cookie, refused } = await signIn(sandbox, CEDAR, 'cleo', FRANKFURT);
    assert.equal(refused, undefined, JSON.stringify(refused?.body));
    const made = await ask(sandbox, CEDAR, '/api/projects', { cookie: `${cookie}`, body: { name: 'Mill' } });
    assert.equal(made.status, 201, JSON.stringify(made.body));

    const schemas = "SELECT schema_name FROM information_schema.schemata WHERE schema_name ~ '^tenant_' ORDER BY 1";
    const of = async (where) =>
      (await query((await databases(where))[0].owner, [schemas])).map((row) => row.schema_name);
    assert.deepEqual(await of(regional(sandbox, REGION)), ['tenant_cedar']);
    assert.deepEqual(await of(sandbox), ['tenant_acme', 'tenant_borealis']);
  },
};

/** @type {import('../tell.mjs').Story<import('./world.mjs').PlatformWorld>} */
export const removed = {
  name: 'CM8c the second region is taken away: its network goes after the retained database in it, and London is as it was',
  async tell(world) {
    const { sandbox } = world;
    await onboard(sandbox, 'forget-tenant', 'cedar');
    await onboard(sandbox, 'forget-region', REGION);
    const phase = { 'frankfurt:launchPhase': 'not-ready', 'frankfurt:deletionProtection': 'false' };
    await world.synthesize({ ...world.context, frankfurt: 'true', ...phase });
    const stacks = stacksIn(places.out).filter(({ name }) => name.startsWith('frankfurt-'));
    await world.deploy(...['data', 'identity', 'api', 'sync'].map((id) => `frankfurt/${id}`), '--exclusively');
    await unprotect(sandbox, stacks);
    await assert.rejects(world.destroy('frankfurt/**'), /frankfurt-network\): destroy failed/);
    await deleteDatabase(world, REGION);
    await world.destroy('frankfurt/**');

    await world.synthesize(world.context);
    await world.deploy('london/network', '--exclusively'); // without the outputs
    assert.deepEqual(changedKeys(world.inLondon, await physicalIds(sandbox, places.out)), []);
    assert.match(await world.compare('diff', 'london/**'), /Number of stacks with differences: 0/);
    assert.equal((await requestApi(sandbox, ACME, '/api/tenant')).status, 200);
    assert.equal((await requestApi(sandbox, CEDAR, '/api/tenant')).status, 404);
  },
};
