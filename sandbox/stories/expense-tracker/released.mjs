import assert from 'node:assert/strict';
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BatchGetImageCommand, ECRClient, PutImageCommand } from '@aws-sdk/client-ecr';
import { DescribeTasksCommand, ECSClient, ListTasksCommand } from '@aws-sdk/client-ecs';
import { ask } from './request.mjs';
import { WEB } from '../../run/examples/expense-tracker/example.mjs';
import { release } from '../../run/examples/expense-tracker/release.mjs';
import { imageManifest, MEDIA_TYPE } from '../../run/kernel/aws/image-manifest.mjs';
import { databases, query } from '../../run/kernel/aws/postgresql.mjs';
import { services } from '../../run/kernel/aws/service.mjs';
import { places } from '../../run/kernel/places.mjs';

const REPOSITORY = 'tracker-web';
const SCHEMA = join(places.examples, 'expense-tracker', 'app', 'migrate', 'schema');

/** @type {import('../tell.mjs').Story<import('../app-world.mjs').AppWorld>} */
export const released = {
  name: 'ET6b a release runs the migration, moves the tag and rolls the tasks; one without a new file changes no schema, one with a file applies it once',
  async tell({ sandbox }) {
    const first = await state(sandbox);
    assert.equal(first.schema.length, 4, 'by the release before the first start');
    await pushNext(sandbox, { commit: '2' });
    await release(sandbox);
    const second = await state(sandbox);
    assert.deepEqual(second.schema, first.schema);
    assert.notEqual(second.live, first.live);
    assert.deepEqual(second.running, [second.live, second.live]);

    await pushNext(sandbox, {
      commit: '3',
      file: ['005-budgets.sql', 'CREATE TABLE budget_lines (budget_month date);'],
    });
    await release(sandbox);
    const third = await state(sandbox);
    assert.deepEqual(third.schema, [...first.schema, '005-budgets.sql']);
    assert.deepEqual(third.running, [third.live, third.live]);
  },
};

/** @type {import('../tell.mjs').Story<import('../app-world.mjs').AppWorld>} */
export const stopped = {
  name: 'ET6b a migration that fails stops the release: schema, tag and tasks are as before, and the web application answers',
  async tell({ sandbox }) {
    const before = await state(sandbox);
    await pushNext(sandbox, { commit: '4', file: ['006-faulty.sql', 'CREATE TABLE half (id int); SELECT 1 / 0;'] });
    await assert.rejects(release(sandbox), /MigrationFailed/);
    assert.deepEqual(await state(sandbox), before);
    assert.equal((await ask(sandbox, WEB, '/api/health')).status, 200);
  },
};

/**
 * Pushes an image under the next tag, with one more file in its schema.
 *
 * @param {import('../../run/kernel/aws/sandbox.mjs').Sandbox} sandbox
 * @param {{ commit: string, file?: [string, string] }} image
 */
async function pushNext(sandbox, { commit, file }) {
  const manifest = JSON.parse(imageManifest(commit.padStart(40, '0')));
  if (file) {
    const [name, text] = file;
    const folder = join(places.run, 'schema');
    cpSync(SCHEMA, folder, { recursive: true });
    writeFileSync(join(folder, name), text);
    manifest.annotations['env.SCHEMA'] = folder; // what another image would have in its own
  }
  const imageManifestMediaType = MEDIA_TYPE;
  const image = { repositoryName: REPOSITORY, imageManifest: JSON.stringify(manifest), imageManifestMediaType };
  await sandbox.ask(ECRClient, new PutImageCommand({ ...image, imageTag: 'live-next' }));
}

/** Files that are applied, the image of the tag, and the images of the tasks with their ids. */
async function state(sandbox) {
  const [{ owner }] = await databases(sandbox);
  const schema = await query(owner, ['SELECT name FROM schema_migrations ORDER BY name']);
  const live = new BatchGetImageCommand({ repositoryName: REPOSITORY, imageIds: [{ imageTag: 'live' }] });
  const { images } = await sandbox.ask(ECRClient, live);
  const [{ clusterArn: cluster, serviceName }] = (await services(sandbox)).filter(({ serviceName: name }) =>
    /-Web-/.test(name),
  );
  const { taskArns } = await sandbox.ask(ECSClient, new ListTasksCommand({ cluster, serviceName }));
  const { tasks } = await sandbox.ask(ECSClient, new DescribeTasksCommand({ cluster, tasks: taskArns }));
  return {
    schema: schema.map(({ name }) => name),
    live: images[0].imageId.imageDigest,
    running: tasks.map(({ containers }) => containers.find(({ name }) => name === 'api')?.imageDigest),
    tasks: tasks.map(({ taskArn }) => taskArn).sort(),
  };
}
