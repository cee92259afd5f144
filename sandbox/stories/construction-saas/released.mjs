import assert from 'node:assert/strict';
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BatchGetImageCommand, ECRClient, PutImageCommand } from '@aws-sdk/client-ecr';
import { DescribeTasksCommand, ECSClient, ListTasksCommand } from '@aws-sdk/client-ecs';
import { ask } from './users.mjs';
import { ACME } from '../../run/examples/construction-saas/example.mjs';
import { release } from '../../run/examples/construction-saas/release.mjs';
import { imageManifest, MEDIA_TYPE } from '../../run/kernel/aws/image-manifest.mjs';
import { databases, query } from '../../run/kernel/aws/postgresql.mjs';
import { services } from '../../run/kernel/aws/service.mjs';
import { places } from '../../run/kernel/places.mjs';
import { openInbox } from '../inbox.mjs';
import { until } from '../until.mjs';

const REPOSITORY = 'platform-api';
const SQL = join(places.examples, 'construction-saas', 'app', 'migrate');

/** @type {import('../tell.mjs').Story<import('./world.mjs').PlatformWorld>} */
export const released = {
  name: 'CM2b a release migrates the schema of each tenant before it rolls the tasks; one whose migration fails for a tenant changes neither tag nor tasks',
  async tell({ sandbox }) {
    const first = await state(sandbox);
    await pushNext(sandbox, { commit: '2', file: ['002-plots.sql', 'CREATE TABLE plots (plot_id int);'] });
    await release(sandbox);
    const second = await state(sandbox);
    const added = ['tenant_acme 002-plots.sql', 'tenant_borealis 002-plots.sql'];
    assert.deepEqual(second.schema, [...first.schema, ...added].sort());
    assert.notEqual(second.live, first.live);
    assert.deepEqual(second.running, [second.live, second.live]);

    await pushNext(sandbox, { commit: '3', file: ['003-faulty.sql', 'CREATE TABLE half (id int); SELECT 1 / 0;'] });
    await assert.rejects(release(sandbox), /MigrationFailed/);
    assert.deepEqual(await state(sandbox), second);
  },
};

/** @type {import('../tell.mjs').Story<import('./world.mjs').PlatformWorld>} */
export const takenBack = {
  name: 'LB5 a release whose tasks crash is taken back, pages, and leaves tag and tasks as they were, while each tenant is answered',
  async tell({ sandbox, cookies }) {
    const before = await state(sandbox);
    const inbox = await openInbox(sandbox, 'page');
    await pushNext(sandbox, {
      commit: '4',
      behaviour: 'crash',
      file: ['002-plots.sql', 'CREATE TABLE plots (plot_id int);'],
    });
    await assert.rejects(release(sandbox), /RolledBack/);
    const { live, running } = await state(sandbox);
    assert.deepEqual([live, running], [before.live, before.running]);
    assert.equal((await ask(sandbox, ACME, '/api/projects', { cookie: cookies.ann })).status, 200);
    await until(
      'the page',
      () => inbox.states(),
      (states) => states.some((one) => /api.*DeploymentFailed.* ALARM$/i.test(one)),
    );
    await inbox.close();
  },
};

/**
 * Pushes an image under the next tag, with one more file for each tenant.
 *
 * @param {import('../../run/kernel/aws/sandbox.mjs').Sandbox} sandbox
 * @param {{ commit: string, behaviour?: string, file: [string, string] }} image
 */
async function pushNext(sandbox, { commit, behaviour, file: [name, text] }) {
  const manifest = JSON.parse(imageManifest(commit.padStart(40, '0'), behaviour));
  const folder = join(places.run, 'migrate');
  rmSync(folder, { recursive: true, force: true });
  cpSync(SQL, folder, { recursive: true });
  writeFileSync(join(folder, 'tenant', '002-plots.sql'), 'CREATE TABLE plots (plot_id int);'); // as it was released
  writeFileSync(join(folder, 'tenant', name), text);
  manifest.annotations['env.SCHEMA'] = folder; // what another image would have in its own
  const image = {
    repositoryName: REPOSITORY,
    imageManifest: JSON.stringify(manifest),
    imageManifestMediaType: MEDIA_TYPE,
  };
  await sandbox.ask(ECRClient, new PutImageCommand({ ...image, imageTag: 'live-next' }));
}

/** Files of tenants that are applied, the image of the tag, and the images of the tasks with their ids. */
async function state(sandbox) {
  const [{ owner }] = await databases(sandbox);
  const rows = await query(owner, ["SELECT target, name FROM migrations.applied WHERE target ~ '^tenant_'"]);
  const live = new BatchGetImageCommand({ repositoryName: REPOSITORY, imageIds: [{ imageTag: 'live' }] });
  const { images } = await sandbox.ask(ECRClient, live);
  const [{ clusterArn: cluster, serviceName }] = (await services(sandbox)).filter(({ serviceName: name }) =>
    /-Api-/.test(name),
  );
  const { taskArns } = await sandbox.ask(ECSClient, new ListTasksCommand({ cluster, serviceName }));
  const { tasks } = await sandbox.ask(ECSClient, new DescribeTasksCommand({ cluster, tasks: taskArns }));
  return {
    schema: rows.map(({ target, name }) => `${target} ${name}`).sort(),
    live: images[0].imageId.imageDigest,
    running: tasks.map(({ containers }) => containers.find(({ name }) => name === 'api')?.imageDigest),
    tasks: tasks.map(({ taskArn }) => taskArn).sort(),
  };
}
