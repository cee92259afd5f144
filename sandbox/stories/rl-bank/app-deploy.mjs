import assert from 'node:assert/strict';
import { service } from '../../run/kernel/aws/service.mjs';
import { digestOf, primary, runsCommit } from '../account/tasks.mjs';
import { deployImage } from '../deploy-image.mjs';
import { openInbox } from '../inbox.mjs';
import { until } from '../until.mjs';

const GOOD = '2222222';
const BAD = '3333333';
const NAME = 'prd-rl-bank-api';

/** @type {import('../tell.mjs').Story} */
export const appThenInfra = {
  name: 'RB13 deploy-image.sh rolls the tasks, and a deployment of the infrastructure after it leaves their image alone',
  async tell(world) {
    const { sandbox } = world;
    assert.match(await deployImage(sandbox, { commit: GOOD }), new RegExp(`${NAME} runs sha-${GOOD}`));
    await runsCommit(sandbox, GOOD);

    const { taskDefinition } = await service(sandbox);
    await world.shell(`aws ecs update-service --cluster ${NAME} --service ${NAME} --desired-count 3`);
    await world.write({ 'api.cpu': 1024, 'api.memoryMiB': 2048 });
    await world.deploy('Bank/api');
    const { taskDefinition: changed, desiredCount } = await service(sandbox);
    assert.notEqual(changed, taskDefinition);
    assert.equal(desiredCount, 2, 'the count of the template wins');
    await runsCommit(sandbox, GOOD);
    assert.equal(await digestOf(sandbox, 'live'), await digestOf(sandbox, `sha-${GOOD}`), 'the channel stays');
  },
};

/** @type {import('../tell.mjs').Story} */
export const failedAppDeploy = {
  name: 'FE7 an image that crashes: tasks and channel go back to the image before, and the on-call gets a page',
  async tell(world) {
    const { sandbox } = world;
    const before = await primary(sandbox);
    const inbox = await openInbox(sandbox, 'page');
    await assert.rejects(deployImage(sandbox, { commit: BAD, behaviour: 'crash' }), ({ message }) => {
      assert.match(
        message,
        /deploy-image\.sh: ecs-svc\/\w+ of prd-rl-bank-api (FAILED|is no longer the primary one|is gone)/,
      );
      assert.match(message, /rl-bank-api:live is back at sha256:/);
      return true;
    });
    assert.equal((await primary(sandbox)).id, before.id);
    await runsCommit(sandbox, GOOD);
    assert.equal(await digestOf(sandbox, 'live'), await digestOf(sandbox, `sha-${GOOD}`));
    await until(
      'the page',
      () => inbox.states(),
      (pages) => pages.includes(`${NAME}-DeploymentFailed ALARM`),
    );
    await inbox.close();
  },
};
