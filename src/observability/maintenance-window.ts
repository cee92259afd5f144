import { Duration } from 'aws-cdk-lib';

/** A time in which work is planned and no alarm calls. */
export interface MaintenanceWindow {
  /** When it begins: `cron(0 2 * * SUN)` for every Sunday at two, or `at(2027-03-01T02:00)` for once. */
  readonly start: string;

  /** How long it lasts: one minute at least, 15 days at most. */
  readonly duration: Duration;

  /**
   * The time zone of `begins`, such as `Asia/Singapore`.
   * @default 'UTC'
   */
  readonly timezone?: string;
}
