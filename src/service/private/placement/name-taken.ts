import { Construct } from 'constructs';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { claimUnique, regionalHomeOf } from '../../../core/private/checks/unique-claims';

/**
 * Problem of a name that another service or task has. A region has one log group of a name, whatever the cluster: that of
 * the container, and that of the events of deployments. Of a family `RunTask` takes the latest revision.
 */
export function nameTakenProblem(scope: Construct, name: string, prop: string = 'serviceName'): Problem | undefined {
  const before = claimUnique(scope, ['service/name', ...regionalHomeOf(scope), name], scope);
  return problemIf(before !== undefined, {
    code: 'service/name-taken',
    prop,
    value: name,
    allowed: `must be unique in an account and region, and ${before} has that name: log groups and task definitions would collide`,
    fix: 'give one of the two another name',
  });
}
