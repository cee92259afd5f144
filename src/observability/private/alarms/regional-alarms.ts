import { Duration, Stack } from 'aws-cdk-lib';
import { Alarm, AlarmBase, IAlarm, IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { alarmPathDefinitions } from './alarm-path';
import { alarmTopics, AlarmTopics, existingTopicsIn } from './alarm-topics';
import { descriptionOf, Links } from './description';
import { muteAlarmsDuring } from './maintenance-mutes';
import { SuppressedAlarms } from './suppressed-alarms';
import { withThreshold } from './thresholds';
import { AlarmDefinition, AlarmSeverity } from '../../../core';
import type { ExistingTopics } from '../../existing-topics';
import type { MaintenanceWindow } from '../../maintenance-window';
import { inOrderOfPages, objectivesBefore } from '../objectives/replaced-alarms';
import { ObservedSource } from '../sources/observed-source';

/** What all alarms of an observer have in common. */
export interface RegionalAlarmsOptions {
  readonly namePrefix: string;
  /** Prefix of the names of topics: another one in each environment. */
  readonly topicPrefix: string;
  /** Topics to notify instead of new ones. */
  readonly existingTopics?: ExistingTopics;
  readonly links: Links;
  /** Thresholds of the team, by the names of source and alarm. */
  readonly thresholds: Record<string, number>;
  readonly deploymentQuietPeriod: Duration;
  readonly maintenanceWindows: MaintenanceWindow[];
}

/** ARN of an action, or an action that the CDK binds to each alarm. */
export type AlarmAction = string | IAlarmAction;

/** The alarms of one region, and the topics that they notify. */
export class RegionalAlarms extends Construct {
  public readonly topics: AlarmTopics;
  /** All alarms, suppressors and those under a composite included. */
  public readonly alarms: AlarmBase[] = [];
  /** Names of all alarms. */
  public readonly names: string[] = [];
  /** Actions of the alarms of a severity, besides the topic. */
  public readonly actions: Readonly<Record<AlarmSeverity, Set<AlarmAction>>> = {
    [AlarmSeverity.PAGE]: new Set(),
    [AlarmSeverity.TICKET]: new Set(),
  };
  /** The pages of objectives, by the names of their sources. */
  private readonly pages = new Map<string, IAlarm>();
  private readonly definitions = new Map<AlarmBase, AlarmDefinition>();
  private readonly sources = new Construct(this, 'Sources');
  private readonly composites = new Construct(this, 'Together');
  private readonly suppressors = new Construct(this, 'Quiet');

  constructor(
    scope: Construct,
    sources: ObservedSource[],
    private readonly options: RegionalAlarmsOptions,
  ) {
    super(scope, 'Watch');
    const { topicPrefix, existingTopics } = options;
    this.topics = existingTopics ? existingTopicsIn(this, existingTopics) : alarmTopics(this, topicPrefix);
    inOrderOfPages(sources).forEach((source) => this.addSource(source, sources));
    muteAlarmsDuring(this, options.maintenanceWindows, this.notifying);
  }

  /** The alarms that notify: those by themselves, and the composites of the others. */
  public get notifying(): AlarmBase[] {
    return [...this.definitions.keys()];
  }

  /** Adds actions to the alarms of a severity. An action that they have already is not added again. */
  public addActions(severity: AlarmSeverity, actions: AlarmAction[]): void {
    const added = actions.filter((action) => !this.actions[severity].has(action));
    added.forEach((action) => this.actions[severity].add(action));
    for (const [alarm, definition] of this.definitions) {
      if (definition.severity === severity) {
        addActionsTo(alarm, definition, added);
      }
    }
  }

  /**
   * Adds alarms on failed deliveries of the topics with subscribers. They notify the other topic, and maintenance windows
   * do not mute them. A topic without subscribers would always fail.
   */
  public addDeliveryAlarms(subscribed: AlarmSeverity[]): void {
    const scope = new Construct(this, 'AlarmPath');
    for (const definition of alarmPathDefinitions(this.topics, subscribed)) {
      this.notifyFrom(this.addAlarm(scope, this.options.topicPrefix, definition, Stack.of(this)), definition);
    }
  }

  private addSource(source: ObservedSource, all: ObservedSource[]): void {
    const { name, stack, alarms } = source;
    const scope = new Construct(this.sources, name);
    const composites = new Construct(this.composites, name);
    const suppressors = new Construct(this.suppressors, name);
    const { namePrefix, thresholds, deploymentQuietPeriod } = this.options;
    const prefix = `${namePrefix}-${name}`;
    const definitions = alarms.map((definition) => withThreshold(definition, thresholds[`${name}-${definition.id}`]));
    const created = new Map(
      definitions.map((definition) => {
        return [definition.id, { definition, alarm: this.addAlarm(scope, prefix, definition, stack) }] as const;
      }),
    );
    const suppressed = new SuppressedAlarms({ composites, suppressors }, prefix, deploymentQuietPeriod);
    for (const { definition, alarm } of created.values()) {
      if (definition.actionsEnabled === false) {
        continue; // a condition of others
      }
      const before = objectivesBefore(definition, source, all).flatMap((objective) => this.pages.get(objective) ?? []);
      if (hasComposite(definition) || before.length > 0) {
        const composite = suppressed.compositeFor(
          definition,
          created,
          before,
          before.length > 0 && source.replaces?.isLatency,
        );
        this.alarms.push(composite);
        if (definition.severity === AlarmSeverity.PAGE && source.replaces) {
          this.pages.set(name, composite);
        }
        // It goes to OK when the page of an objective takes over, and nothing has recovered.
        this.notifyFrom(composite, before.length > 0 ? { ...definition, notifyOnRecovery: false } : definition);
      } else {
        this.notifyFrom(alarm, definition);
      }
    }
    this.alarms.push(...suppressed.suppressors);
    this.names.push(...suppressed.names);
  }

  private addAlarm(scope: Construct, prefix: string, definition: AlarmDefinition, logStack: Stack): Alarm {
    const alarmName = `${prefix}-${definition.id}`;
    const { metric, threshold, comparisonOperator, evaluationPeriods, datapointsToAlarm, treatMissingData } =
      definition;
    const alarm = new Alarm(scope, definition.id, {
      ...{ metric, threshold, comparisonOperator, evaluationPeriods, datapointsToAlarm, treatMissingData, alarmName },
      alarmDescription: descriptionOf(Stack.of(scope), alarmName, definition, logStack.region, this.options.links),
    });
    this.alarms.push(alarm);
    this.names.push(alarmName);
    return alarm;
  }

  private notifyFrom(alarm: AlarmBase, definition: AlarmDefinition): void {
    const { severity } = definition;
    this.definitions.set(alarm, definition);
    addActionsTo(alarm, definition, [this.topics[severity].topicArn, ...this.actions[severity]]);
  }
}

/** Whether something may keep the alarm quiet, so that a composite notifies for it. */
function hasComposite({ suppressedAfter, ...others }: AlarmDefinition): boolean {
  const { suppressedBy = [], onlyWith = [], alsoNotifiesFor = [] } = others;
  return suppressedAfter !== undefined || [suppressedBy, onlyWith, alsoNotifiesFor].some((ids) => ids.length > 0);
}

/** Recovery is notified only where it means one: not for an event, and not for an alarm that another one suppresses. */
function addActionsTo(alarm: AlarmBase, definition: AlarmDefinition, actions: AlarmAction[]): void {
  const { notifyOnRecovery, suppressedBy = [] } = definition;
  const bound = actions.map((action): IAlarmAction => {
    return typeof action === 'string' ? { bind: () => ({ alarmActionArn: action }) } : action;
  });
  alarm.addAlarmAction(...bound);
  if (notifyOnRecovery && suppressedBy.length === 0) {
    alarm.addOkAction(...bound);
  }
}
