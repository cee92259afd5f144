import { AlarmInput } from './alarm-inputs';
import { Problem, problemIf } from '../../../core/private/checks/problems';

/** The sources with the team's own thresholds. The text of such an alarm says so: its own number is another. */
export function withThresholds(watched: AlarmInput[], thresholds: Record<string, number>): AlarmInput[] {
  return watched.map((source) => ({
    ...source,
    alarms: source.alarms.map((definition) => {
      const threshold = thresholds[`${source.name}-${definition.id}`];
      const symptom = `${definition.symptom} (Here it calls at ${threshold}, and not at ${definition.threshold}.)`;
      return threshold === undefined ? definition : { ...definition, threshold, symptom };
    }),
  }));
}

/** A threshold of an alarm that there is not would change nothing, and nobody would know. */
export function thresholdProblems(
  watched: AlarmInput[],
  thresholds: Record<string, number>,
): Array<Problem | undefined> {
  const names = watched.flatMap(({ name, alarms }) => alarms.map(({ id }) => `${name}-${id}`));
  return Object.keys(thresholds)
    .sort()
    .flatMap((name) => [
      problemIf(!names.includes(name), {
        code: 'observability/unknown-alarm',
        prop: 'thresholds',
        value: name,
        allowed: 'there is no alarm of that name',
        fix: `take some of ${names.join(', ')}`,
      }),
      problemIf(!Number.isFinite(thresholds[name]), {
        code: 'observability/threshold',
        prop: `thresholds.${name}`,
        value: thresholds[name],
        allowed: 'it is no number',
        fix: 'pass a number in the unit of the alarm',
      }),
    ]);
}
