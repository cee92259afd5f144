import { Duration, Stack } from 'aws-cdk-lib';
import {
  Alarm,
  AlarmRule,
  CompositeAlarm,
  ComparisonOperator,
  IAlarmRule,
  IMetric,
  MathExpression,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { describeTogether, Links } from './description';
import { AlarmDefinition, AlarmSeverity } from '../../core';

const MINUTE = Duration.minutes(1);
const MOST_TOGETHER = 25; // a rule takes 100 alarms and 10,240 characters

/**
 * Alarms that do not call by themselves: a composite calls for them, and is quiet while what explains them calls, and
 * for a bounded time after what stirs them up.
 */
export class Quiet {
  /** The alarms that keep composites quiet. They call nobody. */
  public readonly suppressors: Alarm[] = [];
  /** What suppressors and composites are called. */
  public readonly names: string[] = [];
  private readonly byMetric = new Map<IMetric, Alarm>();

  constructor(
    private readonly places: { readonly composites: Construct; readonly suppressors: Construct },
    private readonly prefix: string,
    private readonly time: Duration,
    private readonly links: Links,
  ) {}

  /** One composite for all that are quiet at the same times and call equally loud. */
  public composites(definitions: AlarmDefinition[], made: Map<string, Alarm>): Array<[CompositeAlarm, AlarmSeverity]> {
    return groupsOf(definitions).map((group) => {
      const [{ severity, mutedAfter, explainedBy = [] }] = group;
      const ids = group.map(({ id }) => id);
      const any = AlarmRule.anyOf(...ids.map((id) => made.get(id)!));
      const unexplained: IAlarmRule[] = explainedBy.map((id) => AlarmRule.not(made.get(id)!));
      const compositeAlarmName = `${this.prefix}-${togetherName(ids)}`;
      this.names.push(compositeAlarmName);
      const composite = new CompositeAlarm(this.places.composites, togetherName(ids), {
        compositeAlarmName,
        alarmDescription: describeTogether(Stack.of(this.places.composites), this.prefix, group, this.links),
        alarmRule: unexplained.length > 0 ? AlarmRule.allOf(any, ...unexplained) : any,
        actionsSuppressor: mutedAfter && this.suppressorFor(mutedAfter),
        // What begins and what it stirs up reach CloudWatch in any order.
        actionsSuppressorWaitPeriod: mutedAfter && Duration.minutes(2),
        actionsSuppressorExtensionPeriod: mutedAfter && Duration.minutes(1),
      });
      return [composite, severity];
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

function groupsOf(definitions: AlarmDefinition[]): AlarmDefinition[][] {
  const groups: AlarmDefinition[][] = [];
  for (const definition of definitions) {
    const group = groups.find((it) => it.length < MOST_TOGETHER && areQuietTogether(it[0], definition));
    if (group) {
      group.push(definition);
    } else {
      groups.push([definition]);
    }
  }
  return groups;
}

function areQuietTogether(one: AlarmDefinition, other: AlarmDefinition): boolean {
  const explained = [one, other].map(({ explainedBy }) => [...(explainedBy ?? [])].sort().join());
  return one.severity === other.severity && one.mutedAfter === other.mutedAfter && explained[0] === explained[1];
}

/** Who is meant, where it is one not as the alarm itself, as long as a name may be: 255 characters, of which prefix and source take 101. */
function togetherName(ids: string[]): string {
  const all = ids.length === 1 ? `${ids[0]}-Call` : ids.join('Or');
  return all.length <= 150 ? all : `${ids[0]}Or${ids.length - 1}Others`;
}
