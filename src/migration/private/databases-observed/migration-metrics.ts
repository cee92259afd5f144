import { Duration } from 'aws-cdk-lib';
import { Metric, MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { countedNamespace, STOPS } from '../databases/task-logs';

/** A metric of the task. */
export function taskMetric(name: string, metricName: string, props?: MetricOptions): Metric {
  const dimensionsMap = { ReplicationInstanceIdentifier: name, ReplicationTaskIdentifier: name };
  return new Metric({ namespace: 'AWS/DMS', metricName, statistic: Stats.MAXIMUM, ...props, dimensionsMap });
}

/** Free storage of the replication instance. */
export function freeStorageOf(name: string, props?: MetricOptions): Metric {
  const dimensionsMap = { ReplicationInstanceExternalResourceId: name };
  const metricName = 'FreeStorageSpace';
  return new Metric({ namespace: 'AWS/DMS', metricName, statistic: Stats.MINIMUM, ...props, dimensionsMap });
}

/** How often the task stopped or failed. */
export function stopsOf(name: string, props: MetricOptions = {}): Metric {
  const fixed = { namespace: countedNamespace(name), metricName: STOPS, dimensionsMap: {} };
  return new Metric({ period: Duration.minutes(1), statistic: Stats.SUM, ...props, ...fixed });
}
