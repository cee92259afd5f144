import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { serviceProblems } from './service-problems';
import { Problem, problemIf } from '../../core/private/checks/problems';
import { isWhole } from '../../core/private/checks/values';
import type { ApiScaling } from '../api-scaling';
import type { WorkerServiceProps } from '../worker-service';

/** What ECS gives a container by default. */
export const DEFAULT_STOP_TIMEOUT = Duration.seconds(30);

/** Limit of Fargate, in seconds. */
const LONGEST_STOP = 120;

/** Problems that ECS or IAM would report minutes later, or never. */
export function workerProblems(
  scope: Construct,
  props: WorkerServiceProps,
  serviceName: string,
): Array<Problem | undefined> {
  return [...serviceProblems(scope, props, serviceName), requestsProblem(props), stopTimeoutProblem(props)];
}

/** TypeScript and jsii have no such prop; plain JavaScript would have it ignored. */
function requestsProblem({ scaling }: WorkerServiceProps): Problem | undefined {
  const { requestsPerMinute } = (scaling ?? {}) as Partial<ApiScaling>;
  return problemIf(requestsPerMinute !== undefined, {
    code: 'worker/no-requests',
    prop: 'scaling.requestsPerMinute',
    value: requestsPerMinute,
    allowed: 'cannot be given: a worker has no load balancer that counts requests',
    fix: 'leave it out, or scale by CPU',
  });
}

function stopTimeoutProblem({ stopTimeout = DEFAULT_STOP_TIMEOUT }: WorkerServiceProps): Problem | undefined {
  const seconds = stopTimeout.isUnresolved() ? LONGEST_STOP : stopTimeout.toSeconds({ integral: false });
  return problemIf(!isWhole(seconds, 1, LONGEST_STOP), {
    code: 'worker/not-a-stop-timeout',
    prop: 'stopTimeout',
    value: `${seconds} seconds`,
    allowed: `must be a whole number of seconds from 1 to ${LONGEST_STOP}, which is the limit of Fargate`,
    fix: 'let longer jobs put their work back on SIGTERM, and give such a time',
  });
}
