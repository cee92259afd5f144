import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { attach } from './attach';
import { listProblem } from './kind-problem';
import { logGroupCountProblem, logGroupProblems, logReadStatements } from './log-groups';
import type { PermissionSet } from './permission-set';
import { throwOnProblems } from '../../core/private/checks/problems';
import { requireArgument } from '../../core/private/checks/required-props';

/** Throws if the argument of `readLogs()` is missing or of another type. */
export function requireLogGroups(place: string, logGroups: ILogGroup[]): void {
  requireArgument(place, 'logGroups', logGroups);
  throwOnProblems(
    place,
    listProblem('logGroups', logGroups, 'ILogGroup', (it) => typeof it?.logGroupName === 'string'),
    Array.isArray(logGroups) ? logGroupCountProblem(logGroups) : undefined,
  );
}

/** What `readLogs()` holds for its role. */
export function logReadPermissions(logGroups: ILogGroup[]): PermissionSet {
  return {
    isListed: true,
    description: 'Reads logs from outside',
    problemsOf: (role) => logGroupProblems(role, logGroups),
    grantTo: (role) => attach(role, 'Logs', logReadStatements(role, logGroups)),
  };
}
