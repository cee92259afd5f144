import { RequestMetrics } from '../../../core';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { areDifferent } from '../../../core/private/stacks/stack-of';
import { regionsOf } from '../alarms/alarm-problems';

/** The problem of metrics of another region than the alarms of the objective. */
export function regionProblem(metrics: RequestMetrics, ofStack: string): Problem | undefined {
  const { requests, failed, responseTime, region = ofStack } = metrics;
  const given = [requests, failed, ...(responseTime ? [responseTime] : [])].flatMap(regionsOf);
  const other = given.find((it) => areDifferent(it, region));
  const third = given.find((it) => other !== undefined && areDifferent(it, other));
  return third === undefined
    ? problemIf(other !== undefined, {
        code: 'service-level/region',
        prop: 'metrics.region',
        value: region,
        allowed: `must be ${other}, the region of the metrics: an alarm in another region never fires`,
        fix: `pass '${other}'`,
      })
    : {
        code: 'service-level/regions',
        prop: 'metrics',
        value: [other, third],
        allowed: 'must be of one region, because an alarm reads metrics of its own region alone',
        fix: 'use metrics of one region',
      };
}
