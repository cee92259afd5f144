import assert from 'node:assert/strict';
import { BatchGetImageCommand, ECRClient, PutImageCommand } from '@aws-sdk/client-ecr';
import { DescribeTasksCommand, ECSClient, ListTasksCommand } from '@aws-sdk/client-ecs';
import { release } from '../../run/examples/retail-enterprise/release.mjs';
import { imageManifest, MEDIA_TYPE } from '../../run/kernel/aws/image-manifest.mjs';
import { services } from '../../run/kernel/aws/service.mjs';
import { openInbox } from '../inbox.mjs';
import { until } from '../until.mjs';

/** @typedef {import('../../run/kernel/aws/sandbox.mjs').Sandbox} Sandbox */

const repositoryName = 'retail-production-api';

/** @type {import('../tell.mjs').Story<import('./retail-world.mjs').RetailWorld>} */
export const takenBack = {
  name: 'FE7 a release whose tasks crash is taken back: the tag and all tasks are those of the image before, the API answers meanwhile, and the on-call gets a page',
  async tell(world) {
    const { sandbox } = world;
    const before = await state(sandbox);
    const page = await openInbox(sandbox, 'page');
    const image = {
      imageManifest: imageManifest('bad'.padStart(40, '0'), 'crash'),
      imageManifestMediaType: MEDIA_TYPE,
    };
    await sandbox.ask(ECRClient, new PutImageCommand({ repositoryName, imageTag: 'live-next', ...image }));
    const answers = [];
    const asked = setInterval(() => world.ask('/api/health').then(({ status }) => answers.push(status)), 500);
    try {
      await assert.rejects(release(sandbox), /RolledBack/);
    } finally {
      clearInterval(asked);
    }
    assert.deepEqual(
      await until(
        'the tasks before',
        () => state(sandbox),
        ({ running }) => running.length === 3,
      ),
      before,
    );
    assert.deepEqual([...new Set(answers)], [200]);
    await until(
      'the page',
      () => page.states(),
      (pages) => pages.includes('retail-production-api-DeploymentFailed ALARM'),
    );
    await page.close();
  },
};

/**
 * The image of the tag, and those of the tasks.
 *
 * @param {Sandbox} sandbox
 */
async function state(sandbox) {
  const live = new BatchGetImageCommand({ repositoryName, imageIds: [{ imageTag: 'live' }] });
  const { images } = await sandbox.ask(ECRClient, live);
  const [{ clusterArn: cluster, serviceName }] = (await services(sandbox)).filter(({ serviceName: it }) =>
    /^retailproductionapp-Api-/.test(it),
  );
  const { taskArns } = await sandbox.ask(ECSClient, new ListTasksCommand({ cluster, serviceName }));
  const { tasks } = await sandbox.ask(ECSClient, new DescribeTasksCommand({ cluster, tasks: taskArns }));
  return {
    live: images[0].imageId.imageDigest,
    running: tasks.map(({ containers }) => containers.find(({ name }) => name === 'api')?.imageDigest),
  };
}
