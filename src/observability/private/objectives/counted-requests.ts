import { Duration } from 'aws-cdk-lib';
import { IMetric, MathExpression, Metric, Unit } from 'aws-cdk-lib/aws-cloudwatch';
import { RequestMetrics } from '../../../core';
import type { ServiceLevel } from '../../service-level';

/** The requests of an objective, and those of them that miss it. */
export interface CountedRequests {
  readonly requests: IMetric;
  readonly failed: IMetric;
}

/** Failures of a period, in expressions over `requests` and `failed`. */
export const FAILED = 'FILL(failed, 0)';
/** All requests of a period: what reaches no target is a failure, and not among those that were counted. */
export const ALL_REQUESTS = `MAX([FILL(requests, 0), ${FAILED}])`;

/** Requests that fail, or that are not answered in time. */
export function countedRequests(
  { requests, failed, ...latency }: RequestMetrics,
  level: ServiceLevel,
): CountedRequests {
  if (!level._within) {
    return { requests, failed };
  }
  // The percentile rank is the percentage of data points up to a value.
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html
  const inTime = withStatistic(latency, `PR(:${boundOf(latency, level._within)})`);
  const slow = new MathExpression({
    label: 'Slow requests',
    expression: 'FILL(requests, 0) * (100 - FILL(inTime, 100)) / 100',
    usingMetrics: { requests, inTime },
  });
  return { requests, failed: slow };
}

/** The response time with another statistic. */
export function withStatistic({ responseTime }: Partial<RequestMetrics>, statistic: string): Metric {
  return (responseTime as Metric).with({ statistic });
}

/** A response time in the unit of the metric. */
export function boundOf({ responseTimeUnit = Unit.SECONDS }: Partial<RequestMetrics>, within: Duration): number {
  const milliseconds = within.toMilliseconds({ integral: false });
  return responseTimeUnit === Unit.SECONDS ? milliseconds / 1000 : milliseconds;
}
