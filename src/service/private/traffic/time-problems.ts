import { Duration } from 'aws-cdk-lib';
import { timeoutsFor } from './timeouts';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { isWhole } from '../../../core/private/checks/values';
import type { ApiTrafficOptions } from '../../api-traffic-options';

/** Problems of timeouts, health check and access log retention. */
export function timeProblems(props: ApiTrafficOptions): Array<Problem | undefined> {
  const { healthCheck = {}, requestTimeout } = props;
  const late = lateTimes({
    requestTimeout,
    'healthCheck.interval': healthCheck.interval,
    'healthCheck.timeout': healthCheck.timeout,
    accessLogRetention: props.accessLogRetention,
  });
  if (late.length > 0) {
    return late;
  }
  const { healthInterval, healthTimeout } = timeoutsFor(requestTimeout, healthCheck);
  const [every, within] = [seconds(healthInterval), seconds(healthTimeout)];
  return [
    outside('requestTimeout', requestTimeout, 1, 3600),
    outside('healthCheck.interval', healthCheck.interval, 5, 300),
    outside('healthCheck.timeout', healthCheck.timeout, 2, 120),
    problemIf(within >= every, {
      code: 'api/health-check-overlaps',
      prop: healthCheck.timeout ? 'healthCheck.timeout' : 'healthCheck.interval',
      value: `${healthCheck.timeout ? within : every} seconds`,
      allowed: `must leave the timeout of ${within} seconds shorter than the interval of ${every}`,
      fix: 'set a shorter timeout or a longer interval',
    }),
    problemIf(healthCheck.path !== undefined && !/^\/[^\s#]{0,1023}$/.test(healthCheck.path), {
      code: 'api/not-a-path',
      prop: 'healthCheck.path',
      value: healthCheck.path,
      allowed: 'must begin with a slash, and have at most 1024 characters, without spaces and #',
      fix: 'write it like "/health"',
    }),
    ...retentionProblems(props),
  ];
}

/** Problems of the retention of access logs. */
export function retentionProblems({
  accessLogBucket,
  accessLogRetention,
}: Pick<ApiTrafficOptions, 'accessLogBucket' | 'accessLogRetention'>): Array<Problem | undefined> {
  const days = accessLogRetention?.toDays({ integral: false });
  return [
    problemIf(days !== undefined && !isWhole(days, 1, Number.MAX_SAFE_INTEGER), {
      code: 'api/not-a-retention',
      prop: 'accessLogRetention',
      value: `${days} days`,
      allowed: 'must be a whole number of days, at least 1',
      fix: 'give whole days',
    }),
    problemIf(accessLogBucket !== undefined && accessLogRetention !== undefined, {
      code: 'api/retention-of-another',
      prop: 'accessLogRetention',
      value: `${days} days`,
      allowed: "cannot be given beside 'accessLogBucket', since it applies to the bucket that the API creates",
      fix: 'set a lifecycle rule on that bucket',
    }),
  ];
}

/** Problems of times from which others are derived. */
export function lateTimes(times: Record<string, Duration | undefined>): Problem[] {
  return Object.entries(times)
    .filter(([, duration]) => duration?.isUnresolved())
    .map(([prop]) => ({
      code: 'api/late-time',
      prop,
      value: 'a time that only CloudFormation knows',
      allowed: 'must be known at synthesis, since other times are derived from it',
      fix: 'write it out, such as Duration.seconds(60)',
    }));
}

/** A time outside of what AWS accepts. */
export function outside(prop: string, duration: Duration | undefined, from: number, to: number): Problem | undefined {
  return problemIf(duration !== undefined && !isWhole(seconds(duration), from, to), {
    code: 'api/not-a-time',
    prop,
    value: `${duration && seconds(duration)} seconds`,
    allowed: `must be a whole number of seconds from ${from} to ${to}`,
    fix: 'give such a time',
  });
}

function seconds(duration: Duration): number {
  return duration.toSeconds({ integral: false });
}
