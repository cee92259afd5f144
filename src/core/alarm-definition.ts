import { ComparisonOperator, IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmSeverity } from './alarm-severity';

/**
 * CloudWatch alarm that a construct defines and `BankObservability` creates.
 *
 * An alarm inside the stack of the construct makes a cycle with topics and dashboards, and one on a CloudFront metric
 * outside us-east-1 never fires.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html
 */
export interface AlarmDefinition {
  /** Id of the alarm within its construct, in PascalCase. */
  readonly id: string;

  /** Metric of the alarm. */
  readonly metric: IMetric;

  /**
   * Region of the metric, and so of the alarm.
   * @default - the region of the construct's stack
   */
  readonly region?: string;

  /** Threshold that the metric is compared with. */
  readonly threshold: number;

  /** Comparison of metric and threshold. */
  readonly comparisonOperator: ComparisonOperator;

  /** Number of periods that are evaluated. */
  readonly evaluationPeriods: number;

  /**
   * Number of those periods that have to breach.
   * @default - all of them
   */
  readonly datapointsToAlarm?: number;

  /** Treatment of periods without data. */
  readonly treatMissingData: TreatMissingData;

  /** Severity: page or ticket. */
  readonly severity: AlarmSeverity;

  /** Effect on the users of the system, in one sentence. */
  readonly symptom: string;

  /** Anchor of the runbook's heading that says what to do. */
  readonly runbookAnchor: string;

  /**
   * Whether an OK notification is sent when the alarm recovers.
   *
   * Leave it unset for alarms that count single events, such as failed deployments: they recover a minute later, and
   * nothing is over.
   * @default false
   */
  readonly notifyOnRecovery?: boolean;

  /**
   * Log group to read first, in the region of the construct's stack.
   * @default - the alarm links to no logs
   */
  readonly logGroupName?: string;

  /**
   * Metric (Sum) of events that make this alarm noisy, such as started deployments. Notifications are suppressed for a
   * bounded time after each.
   * @default - notifications are never suppressed
   */
  readonly suppressedAfter?: IMetric;

  /**
   * Ids of alarms of the same construct that suppress this one while in ALARM.
   * @default - no alarm suppresses it
   */
  readonly suppressedBy?: string[];
}
