import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ServiceOptions } from './rollout/tasks';
import { serviceProblems } from './service-problems';
import { Problem, problemIf } from '../../core/private/checks/problems';
import { isWhole } from '../../core/private/checks/values';

/** What ECS gives a container by default. */
export const DEFAULT_STOP_TIMEOUT = Duration.seconds(30);

/** Limit of Fargate, in seconds. */
const LONGEST_STOP = 120;

interface Options {
  readonly stopTimeout?: Duration;
  readonly command?: string[];
}

/** Problems of a service without a load balancer that ECS or IAM would report minutes later, or never. */
export function unbalancedProblems(
  scope: Construct,
  props: ServiceOptions & Options,
  serviceName: string,
): Array<Problem | undefined> {
  return [
    ...serviceProblems(scope, props, serviceName),
    requestsProblem(props),
    stopTimeoutProblem(props),
    commandProblem(props),
  ];
}

/** TypeScript and jsii have no such prop; plain JavaScript would have it ignored. */
function requestsProblem({ scaling }: ServiceOptions): Problem | undefined {
  const requestsPerMinute = scaling?.requestsPerMinute;
  return problemIf(requestsPerMinute !== undefined, {
    code: 'service/no-requests',
    prop: 'scaling.requestsPerMinute',
    value: requestsPerMinute,
    allowed: 'cannot be given: the service has no load balancer that counts requests',
    fix: 'leave it out, or scale by CPU',
  });
}

/** The problem of a time that Fargate does not have. */
export function stopTimeoutProblem({ stopTimeout = DEFAULT_STOP_TIMEOUT }: Options): Problem | undefined {
  const seconds = stopTimeout.isUnresolved() ? LONGEST_STOP : stopTimeout.toSeconds({ integral: false });
  return problemIf(!isWhole(seconds, 1, LONGEST_STOP), {
    code: 'service/not-a-stop-timeout',
    prop: 'stopTimeout',
    value: `${seconds} seconds`,
    allowed: `must be a whole number of seconds from 1 to ${LONGEST_STOP}, which is the limit of Fargate`,
    fix: 'let longer jobs put their work back on SIGTERM, and give such a time',
  });
}

function commandProblem({ command }: Options): Problem | undefined {
  return problemIf(command?.length === 0, {
    code: 'service/no-command',
    prop: 'command',
    value: command,
    allowed: 'must be a program with its arguments: ECS takes an empty list for the command of the image',
    fix: 'write it like `["npm", "run", "worker"]`, or leave it out',
  });
}
