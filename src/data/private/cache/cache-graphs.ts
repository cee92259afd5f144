import { Duration } from 'aws-cdk-lib';
import { GraphDefinition, TrafficTier } from '../../../core';
import type { ValkeyCache } from '../../valkey-cache';

/** Graphs of the cache beside its limits. */
export function cacheGraphs(cache: ValkeyCache): GraphDefinition[] {
  const period = Duration.minutes(1);
  return [
    {
      tier: TrafficTier.CACHE,
      title: 'Data held',
      healthy: `it holds less than 80 % of ${cache.maxDataStorage.toGibibytes()} GB`,
      metrics: [cache.metricBytesUsed({ period, label: 'Bytes' })],
    },
    {
      tier: TrafficTier.CACHE,
      title: 'Computing',
      healthy: `it computes less than 80 % of ${60 * cache.maxEcpuPerSecond} units a minute`,
      metrics: [cache.metricProcessingUnits({ period, label: 'ElastiCache processing units a minute' })],
    },
    {
      tier: TrafficTier.CACHE,
      title: 'Calls refused',
      healthy: 'it refuses none',
      metrics: [cache.metricThrottledCommands({ period, label: 'Calls a minute' })],
    },
  ];
}
