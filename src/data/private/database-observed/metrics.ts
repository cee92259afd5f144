import { Metric, MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { COUNTED_EVENTS, countedNamespace } from '../database/events';
import type { RunningDatabase } from '../database/running-database';

/** What metrics need to know of a database. */
export type ObservedDatabase = Pick<RunningDatabase, 'identifier' | 'dimensions'>;

/** A metric of RDS. */
export function rdsMetric(
  { dimensions }: Pick<RunningDatabase, 'dimensions'>,
  metricName: string,
  statistic: string,
  props?: MetricOptions,
): Metric {
  return new Metric({ namespace: 'AWS/RDS', metricName, statistic, ...props, dimensionsMap: dimensions });
}

/** Events of RDS that metric filters count. */
export function countedMetric({ identifier }: ObservedDatabase, metricName: string, props?: MetricOptions): Metric {
  return new Metric({ namespace: countedNamespace(identifier), metricName, statistic: Stats.SUM, ...props });
}

/** Failovers to another DB instance. */
export function failovers(database: ObservedDatabase, props?: MetricOptions): Metric {
  return countedMetric(database, COUNTED_EVENTS.failover, props);
}
