import { DescribeTasksCommand, ECSClient, ListTasksCommand } from '@aws-sdk/client-ecs';
import { service } from '../../kernel/aws/service.mjs';
import { Refusal } from '../../kernel/refusal.mjs';

/**
 * The service of the API and its tasks, each of which is a process of the emulator: `runtimeId` is the id of that process.
 *
 * @param {import('../../kernel/aws/sandbox.mjs').Sandbox} sandbox
 * @param {import('@aws-sdk/client-ecs').DesiredStatus} desiredStatus
 */
export async function tasksOf(sandbox, desiredStatus = 'RUNNING') {
  const { serviceName, clusterArn: cluster } = await service(sandbox);
  const listed = new ListTasksCommand({ cluster, serviceName, desiredStatus });
  const { taskArns } = await sandbox.ask(ECSClient, listed);
  if (taskArns.length === 0) return { serviceName, cluster, tasks: [] };
  const { tasks } = await sandbox.ask(ECSClient, new DescribeTasksCommand({ cluster, tasks: taskArns }));
  return { serviceName, cluster, tasks };
}

/**
 * The running service, with the process of one task. CloudFormation waited for its tasks, and would have failed without them.
 *
 * @param {import('../../kernel/aws/sandbox.mjs').Sandbox} sandbox
 */
export async function runningTask(sandbox) {
  const { serviceName, cluster, tasks } = await tasksOf(sandbox);
  if (tasks.length === 0) throw new Refusal(`The service ${serviceName} has no task, but must have 1 or more.`);
  return { service: serviceName, cluster: cluster.split('/').pop(), pid: tasks[0].containers[0].runtimeId };
}
