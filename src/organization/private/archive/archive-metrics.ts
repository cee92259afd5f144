import { Metric, MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { ArchiveNames } from './archive-names';

/** Id of the replication rule of a landing bucket: a dimension of its metrics. */
export const REPLICATION_RULE = 'LogArchive';

/** Names that the metrics of a replication have as dimensions. */
export type Replicated = Pick<ArchiveNames, 'bucketName' | 'landingBucketName'>;

/** A metric of the replication from a landing bucket into the locked bucket. */
export function replicationMetric(names: Replicated, metricName: string, props?: MetricOptions): Metric {
  const dimensionsMap = {
    SourceBucket: names.landingBucketName,
    DestinationBucket: names.bucketName,
    RuleId: REPLICATION_RULE,
  };
  return new Metric({ namespace: 'AWS/S3', metricName, statistic: Stats.SUM, ...props, dimensionsMap });
}

/** A metric of the Firehose stream that delivers log groups. */
export function deliveryMetric({ logsName }: ArchiveNames, metricName: string, props?: MetricOptions): Metric {
  return new Metric({
    namespace: 'AWS/Firehose',
    metricName,
    ...props,
    dimensionsMap: { DeliveryStreamName: logsName },
  });
}
