import { Duration } from 'aws-cdk-lib';
import { textOf } from './file-size';
import { GraphDefinition, TrafficTier } from '../../../core';
import type { FileStore } from '../../file-store';

/** Graphs of what the bucket holds, and of its requests where these are counted. */
export function fileGraphs(store: FileStore, hasRequestMetrics: boolean): GraphDefinition[] {
  const period = Duration.minutes(5);
  const tier = TrafficTier.STORAGE;
  const requests: GraphDefinition = {
    tier,
    title: 'File requests refused and failed',
    healthy: 'less than a tenth is refused, and none fails',
    metrics: [
      store.metric4xxErrors({ period, label: 'Share refused' }),
      store.metric5xxErrors({ period, label: 'Share failed' }),
    ],
  };
  return [
    ...(hasRequestMetrics ? [requests] : []),
    {
      tier,
      title: 'Size of the files',
      healthy: `they take less than ${textOf(store.expectedSize)}`,
      metrics: [store.metricBucketSize({ label: 'Bytes in S3 Standard' })],
    },
    {
      tier,
      title: 'Number of files',
      healthy: 'it grows as the use does',
      metrics: [store.metricNumberOfObjects({ label: 'Versions' })],
    },
  ];
}
