import { ComparisonOperator, IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmSeverity } from './alarm-severity';

/**
 * An alarm that a construct asks for and does not make.
 *
 * Constructs define, the observing side creates: an alarm inside the observed stack makes a cycle with topics and
 * dashboards, and one on a CloudFront metric outside us-east-1 never fires.
 */
export interface AlarmDefinition {
  /** Names the alarm among those of its construct, in PascalCase. */
  readonly id: string;

  /** What is watched. */
  readonly metric: IMetric;

  /**
   * The one region that has the metric, and so the region to make the alarm in.
   * @default - the region of the construct's stack
   */
  readonly region?: string;

  /** The value that is compared with. */
  readonly threshold: number;

  /** How it is compared. */
  readonly comparisonOperator: ComparisonOperator;

  /** How many periods are looked at. */
  readonly evaluationPeriods: number;

  /**
   * How many of those periods have to breach.
   * @default - all of them
   */
  readonly datapointsToAlarm?: number;

  /** What a period without data means. */
  readonly treatMissingData: TreatMissingData;

  /** How loudly it calls. */
  readonly severity: AlarmSeverity;

  /** What the user of the system feels, in one sentence. */
  readonly symptom: string;

  /** The heading in the runbook that says what to do, as the anchor of a link. */
  readonly runbookAnchor: string;

  /**
   * Whether whoever was called is told when the alarm is off again. Not for what counts an event: it is off a minute
   * later, and nothing is over.
   * @default false
   */
  readonly notifyOnRecovery?: boolean;

  /**
   * The log group in which one looks first, in the region of the construct's stack.
   * @default - there are no logs to look at
   */
  readonly logGroupName?: string;

  /**
   * Counts what makes this alarm noise, such as deployments that begin. For a bounded time after, nobody is called.
   * @default - it calls at any time
   */
  readonly suppressedAfter?: IMetric;

  /**
   * The ids of alarms of the same construct that explain this one: while one of them is on, it does not call too.
   * @default - nothing explains it
   */
  readonly suppressedBy?: string[];
}
