import { Annotations, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { CfnTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { CfnPolicy } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { ScheduledTarget } from './scheduled-target';
import { AlarmDefinition, AlarmSeverity, GraphDefinition, IMonitored, LogQueryDefinition } from '../core';
import { crossStackQueue, deadLetterQueueFor } from './private/queue/queues';
import { clockChangeOf, longestGapOf } from './private/schedule/schedule-gap';
import {
  ObservedSchedule,
  scheduleAlarms,
  scheduleGraphs,
  watchedMinutesOf,
} from './private/schedule/schedule-observed';
import { checkScheduleProps } from './private/schedule/schedule-problems';
import { targetFor } from './private/schedule/schedule-target';
import { countResults } from './private/schedule/task-results';

/** Properties for defining a `ScheduledWorker`. */
export interface ScheduledWorkerProps {
  /**
   * When it runs, in the time zone of the expression: that of `ScheduleExpression.cron({ timeZone })`, UTC by default.
   * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
   */
  readonly schedule: ScheduleExpression;

  /** What runs: a Lambda function, or a standalone task. */
  readonly target: ScheduledTarget;

  /**
   * Time within which each run starts, so that not everything starts on the hour.
   * @default - it starts on time, to the minute
   */
  readonly flexibleWindow?: Duration;

  /**
   * Times that a run is tried again: an invocation of a function that failed, or a task that ECS did not take. A task that
   * failed is not tried again.
   * @default 2
   */
  readonly retryAttempts?: number;

  /**
   * Severity of the alarms on runs that are missed or fail: PAGE if users miss something until the next one.
   * @default AlarmSeverity.TICKET
   */
  readonly failureSeverity?: AlarmSeverity;

  /**
   * Whether it does not run, such as before the image of its task exists.
   * @default false
   */
  readonly disabled?: boolean;
}

/**
 * Lambda function or standalone task that EventBridge Scheduler runs again and again, with alarms on a run that is missed
 * and on one that fails.
 *
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/what-is-scheduler.html
 * @example
 * import { TimeZone } from 'aws-cdk-lib';
 * import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
 * import { ScheduledTarget, ScheduledWorker, ServiceFunction } from 'rl-bank-constructs/service';
 *
 * declare const rates: ServiceFunction;
 *
 * new ScheduledWorker(this, 'DailyRates', {
 *   schedule: ScheduleExpression.cron({ hour: '6', minute: '0', timeZone: TimeZone.EUROPE_BERLIN }),
 *   target: ScheduledTarget.lambdaFunction(rates),
 * });
 */
@propertyInjectable
export class ScheduledWorker extends Construct implements IMonitored {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.service.ScheduledWorker';

  /** Name of the schedule of EventBridge Scheduler. */
  public readonly scheduleName: string;

  /** SQS queue with the runs that were given up. */
  public readonly deadLetterQueue: Queue;

  private readonly observed: ObservedSchedule;

  constructor(scope: Construct, id: string, props: ScheduledWorkerProps) {
    super(scope, id);
    checkScheduleProps(this, props);
    const { schedule, target, flexibleWindow, disabled = false } = props;
    // A run that was given up is over with the next one: the queue holds nothing that would have to be kept.
    const removalPolicy = RemovalPolicy.DESTROY;
    this.deadLetterQueue = deadLetterQueueFor(this, { fifo: false, removalPolicy });
    const options = { deadLetterQueue: this.deadLetterQueue, retryAttempts: props.retryAttempts ?? 2 };
    const made = new CfnSchedule(this, 'Schedule', {
      scheduleExpression: schedule.expressionString,
      scheduleExpressionTimezone: schedule.timeZone?.timezoneName ?? 'Etc/UTC',
      flexibleTimeWindow: flexibleWindow
        ? { mode: 'FLEXIBLE', maximumWindowInMinutes: flexibleWindow.toMinutes() }
        : { mode: 'OFF' },
      state: disabled ? 'DISABLED' : 'ENABLED',
      target: targetFor(this, target, options),
    });
    this.scheduleName = made.ref;
    made.node.addDependency(...this.node.children.filter(({ node }) => CfnPolicy.isCfnPolicy(node.defaultChild))); // before the first run
    if (target._task) {
      const { children } = target._task.node;
      const definitions = children.filter(({ node }) => CfnTaskDefinition.isCfnTaskDefinition(node.defaultChild));
      made.node.addDependency(...definitions); // it is named by its family alone
      countResults(this, target._task);
    }

    const gap = longestGapOf(schedule.expressionString);
    const watchedMinutes = watchedMinutesOf(gap, flexibleWindow, clockChangeOf(schedule));
    this.observed = {
      ...{ path: this.node.path, target, watchedMinutes: disabled ? undefined : watchedMinutes },
      deadLetterQueueName: crossStackQueue('QueueName', this.deadLetterQueue, this.deadLetterQueue.queueName),
      failureSeverity: props.failureSeverity ?? AlarmSeverity.TICKET,
    };
    if (watchedMinutes === undefined && !disabled) {
      Annotations.of(this).addInfo(
        `No alarm tells of a missed run of '${schedule.expressionString}': CloudWatch looks back 7 days at most, and the time between two runs has to follow from the expression`,
      );
    }
  }

  /**
   * Alarms: `RunMissed` and `RunFailed`, and with a task `RunNotStarted`. `RunMissed` is left out for a schedule that is
   * disabled, or whose runs are a week apart.
   */
  public get alarmDefinitions(): AlarmDefinition[] {
    return scheduleAlarms(this.observed);
  }

  /** Graph definition of the runs. */
  public get graphDefinitions(): GraphDefinition[] {
    return scheduleGraphs(this.observed);
  }

  /** No log queries: function and task have those of their own. */
  public get logQueries(): LogQueryDefinition[] {
    return [];
  }
}
