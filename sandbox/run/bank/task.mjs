import { createWriteStream } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  DescribeTargetGroupsCommand,
  ElasticLoadBalancingV2Client,
  RegisterTargetsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { tailOfLog } from '../kernel/aws/emulator.mjs';
import { limits } from '../kernel/limits.mjs';
import { places } from '../kernel/places.mjs';
import { Refusal } from '../kernel/refusal.mjs';
import { container, service } from '../kernel/aws/service.mjs';
import { environmentOf } from '../kernel/aws/task-environment.mjs';

const program = join(places.samples, 'api', 'server.mjs');
const HOST = '127.0.0.1';

/**
 * Runs the sample API where ECS would run the task: with the environment of the task definition that was deployed, behind
 * the target group that was deployed. One process stands for all tasks, for MiniStack knows targets by address alone.
 */
export async function startTask({ processes }, sandbox) {
  const { loadBalancers, desiredCount, serviceName } = await service(sandbox);
  if (desiredCount === 0) throw new Refusal(`The service ${serviceName} asks for no task.`);
  const [{ targetGroupArn, containerPort }] = loadBalancers;
  const environment = await environmentOf(await container(sandbox), sandbox);

  // PORT stays what the task definition says, and the process is told apart from it where to listen: on this machine
  // somebody else may have that port.
  const port = await freePort(containerPort);
  const groups = new DescribeTargetGroupsCommand({ TargetGroupArns: [targetGroupArn] });
  const { TargetGroups } = await sandbox.ask(ElasticLoadBalancingV2Client, groups);
  const [{ HealthCheckPath: path }] = TargetGroups;
  const running = processes.start(process.execPath, [program, `${HOST}:${port}`, path], {
    cwd: places.run,
    env: { PATH: process.env.PATH, ...environment },
  });
  const log = createWriteStream(places.apiLog);
  for (const stream of [running.child.stdout, running.child.stderr]) stream.pipe(log, { end: false });

  const target = { TargetGroupArn: targetGroupArn, Targets: [{ Id: HOST, Port: port }] };
  await sandbox.ask(ElasticLoadBalancingV2Client, new RegisterTargetsCommand(target));
  await healthy(`http://${HOST}:${port}${path}`, running.ended);
  return { service: serviceName, pid: running.child.pid, port };
}

async function healthy(url, ended) {
  let died = false;
  void ended.then(() => (died = true));
  const end = performance.now() + limits.healthy * 1000;
  let said = 'nothing';
  while (performance.now() < end) {
    if (died) throw new Refusal('The sample API ended.', tailOfLog(places.apiLog));
    try {
      const { status } = await fetch(url, { signal: AbortSignal.timeout(limits.request * 1000) });
      if (status === 200) return;
      said = `${status}`;
    } catch {
      // it does not listen yet
    }
    await sleep(100);
  }
  throw new Refusal(
    `The sample API was not healthy within ${limits.healthy} seconds: ${url} said ${said}.`,
    tailOfLog(places.apiLog),
  );
}

/** The port that is wanted where it is free, and any other where it is not. */
async function freePort(wanted) {
  for (const port of [wanted, 0]) {
    const found = await new Promise((resolve, reject) => {
      const server = createServer();
      server.once('error', (error) => (port === 0 ? reject(error) : resolve(undefined)));
      server.listen({ host: HOST, port }, () => {
        const { port: taken } = server.address();
        server.close(() => resolve(taken));
      });
    });
    if (found !== undefined) return found;
  }
}
