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
import { container, service } from '../kernel/aws/service.mjs';
import { environmentOf } from '../kernel/aws/task-environment.mjs';
import { limits } from '../kernel/limits.mjs';
import { places } from '../kernel/places.mjs';
import { Refusal } from '../kernel/refusal.mjs';

const program = join(places.samples, 'api', 'server.mjs');
const HOST = '127.0.0.1';

/**
 * Runs the sample API as ECS runs a task: with the environment of the deployed task definition, behind the deployed target
 * group. One process is all tasks, as MiniStack keeps one target for each address.
 *
 * @param {import('../kernel/types.d.ts').Session} session
 * @param {import('../kernel/aws/sandbox.mjs').Sandbox} sandbox
 */
export async function startTask({ processes }, sandbox) {
  const { loadBalancers, desiredCount, serviceName } = await service(sandbox);
  if (desiredCount === 0) {
    throw new Refusal(`The desired count of the service ${serviceName} is 0, but must be 1 or more.`);
  }
  const [{ targetGroupArn, containerPort }] = loadBalancers;
  const environment = await environmentOf(await container(sandbox), sandbox);

  // PORT stays as in the task definition, and an argument has the port to listen on, as another process of this machine
  // may use that one.
  const port = await freePort(containerPort);
  const groups = new DescribeTargetGroupsCommand({ TargetGroupArns: [targetGroupArn] });
  const { TargetGroups } = await sandbox.ask(ElasticLoadBalancingV2Client, groups);
  const [{ HealthCheckPath: path }] = TargetGroups;
  const running = processes.start(process.execPath, [program, `${HOST}:${port}`, path], {
    cwd: places.run,
    env: { PATH: process.env.PATH, ...environment },
  });
  const log = createWriteStream(places.apiLog);
  for (const stream of [running.child.stdout, running.child.stderr]) stream?.pipe(log, { end: false });

  const target = { TargetGroupArn: targetGroupArn, Targets: [{ Id: HOST, Port: port }] };
  await sandbox.ask(ElasticLoadBalancingV2Client, new RegisterTargetsCommand(target));
  await healthy(`http://${HOST}:${port}${path}`, running.ended);
  return { service: serviceName, pid: running.child.pid, port };
}

async function healthy(url, ended) {
  let died = false;
  void ended.then(() => (died = true));
  const end = performance.now() + limits.healthy * 1000;
  let answer = 'nothing';
  while (performance.now() < end) {
    if (died) throw new Refusal('The sample API ended.', tailOfLog(places.apiLog));
    try {
      const { status } = await fetch(url, { signal: AbortSignal.timeout(limits.request * 1000) });
      if (status === 200) return;
      answer = `${status}`;
    } catch {
      // it does not listen yet
    }
    await sleep(100);
  }
  throw new Refusal(
    `The sample API was not healthy within ${limits.healthy} seconds: ${url} answered ${answer}.`,
    tailOfLog(places.apiLog),
  );
}

/**
 * The wanted port, or another one when it is in use.
 *
 * @param {number} wanted
 */
async function freePort(wanted) {
  return (await listenOnce(wanted).catch(() => undefined)) ?? listenOnce(0);
}

/** @returns {Promise<number>} */
function listenOnce(port) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ host: HOST, port }, () => {
      const { port: taken } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(taken));
    });
  });
}
