import { Stack, Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { AlarmDefinition, GraphDefinition, IAlarmSource, IMonitored, LogQueryDefinition } from '../../../core';
import { areDifferent, topLevelStack } from '../../../core/private/stacks/stack-of';

/** A source, read once. */
export interface AlarmInput {
  /** What it is called in names of alarms and on the dashboard. */
  readonly name: string;
  /** The stack that has it. */
  readonly stack: Stack;
  readonly alarms: AlarmDefinition[];
  readonly graphs: GraphDefinition[];
  readonly queries: LogQueryDefinition[];
}

/** The sources by name, in the order of their names: languages hand maps over in any order. */
export function alarmInputsOf(scope: Construct, sources: Record<string, IAlarmSource>): AlarmInput[] {
  return Object.keys(sources)
    .sort()
    .map((name) => {
      const source: IAlarmSource & Partial<IMonitored> = sources[name];
      return {
        name,
        stack: topLevelStack(Construct.isConstruct(source) ? source : scope),
        alarms: source.alarmDefinitions,
        graphs: source.graphDefinitions ?? [],
        queries: source.logQueries ?? [],
      };
    });
}

/** Sources that stacks of one Stage and one account can observe together. */
export interface AlarmEnvironment {
  /** The stack beside which they are observed. */
  readonly anchor: Stack;
  readonly watched: AlarmInput[];
}

/** The world of the observer first; values cross neither Stages nor accounts, so each further one is observed there. */
export function alarmEnvironmentsOf(home: Stack, watched: AlarmInput[]): AlarmEnvironment[] {
  const worlds: AlarmEnvironment[] = [{ anchor: home, watched: [] }];
  for (const source of watched) {
    const known = worlds.find(({ anchor }) => areOfOneWorld(anchor, source.stack));
    if (known) {
      known.watched.push(source);
    } else {
      worlds.push({ anchor: source.stack, watched: [source] });
    }
  }
  return worlds.filter(({ watched: sources }) => sources.length > 0);
}

function areOfOneWorld(one: Stack, other: Stack): boolean {
  return Stage.of(one) === Stage.of(other) && !areDifferent(one.account, other.account);
}
