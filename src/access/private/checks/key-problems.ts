import { Problem, problemIf } from '../../../core/private/checks/problems';

/** The problem of an API without keys, whose usage plan is asked for. */
export function keysProblem(usagePlanId: string | undefined): Problem | undefined {
  return problemIf(usagePlanId === undefined, {
    code: 'machine-api/no-keys',
    prop: 'quota',
    value: undefined,
    allowed: 'must be given for API keys, where the authorizer is a user pool',
    fix: 'pass for example `quota: { requestsPerDay: 10_000 }`',
  });
}
