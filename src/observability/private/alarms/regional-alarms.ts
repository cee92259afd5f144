import { Duration, Stack } from 'aws-cdk-lib';
import { Alarm, AlarmBase, IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { AlarmInput } from './alarm-inputs';
import { alarmPathDefinitions } from './alarm-path';
import { alarmTopics, AlarmTopics } from './alarm-topics';
import { descriptionOf, Links } from './description';
import { muteAlarmsDuring } from './maintenance-mutes';
import { SuppressedAlarms } from './suppressed-alarms';
import { AlarmDefinition, AlarmSeverity } from '../../../core';
import type { MaintenanceWindow } from '../../maintenance-window';

/** What all alarms of an observer have in common. */
export interface WatchOptions {
  readonly namePrefix: string;
  /** The beginning of the names of topics: another in each world. */
  readonly topicPrefix: string;
  readonly links: Links;
  readonly deploymentQuietPeriod: Duration;
  readonly maintenanceWindows: MaintenanceWindow[];
}

/** The alarms of one region, and the topics that they call. */
export class RegionalAlarms extends Construct {
  public readonly topics: AlarmTopics;
  /** Every alarm, those that keep others quiet and those under a composite included. */
  public readonly alarms: AlarmBase[] = [];
  /** What they are called. */
  public readonly names: string[] = [];
  /** What the alarms of a severity call beside their topic. */
  public readonly beside: Readonly<Record<AlarmSeverity, string[]>> = {
    [AlarmSeverity.PAGE]: [],
    [AlarmSeverity.TICKET]: [],
  };
  private readonly callers = new Map<AlarmBase, AlarmDefinition>();
  private readonly sources = new Construct(this, 'Sources');
  private readonly composites = new Construct(this, 'Together');
  private readonly suppressors = new Construct(this, 'Quiet');

  constructor(
    scope: Construct,
    watched: AlarmInput[],
    private readonly options: WatchOptions,
  ) {
    super(scope, 'Watch');
    this.topics = alarmTopics(this, options.topicPrefix);
    watched.forEach((source) => this.watch(source));
    muteAlarmsDuring(this, options.maintenanceWindows, this.loud);
  }

  /** The alarms that call somebody. */
  public get loud(): AlarmBase[] {
    return [...this.callers.keys()];
  }

  /** Has the alarms of a severity call something beside their topic. */
  public call(severity: AlarmSeverity, actionArns: string[]): void {
    this.beside[severity].push(...actionArns);
    for (const [alarm, definition] of this.callers) {
      if (definition.severity === severity) {
        callAt(alarm, definition, actionArns);
      }
    }
  }

  /**
   * Watches the topics that somebody is subscribed to. What one fails to deliver goes the other way, in planned windows
   * too; a topic with no subscriber would never deliver.
   */
  public watchAlarmPath(subscribed: AlarmSeverity[]): void {
    const place = new Construct(this, 'AlarmPath');
    for (const definition of alarmPathDefinitions(this.topics, subscribed)) {
      const alarm = this.alarm(place, this.options.topicPrefix, definition, Stack.of(this).region);
      this.caller(alarm, definition);
    }
  }

  private watch({ name, stack, alarms }: AlarmInput): void {
    const place = new Construct(this.sources, name);
    const composites = new Construct(this.composites, name);
    const suppressors = new Construct(this.suppressors, name);
    const prefix = `${this.options.namePrefix}-${name}`;
    const made = new Map(
      alarms.map((definition) => [definition.id, this.alarm(place, prefix, definition, stack.region)] as const),
    );
    const quiet = new SuppressedAlarms({ composites, suppressors }, prefix, this.options.deploymentQuietPeriod);
    for (const definition of alarms) {
      const alarm = made.get(definition.id)!;
      if (callsByItself(definition)) {
        this.caller(alarm, definition);
      } else {
        const composite = quiet.callFor(definition, alarm, made);
        this.alarms.push(composite);
        this.caller(composite, definition);
      }
    }
    this.alarms.push(...quiet.suppressors);
    this.names.push(...quiet.names);
  }

  private alarm(place: Construct, prefix: string, definition: AlarmDefinition, logRegion: string): Alarm {
    const alarmName = `${prefix}-${definition.id}`;
    const { metric, threshold, comparisonOperator, evaluationPeriods, datapointsToAlarm, treatMissingData } =
      definition;
    const alarmDescription = descriptionOf(Stack.of(place), alarmName, definition, logRegion, this.options.links);
    const alarm = new Alarm(place, definition.id, {
      ...{ metric, threshold, comparisonOperator, evaluationPeriods, datapointsToAlarm, treatMissingData },
      ...{ alarmName, alarmDescription },
    });
    this.alarms.push(alarm);
    this.names.push(alarmName);
    return alarm;
  }

  private caller(alarm: AlarmBase, definition: AlarmDefinition): void {
    this.callers.set(alarm, definition);
    const { severity } = definition;
    callAt(alarm, definition, [this.topics[severity].topicArn, ...this.beside[severity]]);
  }
}

function callsByItself({ suppressedAfter, suppressedBy }: AlarmDefinition): boolean {
  return suppressedAfter === undefined && (suppressedBy ?? []).length === 0;
}

/** Only what is over when the alarm is off tells so: not an event, and not an alarm that another one explains. */
function callAt(alarm: AlarmBase, { notifyOnRecovery, suppressedBy = [] }: AlarmDefinition, arns: string[]): void {
  const actions = arns.map((alarmActionArn): IAlarmAction => ({ bind: () => ({ alarmActionArn }) }));
  alarm.addAlarmAction(...actions);
  if (notifyOnRecovery && suppressedBy.length === 0) {
    alarm.addOkAction(...actions);
  }
}
