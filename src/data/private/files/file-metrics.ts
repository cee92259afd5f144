import { Duration } from 'aws-cdk-lib';
import { Metric, MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFileStore } from '../../i-file-store';

/** Id of the metrics configuration of S3 that counts all requests. */
export const ALL_REQUESTS = 'EntireBucket';

/** A metric of what the bucket holds, which S3 publishes once a day and does not bill. */
export function storageMetric(
  store: IFileStore,
  metricName: string,
  StorageType: string,
  props?: MetricOptions,
): Metric {
  const dimensionsMap = { BucketName: store.bucketName, StorageType };
  const usual = { statistic: Stats.AVERAGE, period: Duration.days(1) };
  return new Metric({ namespace: 'AWS/S3', metricName, ...usual, ...props, dimensionsMap });
}

/** A metric of requests, which S3 publishes each minute where the bucket has a metrics configuration. */
export function requestMetric(store: IFileStore, metricName: string, props?: MetricOptions): Metric {
  const dimensionsMap = { BucketName: store.bucketName, FilterId: ALL_REQUESTS };
  return new Metric({ namespace: 'AWS/S3', metricName, statistic: Stats.AVERAGE, ...props, dimensionsMap });
}
