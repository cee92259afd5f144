import { Duration, Stack } from 'aws-cdk-lib';
import { Alarm, AlarmBase, IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { alarmPathDefinitions } from './alarm-path';
import { alarmTopics, AlarmTopics } from './alarm-topics';
import { describe, Links } from './description';
import { muteDuring } from './planned-mutes';
import { Quiet } from './quiet';
import { Watched } from './watched';
import { AlarmDefinition, AlarmSeverity } from '../../core';
import type { PlannedWindow } from '../planned-window';

/** What all alarms of an observer have in common. */
export interface WatchOptions {
  readonly namePrefix: string;
  /** The beginning of the names of topics: another in each world. */
  readonly topicPrefix: string;
  readonly links: Links;
  readonly deploymentQuiet: Duration;
  readonly plannedWindows: PlannedWindow[];
}

/** The alarms of one region, and the topics that they call. */
export class Watch extends Construct {
  public readonly topics: AlarmTopics;
  /** Every alarm, those that keep others quiet and those under a composite included. */
  public readonly alarms: AlarmBase[] = [];
  /** What they are called. */
  public readonly names: string[] = [];
  private readonly callers = new Map<AlarmBase, AlarmSeverity>();
  private readonly sources = new Construct(this, 'Sources');
  private readonly composites = new Construct(this, 'Together');
  private readonly suppressors = new Construct(this, 'Quiet');

  constructor(
    scope: Construct,
    watched: Watched[],
    private readonly options: WatchOptions,
  ) {
    super(scope, 'Watch');
    this.topics = alarmTopics(this, options.topicPrefix);
    watched.forEach((source) => this.watch(source));
    this.watchAlarmPath();
    muteDuring(this, options.plannedWindows, this.loud);
  }

  /** The alarms that call somebody. */
  public get loud(): AlarmBase[] {
    return [...this.callers.keys()];
  }

  /** Has the alarms of a severity call something beside their topic. */
  public call(severity: AlarmSeverity, actionArns: string[]): void {
    for (const [alarm, own] of this.callers) {
      if (own === severity) {
        callAt(alarm, severity, actionArns);
      }
    }
  }

  private watch({ name, stack, alarms }: Watched): void {
    const place = new Construct(this.sources, name);
    const composites = new Construct(this.composites, name);
    const suppressors = new Construct(this.suppressors, name);
    const prefix = `${this.options.namePrefix}-${name}`;
    const made = new Map(
      alarms.map((definition) => [definition.id, this.alarm(place, prefix, definition, stack.region)] as const),
    );
    for (const definition of alarms.filter(callsByItself)) {
      this.caller(made.get(definition.id)!, definition.severity);
    }
    const quiet = new Quiet({ composites, suppressors }, prefix, this.options.deploymentQuiet, this.options.links);
    for (const [composite, severity] of quiet.composites(
      alarms.filter((it) => !callsByItself(it)),
      made,
    )) {
      this.alarms.push(composite);
      this.caller(composite, severity);
    }
    this.alarms.push(...quiet.suppressors);
    this.names.push(...quiet.names);
  }

  private alarm(place: Construct, prefix: string, definition: AlarmDefinition, logRegion: string): Alarm {
    const alarmName = `${prefix}-${definition.id}`;
    const { metric, threshold, comparisonOperator, evaluationPeriods, datapointsToAlarm, treatMissingData } =
      definition;
    const alarm = new Alarm(place, definition.id, {
      ...{ metric, threshold, comparisonOperator, evaluationPeriods, datapointsToAlarm, treatMissingData },
      alarmName,
      alarmDescription: describe(Stack.of(place), alarmName, definition, logRegion, this.options.links),
    });
    this.alarms.push(alarm);
    this.names.push(alarmName);
    return alarm;
  }

  private caller(alarm: AlarmBase, severity: AlarmSeverity): void {
    this.callers.set(alarm, severity);
    callAt(alarm, severity, [this.topics[severity].topicArn]);
  }

  /** Not one of the callers: a message that its own topic failed to deliver goes the other way alone. */
  private watchAlarmPath(): void {
    const place = new Construct(this, 'AlarmPath');
    for (const definition of alarmPathDefinitions(this.topics)) {
      const alarm = this.alarm(place, this.options.topicPrefix, definition, Stack.of(this).region);
      this.caller(alarm, definition.severity);
    }
  }
}

function callsByItself({ mutedAfter, explainedBy }: AlarmDefinition): boolean {
  return mutedAfter === undefined && (explainedBy ?? []).length === 0;
}

/** Pages also tell that it is over. */
function callAt(alarm: AlarmBase, severity: AlarmSeverity, arns: string[]): void {
  const actions = arns.map((alarmActionArn): IAlarmAction => ({ bind: () => ({ alarmActionArn }) }));
  alarm.addAlarmAction(...actions);
  if (severity === AlarmSeverity.PAGE) {
    alarm.addOkAction(...actions);
  }
}
