import { Duration } from 'aws-cdk-lib';
import { Problem, problemIf } from './problems';
import { LOG_RETENTIONS } from '../formats/log-retention';

/** The problem of a retention that CloudWatch Logs does not have, as far as it is known. */
export function logRetentionProblem(
  code: string,
  prop: string,
  retention: Duration | undefined,
  fix: string,
): Problem | undefined {
  const days = retention?.isUnresolved() ? undefined : retention?.toDays({ integral: false });
  return problemIf(days !== undefined && !LOG_RETENTIONS.some((allowed) => allowed === days), {
    code,
    prop,
    value: `${days} days`,
    allowed: `must be a retention that CloudWatch Logs has: ${LOG_RETENTIONS.join(', ')} days`,
    fix,
  });
}
