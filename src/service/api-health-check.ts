import { Duration } from 'aws-cdk-lib';

/**
 * Health check of the target group.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
 */
export interface ApiHealthCheck {
  /**
   * Path of the request. Only status 200 is healthy.
   * @default '/health'
   */
  readonly path?: string;

  /**
   * Interval between requests. Two successes make a task healthy, three failures unhealthy.
   * @default Duration.seconds(15)
   */
  readonly interval?: Duration;

  /**
   * Timeout of a request.
   * @default Duration.seconds(5)
   */
  readonly timeout?: Duration;
}
