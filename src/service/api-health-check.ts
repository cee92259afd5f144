import { Duration } from 'aws-cdk-lib';

/** How the load balancer finds out whether a task works. */
export interface ApiHealthCheck {
  /**
   * The path it asks for. 200 is the one answer that counts.
   * @default '/health'
   */
  readonly path?: string;

  /**
   * How often it asks. Two answers make a task healthy, three without one unhealthy.
   * @default Duration.seconds(15)
   */
  readonly interval?: Duration;

  /**
   * How long it waits for an answer.
   * @default Duration.seconds(5)
   */
  readonly timeout?: Duration;
}
