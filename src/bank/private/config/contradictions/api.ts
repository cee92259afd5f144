import { Draft, when } from './draft';
import { Problem } from '../../../../core/private/checks/problems';
import { memorySizes } from '../../../../core/private/formats/fargate-sizes';
import { isRouted, routingProblems } from '../../../../core/private/formats/routing-problems';
import { ApiRouting } from '../../../../service/api-routing';
import { GRAPHQL_PATH } from '../../graphql';
import { API_REQUEST_TIMEOUT } from '../../request-timeout';

/** The size of a Fargate task, the paths of the load balancer, the task count, and times of answers. */
export function apiContradictions(draft: Draft): Problem[] {
  return [...size(draft), ...routing(draft), ...uptime(draft), ...scaling(draft), ...latency(draft)];
}

function size({ api = {} }: Draft): Problem[] {
  const { cpu, memoryMiB } = api;
  const sizes = cpu === undefined ? [] : memorySizes(cpu);
  return when(
    memoryMiB !== undefined && cpu !== undefined && !sizes.includes(memoryMiB),
    'api.memoryMiB',
    memoryMiB,
    `Fargate takes ${sizes.join(', ')} with ${cpu} units of CPU`,
    'choose one of these, or another api.cpu',
  );
}

/** What a listener rule takes, and that the load balancer forwards GraphQL. */
function routing({ api }: Draft): Problem[] {
  const { routing: patterns = [] } = api ?? {};
  const problems = api?.routing ? routingProblems(ApiRouting.paths(patterns)) : [];
  return [
    ...problems.flatMap((it) => (it ? when(true, 'api.routing', it.value, it.allowed, it.fix) : [])),
    ...when(
      patterns.length > 0 && !isRouted(patterns, GRAPHQL_PATH),
      'api.routing',
      patterns,
      `must match the path of GraphQL, ${GRAPHQL_PATH}, which the load balancer would answer with 404`,
      'add "/api/*"',
    ),
  ];
}

function uptime({ api: { routing: patterns, uptimeCheckPath } = {} }: Draft): Problem[] {
  return when(
    patterns !== undefined && uptimeCheckPath !== undefined && !isRouted(patterns, uptimeCheckPath),
    'api.uptimeCheckPath',
    uptimeCheckPath,
    `must match a pattern of api.routing, ${patterns?.join(' or ')}, since the load balancer answers other paths with 404`,
    'name a path that it forwards, or add a pattern',
  );
}

function scaling({ api = {} }: Draft): Problem[] {
  const { desiredCount } = api;
  const { minTasks, maxTasks } = api.scaling ?? {};
  if (minTasks === undefined || maxTasks === undefined) {
    return [];
  }
  const isOutside = desiredCount !== undefined && (desiredCount < minTasks || desiredCount > maxTasks);
  return [
    ...when(
      maxTasks < minTasks,
      'api.scaling.maxTasks',
      maxTasks,
      `must be at least api.scaling.minTasks, which is ${minTasks}`,
      'raise it, or lower api.scaling.minTasks',
    ),
    ...when(
      maxTasks >= minTasks && isOutside,
      'api.desiredCount',
      desiredCount,
      `must be from ${minTasks} to ${maxTasks}, as api.scaling keeps it`,
      'choose a number in this range',
    ),
  ];
}

/** A time that no answer takes: the objective could not be missed. */
function latency({ objectives: { apiLatencyMilliseconds } = {} }: Draft): Problem[] {
  const longest = API_REQUEST_TIMEOUT.toMilliseconds();
  return when(
    apiLatencyMilliseconds !== undefined && apiLatencyMilliseconds >= longest,
    'objectives.apiLatencyMilliseconds',
    apiLatencyMilliseconds,
    `must be less than ${longest}, after which the load balancer aborts a request and no response time is counted`,
    'choose a time that users would wait for, such as 500',
  );
}
