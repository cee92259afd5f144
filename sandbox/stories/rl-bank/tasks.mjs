import assert from 'node:assert/strict';
import { request } from 'node:http';
import { tasksOf } from '../../run/examples/rl-bank/task.mjs';
import { primary } from '../account/tasks.mjs';
import { until } from '../until.mjs';

/** @type {import('../tell.mjs').Story} */
export const restarted = {
  name: 'LB5 a task that exits is started again, and the API answers by its DNS name',
  async tell({ sandbox }) {
    const before = await primary(sandbox);
    const { tasks } = await tasksOf(sandbox);
    const [{ taskArn, containers }] = tasks;
    process.kill(Number(containers[0].runtimeId), 'SIGKILL');
    const stopped = await until(
      'the task is stopped',
      async () => (await tasksOf(sandbox, 'STOPPED')).tasks.find((task) => task.taskArn === taskArn),
      (task) => task?.lastStatus === 'STOPPED',
    );
    assert.deepEqual(
      [stopped?.stoppedReason, stopped?.containers[0].exitCode],
      ['Essential container in task exited', 137],
    );
    await until(
      '2 tasks run',
      async () => (await tasksOf(sandbox)).tasks.map(({ lastStatus }) => lastStatus),
      (states) => `${states}` === 'RUNNING,RUNNING',
    );
    assert.equal((await primary(sandbox)).id, before.id, 'without a deployment');
    assert.equal(await statusOf(sandbox, '/api/about'), 200);
  },
};

/** @type {import('../tell.mjs').Story} */
export const rolled = {
  name: 'RB8 a changed value rolls the service in the same deployment',
  async tell(world) {
    const { sandbox } = world;
    const before = await primary(sandbox);
    await world.write({ 'auth0.audience': 'https://another.bank.example' });
    await world.deploy();
    const byValue = await primary(sandbox);
    assert.notEqual(byValue.id, before.id, 'the value rolls');
    assert.equal(byValue.rolloutState, 'COMPLETED', 'CloudFormation waits');
    world.deployed = await world.inventory();
  },
};

/** @returns {Promise<number | undefined>} */
function statusOf(sandbox, path) {
  return new Promise((resolve, reject) => {
    const headers = { host: 'api.bank.example', 'x-forwarded-proto': 'https' };
    const asked = request(`${sandbox.url}${path}`, { headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    asked.on('error', reject).end();
  });
}
