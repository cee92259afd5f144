import assert from 'node:assert/strict';
import { DescribeTasksCommand, ECSClient, ListTasksCommand } from '@aws-sdk/client-ecs';
import { services } from '../../run/kernel/aws/service.mjs';

/** @type {import('../tell.mjs').Story<import('../app-world.mjs').AppWorld>} */
export const unbalanced = {
  name: 'each task of the web application has its collector beside it',
  async tell({ sandbox }) {
    const all = await services(sandbox);
    const [web] = all.filter(({ serviceName }) => serviceName.includes('-Web-'));
    const [first, ...others] = await runningIn(sandbox, web);
    assert.deepEqual(first, ['api', 'telemetry']);
    assert.deepEqual(others, [first]);
  },
};

/** Names of the containers that run, task by task. */
async function runningIn(sandbox, { clusterArn: cluster, serviceName }) {
  const { taskArns } = await sandbox.ask(ECSClient, new ListTasksCommand({ cluster, serviceName }));
  const { tasks } = await sandbox.ask(ECSClient, new DescribeTasksCommand({ cluster, tasks: taskArns }));
  return tasks.map(({ containers }) =>
    containers
      .filter(({ lastStatus }) => lastStatus === 'RUNNING')
      .map(({ name }) => name)
      .sort(),
  );
}
