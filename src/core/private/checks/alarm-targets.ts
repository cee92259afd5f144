import { Problem, problemIf } from './problems';
import { instance } from './types';

/** Where alarms are sent. */
export const TARGET = instance('an IAlarmTarget, such as AlarmTarget.email()', 'bind');

/** The problem of a severity without targets. */
export function noTargetProblem(route: string, count: number): Problem | undefined {
  return problemIf(count === 0, {
    code: 'observability/no-target',
    prop: route,
    value: [],
    allowed: 'must have at least one target, because each severity also reports failed deliveries of the other',
    fix: "pass one such as AlarmTarget.email('oncall@bank.example')",
  });
}
