import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  AlarmRule,
  AlarmState,
  CfnAlarm,
  ComparisonOperator,
  CompositeAlarm,
  IMetric,
  MathExpression,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { AlarmDefinition } from '../../../core';

const MINUTE = Duration.minutes(1);

/** Where an alarm that does not call by itself is, and what is made for it. */
export interface QuietPlaces {
  readonly composites: Construct;
  readonly suppressors: Construct;
}

/**
 * Alarms that do not call by themselves: a composite calls for each of them, and is quiet while what explains it is on,
 * and for a bounded time after what stirs it up. One for each: a composite of several calls once, and keeps silent about
 * whatever comes after.
 */
export class SuppressedAlarms {
  /** The alarms that keep composites quiet. They call nobody. */
  public readonly suppressors: Alarm[] = [];
  /** What suppressors and composites are called. */
  public readonly names: string[] = [];
  private readonly byMetric = new Map<IMetric, Alarm>();

  constructor(
    private readonly places: QuietPlaces,
    private readonly prefix: string,
    private readonly time: Duration,
  ) {}

  /** The composite that calls for an alarm. */
  public callFor(definition: AlarmDefinition, alarm: Alarm, made: Map<string, Alarm>) {
    const { id, suppressedAfter, suppressedBy = [] } = definition;
    const compositeAlarmName = `${this.prefix}-${id}-Call`;
    this.names.push(compositeAlarmName);
    const causes = suppressedBy.map((cause) => AlarmRule.not(made.get(cause)!));
    return new CompositeAlarm(this.places.composites, id, {
      compositeAlarmName,
      alarmDescription: (alarm.node.defaultChild as CfnAlarm).alarmDescription,
      alarmRule: causes.length > 0 ? AlarmRule.allOf(alarm, ...causes) : AlarmRule.fromAlarm(alarm, AlarmState.ALARM),
      actionsSuppressor: suppressedAfter && this.suppressorFor(suppressedAfter),
      // What begins and what it stirs up reach CloudWatch in any order.
      actionsSuppressorWaitPeriod: suppressedAfter && Duration.minutes(2),
      actionsSuppressorExtensionPeriod: suppressedAfter && MINUTE,
    });
  }

  /** On from the minute in which something began until the time is over, whatever else happens. */
  private suppressorFor(metric: IMetric): Alarm {
    const known = this.byMetric.get(metric);
    if (known) {
      return known;
    }
    const number = String(this.byMetric.size + 1);
    const alarmName = number === '1' ? `${this.prefix}-Quiet` : `${this.prefix}-Quiet${number}`;
    this.names.push(alarmName);
    const alarm = new Alarm(this.places.suppressors, number, {
      alarmName,
      alarmDescription: `On for ${this.time.toMinutes()} minutes after something began that makes noise: it calls nobody, and keeps others from calling.`,
      // Without zeros between, CloudWatch would look for older beginnings in place of the minutes that have no data.
      metric: new MathExpression({ expression: 'FILL(begun, 0)', usingMetrics: { begun: metric }, period: MINUTE }),
      threshold: 0,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: this.time.toMinutes(),
      datapointsToAlarm: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    this.byMetric.set(metric, alarm);
    this.suppressors.push(alarm);
    return alarm;
  }
}
