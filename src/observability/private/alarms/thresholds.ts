import { AlarmDefinition } from '../../../core';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { ObservedSource } from '../sources/observed-source';

/** The definition with a threshold of the team, if there is one. Its text says so, because the symptom names the default. */
export function withThreshold(definition: AlarmDefinition, threshold: number | undefined): AlarmDefinition {
  const symptom = `${definition.symptom} (Here it calls at ${threshold}, and not at ${definition.threshold}.)`;
  return threshold === undefined ? definition : { ...definition, threshold, symptom };
}

/** Thresholds of alarms that do not exist: they would change nothing, without a sign. */
export function thresholdProblems(
  sources: ObservedSource[],
  thresholds: Record<string, number>,
): Array<Problem | undefined> {
  const names = sources.flatMap(({ name, alarms }) => alarms.map(({ id }) => `${name}-${id}`));
  return Object.keys(thresholds)
    .sort()
    .flatMap((name) => {
      const burnRate = burnRateOf(name, sources);
      return [
        problemIf(!names.includes(name), {
          code: 'observability/unknown-alarm',
          prop: 'thresholds',
          value: name,
          allowed: 'must be the name of an alarm',
          fix: `use one of ${names.join(', ')}`,
        }),
        problemIf(!Number.isFinite(thresholds[name]), {
          code: 'observability/threshold',
          prop: `thresholds.${name}`,
          value: thresholds[name],
          allowed: 'must be a number',
          fix: 'pass a number in the unit of the alarm',
        }),
        problemIf(burnRate !== undefined, {
          code: 'service-level/threshold',
          prop: `thresholds.${name}`,
          value: thresholds[name],
          allowed: 'cannot be of an alarm on a burn rate, because its math expression has the rate, too',
          fix: `pass '${burnRate}' to the ServiceLevelObjective`,
        }),
      ];
    });
}

/** The burn rate that the alarm of an objective is on, if the name is of one. */
function burnRateOf(name: string, sources: ObservedSource[]): string | undefined {
  const objectives = sources.filter(({ origin }) => '_replacedAlarms' in origin);
  const ids = objectives.flatMap((source) => source.alarms.filter(({ id }) => `${source.name}-${id}` === name));
  const [, speed] = /^(Fast|Medium|Slow)Burn/.exec(ids[0]?.id ?? '') ?? [];
  return speed && `${speed.toLowerCase()}Burn`;
}
