import { Duration } from 'aws-cdk-lib';
import { ApiHealthCheck } from '../../api-health-check';

/** Of answers that the load balancer wants before it takes a task for healthy, and lacks before for unhealthy. */
export const HEALTHY_AFTER = 2;
export const UNHEALTHY_AFTER = 3;

/** Fargate kills whatever has not stopped by then. */
const LONGEST_STOP = 120;

/** For so long a release that never becomes healthy is not seen to fail, however long requests may last. */
const LONGEST_GRACE = 120;

/** The times around a request, in the order in which they count. */
export interface Timeouts {
  /** A connection without a byte is closed. */
  readonly idle: Duration;
  /** What is under way at a task that leaves may end. */
  readonly drain: Duration;
  /** From SIGTERM to SIGKILL. */
  readonly stop: Duration;
  /** Failed checks of a task that starts do not count. */
  readonly healthGrace: Duration;
  /** Of health checks. */
  readonly healthInterval: Duration;
  readonly healthTimeout: Duration;
}

/** All of them from one number: whoever changes one of them alone cuts requests at the next deployment. */
export function timeoutsFor(requestTimeout = Duration.seconds(60), healthCheck: ApiHealthCheck = {}): Timeouts {
  const healthInterval = healthCheck.interval ?? Duration.seconds(15);
  const longest = requestTimeout.toSeconds({ integral: false });
  return {
    idle: requestTimeout,
    drain: requestTimeout,
    stop: Duration.seconds(Math.min(longest + 5, LONGEST_STOP)), // the drain is over by then: 5 to close what is open
    healthGrace: Duration.seconds(
      Math.min(longest, LONGEST_GRACE) + HEALTHY_AFTER * healthInterval.toSeconds({ integral: false }),
    ),
    healthInterval,
    healthTimeout: healthCheck.timeout ?? Duration.seconds(5),
  };
}
