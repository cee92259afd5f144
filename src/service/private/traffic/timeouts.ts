import { Duration } from 'aws-cdk-lib';
import { ApiHealthCheck } from '../../api-health-check';

/** Consecutive health checks that make a task healthy, and unhealthy. */
export const HEALTHY_AFTER = 2;
export const UNHEALTHY_AFTER = 3;

/** Limit of Fargate for the stop timeout, in seconds. */
const LONGEST_STOP = 120;

/** Limit of ours, in seconds: during the grace period a release that never becomes healthy is not seen to fail. */
const LONGEST_GRACE = 120;

/** Times that depend on the duration of a request. */
export interface Timeouts {
  /** Idle timeout of the load balancer. */
  readonly idle: Duration;
  /** Deregistration delay of the target group. */
  readonly drain: Duration;
  /** Stop timeout of the container, from SIGTERM to SIGKILL. */
  readonly stop: Duration;
  /** Health check grace period of the service. */
  readonly healthGrace: Duration;
  /** Interval and timeout of health checks. */
  readonly healthInterval: Duration;
  readonly healthTimeout: Duration;
}

/** Derives all times from one: if one of them changed alone, the next deployment would cut requests. */
export function timeoutsFor(requestTimeout = Duration.seconds(60), healthCheck: ApiHealthCheck = {}): Timeouts {
  const healthInterval = healthCheck.interval ?? Duration.seconds(15);
  const longest = requestTimeout.toSeconds({ integral: false });
  return {
    idle: requestTimeout,
    drain: requestTimeout,
    stop: Duration.seconds(Math.min(longest + 5, LONGEST_STOP)), // the deregistration delay is over by then: 5 to close connections
    healthGrace: Duration.seconds(
      Math.min(longest, LONGEST_GRACE) + HEALTHY_AFTER * healthInterval.toSeconds({ integral: false }),
    ),
    healthInterval,
    healthTimeout: healthCheck.timeout ?? Duration.seconds(5),
  };
}
