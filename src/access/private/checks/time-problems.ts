import { Duration } from 'aws-cdk-lib';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { LOG_RETENTIONS } from '../../../core/private/formats/log-retention';

/** Quota "Maximum integration timeout" of an account, unless it was raised, and the most that it can be. */
export const USUAL_QUOTA = 29;
const HIGHEST_QUOTA = 300;

/** The problem of the time that an integration has. */
export function timeoutProblem(prop: string, timeout: Duration, quotaSeconds: number): Problem | undefined {
  const late = lateProblem(prop, timeout);
  if (late) {
    return late;
  }
  const seconds = timeout.toSeconds({ integral: false });
  return problemIf(!(seconds >= 0.05 && seconds <= quotaSeconds), {
    code: 'machine-api/timeout-above-quota',
    prop,
    value: `${seconds} s`,
    allowed: `must be from 50 ms to ${quotaSeconds} s, the quota of the account`,
    fix: 'lower it, or request a higher quota and state it as `integrationTimeoutQuota`',
  });
}

/** The problem of a quota that is stated. */
export function quotaProblem(quota: Duration): Problem | undefined {
  const late = lateProblem('integrationTimeoutQuota', quota);
  if (late) {
    return late;
  }
  const seconds = quota.toSeconds({ integral: false });
  return problemIf(!(seconds >= USUAL_QUOTA && seconds <= HIGHEST_QUOTA), {
    code: 'machine-api/not-a-quota',
    prop: 'integrationTimeoutQuota',
    value: `${seconds} s`,
    allowed: `must be from ${USUAL_QUOTA} to ${HIGHEST_QUOTA} s, what AWS grants to REGIONAL endpoints`,
    fix: 'pass what Service Quotas shows as "Maximum integration timeout in milliseconds"',
  });
}

/** The problem of a retention that CloudWatch Logs does not have. */
export function retentionProblem(retention: Duration): Problem | undefined {
  const late = lateProblem('logRetention', retention);
  if (late) {
    return late;
  }
  const days = retention.toDays({ integral: false });
  return problemIf(!LOG_RETENTIONS.some((it) => it === days), {
    code: 'machine-api/not-a-retention',
    prop: 'logRetention',
    value: `${days} days`,
    allowed: `must be one that CloudWatch Logs has: ${LOG_RETENTIONS.join(', ')} days`,
    fix: 'pass the next longer one',
  });
}

function lateProblem(prop: string, time: Duration): Problem | undefined {
  return problemIf(time.isUnresolved(), {
    code: 'machine-api/late-time',
    prop,
    value: 'a time that only CloudFormation knows',
    allowed: 'must be known at synthesis, since it is compared with the limits of API Gateway',
    fix: 'write it out',
  });
}
