import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  AlarmRule,
  AlarmState,
  CfnAlarm,
  ComparisonOperator,
  CompositeAlarm,
  IAlarm,
  IAlarmRule,
  IMetric,
  MathExpression,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { AlarmDefinition } from '../../../core';

/** An alarm and its definition. */
export interface CreatedAlarm {
  readonly alarm: Alarm;
  readonly definition: AlarmDefinition;
}

const MINUTE = Duration.minutes(1);
/** Answers are late for some minutes after errors have ended: caches are cold, and clients try again. */
const LATE_AFTER_FAILURES = Duration.minutes(15);

/** Scopes for the alarms that suppressed alarms need. */
export interface SuppressionScopes {
  readonly composites: Construct;
  readonly suppressors: Construct;
}

/**
 * Suppression of a source's alarms. A composite alarm notifies in place of each: it is silent while an alarm that it needs
 * is not in ALARM, or one that suppresses it is, and for a bounded time after an event that makes it noisy. There is one
 * composite per alarm,
 * because a composite of several notifies for the first and is silent about the others.
 */
export class SuppressedAlarms {
  /** The alarms that suppress composites. They do not notify. */
  public readonly suppressors: Alarm[] = [];
  /** Names of the suppressors and composites. */
  public readonly names: string[] = [];
  private readonly byMetric = new Map<IMetric, Alarm>();

  constructor(
    private readonly scopes: SuppressionScopes,
    private readonly prefix: string,
    private readonly quietPeriod: Duration,
  ) {}

  /**
   * Creates the composite that notifies in place of an alarm, unless `others` are in ALARM, and for some minutes after if it
   * `endsWithThem`: it would go on when the first of two that have one end goes off.
   */
  public compositeFor(
    definition: AlarmDefinition,
    created: Map<string, CreatedAlarm>,
    others: IAlarm[] = [],
    endsWithThem: boolean = false,
  ) {
    const { id, alsoNotifiesFor = [], suppressedAfter, suppressedBy = [] } = definition;
    const { alarm } = created.get(id)!;
    const compositeAlarmName = `${this.prefix}-${id}-Call`;
    this.names.push(compositeAlarmName);
    const alternatives = [id, ...alsoNotifiesFor].map((each) => conditionsOf(each, created));
    const needed = alternatives.length === 1 ? alternatives[0] : [AlarmRule.anyOf(...alternatives.map(together))];
    const otherRules = others.map((other) => AlarmRule.fromAlarm(other, AlarmState.ALARM));
    const causes = [...suppressedBy.map((cause) => together(conditionsOf(cause, created))), ...otherRules];
    return new CompositeAlarm(this.scopes.composites, id, {
      compositeAlarmName,
      alarmDescription: (alarm.node.defaultChild as CfnAlarm).alarmDescription,
      alarmRule: together([...needed, ...causes.map((cause) => AlarmRule.not(cause))]),
      ...(endsWithThem && { actionsSuppressor: others[0], ...periods(MINUTE, LATE_AFTER_FAILURES) }),
      // The event and the noise after it reach CloudWatch in any order.
      ...(suppressedAfter && {
        actionsSuppressor: this.suppressorFor(suppressedAfter),
        ...periods(Duration.minutes(2), MINUTE),
      }),
    });
  }

  /** An alarm that is in ALARM from the minute of an event until the quiet period is over. */
  private suppressorFor(metric: IMetric): Alarm {
    const known = this.byMetric.get(metric);
    if (known) {
      return known;
    }
    const number = String(this.byMetric.size + 1);
    const alarmName = number === '1' ? `${this.prefix}-Quiet` : `${this.prefix}-Quiet${number}`;
    this.names.push(alarmName);
    const alarm = new Alarm(this.scopes.suppressors, number, {
      alarmName,
      alarmDescription: `On for ${this.quietPeriod.toMinutes()} minutes after an event that makes other alarms noisy, such as a deployment: does not notify, and suppresses the notifications of those.`,
      // Without zeros, CloudWatch would look for older data points in place of the minutes without data.
      metric: new MathExpression({ expression: 'FILL(begun, 0)', usingMetrics: { begun: metric }, period: MINUTE }),
      threshold: 0,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: this.quietPeriod.toMinutes(),
      datapointsToAlarm: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    this.byMetric.set(metric, alarm);
    this.suppressors.push(alarm);
    return alarm;
  }
}

function periods(actionsSuppressorWaitPeriod: Duration, actionsSuppressorExtensionPeriod: Duration) {
  return { actionsSuppressorWaitPeriod, actionsSuppressorExtensionPeriod };
}

/** What must be in ALARM for an alarm to notify: itself, and those that it notifies only with. */
function conditionsOf(id: string, created: Map<string, CreatedAlarm>): IAlarmRule[] {
  const { onlyWith = [] } = created.get(id)!.definition;
  return [id, ...onlyWith].map((each) => AlarmRule.fromAlarm(created.get(each)!.alarm, AlarmState.ALARM));
}

function together(rules: IAlarmRule[]): IAlarmRule {
  return rules.length === 1 ? rules[0] : AlarmRule.allOf(...rules);
}
