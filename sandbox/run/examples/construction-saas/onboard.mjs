import { setTimeout as sleep } from 'node:timers/promises';
import { DescribeTasksCommand, ECSClient } from '@aws-sdk/client-ecs';
import { limits } from '../../kernel/limits.mjs';
import { outputOf } from '../outputs.mjs';

/**
 * Adds a region or a tenant to the registry as an operator does: the command of the output, with the words of onboard.mjs.
 *
 * @param {import('../../kernel/aws/sandbox.mjs').Sandbox} sandbox
 * @param {string[]} words
 */
export async function onboard(sandbox, ...words) {
  const line = await outputOf(sandbox, 'london-api', 'Onboard');
  const command = ['node', 'migrate/onboard.mjs', ...words];
  const overrides = JSON.stringify({ containerOverrides: [{ name: 'task', command }] });
  const started = await sandbox.bash('Onboarding', ['-euo', 'pipefail', '-c', `${line} --overrides '${overrides}'`], {
    seconds: limits.shell,
  });
  const [{ taskArn, clusterArn: cluster }] = JSON.parse(started).tasks;
  for (let waited = 0; waited < limits.shell; waited += 0.2) {
    const { tasks } = await sandbox.ask(ECSClient, new DescribeTasksCommand({ cluster, tasks: [taskArn] }));
    const [{ lastStatus, containers, stoppedReason }] = tasks;
    if (lastStatus === 'STOPPED') {
      if (containers[0].exitCode !== 0) throw new Error(`onboard.mjs ${words.join(' ')}: ${stoppedReason}`);
      return;
    }
    await sleep(200);
  }
  throw new Error(`onboard.mjs ${words.join(' ')} did not end.`);
}
