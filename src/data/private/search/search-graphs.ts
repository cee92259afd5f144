import { Duration } from 'aws-cdk-lib';
import { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { GraphDefinition, TrafficTier } from '../../../core';
import type { SearchDomain } from '../../search-domain';

/** Graphs of the domain. */
export function searchGraphs(domain: SearchDomain): GraphDefinition[] {
  const period = Duration.minutes(5);
  const graph = (title: string, healthy: string, ...metrics: IMetric[]): GraphDefinition => {
    return { tier: TrafficTier.DATABASE, title, healthy, metrics };
  };
  return [
    graph('Search: failed requests', 'there are none', domain.metricFailedRequests({ period, label: 'Percent' })),
    graph(
      'Search: health',
      'both are 0',
      domain.metric('ClusterStatus.red', { period, label: 'Red' }),
      domain.metric('ClusterStatus.yellow', { period, label: 'Yellow' }),
    ),
    graph(
      'Search: free storage of the fullest node',
      `it is above ${domain.volumeSize.toMebibytes() / 4} MiB, a quarter of the volume`,
      domain.metricFreeStorage({ period, label: 'MiB' }),
    ),
    graph(
      'Search: Java memory and CPU of the busiest node',
      'memory goes down again from 75 %, and the CPU is below 80 %',
      domain.metric('JVMMemoryPressure', { period, label: 'Memory, percent' }),
      domain.metric('CPUUtilization', { period, label: 'CPU, percent' }),
    ),
  ];
}
