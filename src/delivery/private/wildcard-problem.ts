import { literalOf } from './literal';
import { Problem, problemIf } from '../../core/private/checks/problems';

/** IAM matches `*`, `?` and variables, `${…}`, in a resource: such a name would grant access to other resources too. */
export function wildcardProblem(prop: string, name: string): Problem | undefined {
  const value = literalOf(name);
  return problemIf(/[*?$]/.test(value), {
    code: 'delivery/wildcard-in-name',
    prop,
    value,
    allowed: 'must be one resource: IAM matches wildcards and variables in its ARN',
    fix: 'write its whole name or id where the app imports it',
  });
}
