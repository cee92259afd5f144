import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { AlarmDefinition, GraphDefinition, IAlarmSource, IMonitored, LogQueryDefinition } from '../../../core';
import { Problem, problemIf, throwOnProblems } from '../../../core/private/checks/problems';
import { topLevelStack } from '../../../core/private/stacks/stack-of';
import type { ServiceLevelObjective } from '../../service-level-objective';
import { ReplacedAlarms, withoutReplaced } from '../objectives/replaced-alarms';
import { definitionTypeProblems } from '../prop-types';

/** The definitions of a source. They are read once, because getters may compute them. */
export interface ObservedSource {
  /** Name of the source in names of alarms and on the dashboard. */
  readonly name: string;
  /** The construct or object. */
  readonly origin: IAlarmSource;
  /** Stack of the source. */
  readonly stack: Stack;
  readonly alarms: AlarmDefinition[];
  readonly graphs: GraphDefinition[];
  readonly queries: LogQueryDefinition[];
  /** Alarms of another source that an objective replaces. */
  readonly replaces?: ReplacedAlarms;
}

/** Reads the sources in the order of their names: maps from Java come in random order. */
export function observedSourcesOf(scope: Construct, sources: Record<string, IAlarmSource>): ObservedSource[] {
  const observed = Object.keys(sources)
    .sort()
    .map((name) => {
      const source: IAlarmSource & Partial<IMonitored> = sources[name];
      const alarms = source?.alarmDefinitions;
      throwOnProblems(scope, notASourceProblem(name, source, alarms));
      const { graphDefinitions: graphs, logQueries: queries } = source;
      const definitions = { alarmDefinitions: alarms, graphDefinitions: graphs, logQueries: queries };
      throwOnProblems(scope, ...definitionTypeProblems(name, definitions));
      return {
        name,
        origin: source,
        stack: topLevelStack(Construct.isConstruct(source) ? source : scope),
        alarms,
        graphs: graphs ?? [],
        queries: queries ?? [],
        replaces: (source as Partial<ServiceLevelObjective>)._replacedAlarms,
      };
    });
  throwOnProblems(scope, ...objectiveNameProblems(sources));
  return withoutReplaced(observed);
}

/** Objectives of one name, or one objective under two names: no operator would know which one an alarm is about. */
function objectiveNameProblems(sources: Record<string, IAlarmSource>): Array<Problem | undefined> {
  const named = Object.keys(sources)
    .sort()
    .map((source) => ({ source, name: nameOf(sources[source]) }));
  return named.map(({ source, name }, index) => {
    const before = name === undefined ? undefined : named.slice(0, index).find((other) => other.name === name);
    return problemIf(before !== undefined, {
      code: 'service-level/name-twice',
      prop: `sources.${source}`,
      value: name,
      allowed: `cannot be an objective of the name of ${before?.source}, because texts of alarms begin with it`,
      fix: "give one of them another 'objectiveName'",
    });
  });
}

function nameOf(source: IAlarmSource & { objectiveName?: string }): string | undefined {
  return source.objectiveName;
}

/** A value without a list of alarms, which plain JavaScript and a cast let through. */
function notASourceProblem(name: string, source: unknown, alarms: unknown): Problem | undefined {
  return problemIf(!Array.isArray(alarms), {
    code: 'observability/not-a-source',
    prop: `sources.${name}`,
    value: Construct.isConstruct(source) ? source.node.path : shown(source),
    allowed: 'must be an IAlarmSource, which has a list of alarmDefinitions',
    fix: 'pass a construct of this library, or an object such as { alarmDefinitions: [] } with alarms of your own',
  });
}

/** The type of the value: constructs and their like are no JSON. */
function shown(source: unknown): string | undefined {
  return source === undefined || source === null ? undefined : typeof source;
}
