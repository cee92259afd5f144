import { ComparisonOperator, IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmSeverity } from './alarm-severity';

/**
 * CloudWatch alarm that a construct defines and `BankObservability` creates.
 *
 * The construct only defines it. `BankObservability` creates the alarm in a stack that is deployed after the construct's:
 * an alarm in the construct's own stack would need the topics of the later stack, while the dashboard there needs the
 * construct, which is a cycle. And an alarm on a CloudFront metric outside us-east-1 never fires.
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

  /**
   * Anchor of the heading in the `runbook` of the `BankObservability` that says what to do.
   *
   * Of `Runbook.fromLibrary()`, the default, it is that of a heading of docs/runbook.md, such as `api-latency`. For headings
   * of your own, see `Runbook`.
   * @see https://github.com/rl-bank/rl-bank-constructs/blob/main/docs/runbook.md
   */
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

  /**
   * Ids of alarms of the same construct that must be in ALARM together with this one before it notifies, such as the short
   * window of a burn rate. A composite alarm notifies in its place; CloudWatch takes 100 alarms in the rule of one.
   *
   * Each of those alarms still notifies by itself, unless its `actionsEnabled` is false. Where this alarm suppresses another
   * one, it does so only while these are in ALARM, too.
   * @default - it notifies whenever it is in ALARM
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
   */
  readonly onlyWith?: string[];

  /**
   * Ids of alarms of the same construct for which this one notifies as well, such as those of a longer window of a burn rate,
   * so that one cause notifies once. A composite alarm is in ALARM while this alarm is or one of them, each together with its
   * own `onlyWith`; their `actionsEnabled` is false.
   * @default - it notifies for itself alone
   */
  readonly alsoNotifiesFor?: string[];

  /**
   * Whether the alarm notifies. False for one that is only a condition of others, by their `onlyWith` or `alsoNotifiesFor`.
   * @default true
   */
  readonly actionsEnabled?: boolean;
}
