import { Duration } from 'aws-cdk-lib';

/**
 * A time of planned work, in which no alarm of a source notifies.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-alarmmuterule.html
 */
export interface MaintenanceWindow {
  /** Start: `cron(0 2 * * SUN)` for every Sunday at two, or `at(2027-03-01T02:00)` for once. */
  readonly start: string;

  /** Duration: at least one minute, at most 15 days. */
  readonly duration: Duration;

  /**
   * Time zone of `start`, such as `Asia/Singapore`.
   * @default 'UTC'
   */
  readonly timezone?: string;
}
