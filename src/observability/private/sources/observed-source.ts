import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { AlarmDefinition, GraphDefinition, IAlarmSource, IMonitored, LogQueryDefinition } from '../../../core';
import { topLevelStack } from '../../../core/private/stacks/stack-of';

/** The definitions of a source. They are read once, because getters may compute them. */
export interface ObservedSource {
  /** Name of the source in names of alarms and on the dashboard. */
  readonly name: string;
  /** Stack of the source. */
  readonly stack: Stack;
  readonly alarms: AlarmDefinition[];
  readonly graphs: GraphDefinition[];
  readonly queries: LogQueryDefinition[];
}

/** Reads the sources in the order of their names: maps from Java come in random order. */
export function observedSourcesOf(scope: Construct, sources: Record<string, IAlarmSource>): ObservedSource[] {
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
