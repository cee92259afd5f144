import { Duration } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { healthyTargets, loadBalancerMetric, requests, serverErrorRate } from './api-metrics';
import type { ObservedApi } from './observed-api';
import { serviceGraphs } from './service-graphs';
import { GraphDefinition, TrafficTier } from '../../../core';

/** Dashboard graphs, from the load balancer down to the tasks. */
export function apiGraphs(api: ObservedApi): GraphDefinition[] {
  const latencyAt = (percent: number) => {
    const statistic = Stats.percentile(percent);
    return loadBalancerMetric(api, 'TargetResponseTime', statistic, { label: `p${percent}, in seconds` });
  };
  return [
    {
      tier: TrafficTier.LOAD_BALANCER,
      title: 'Requests',
      healthy: 'follows the hour of the day, without a cliff',
      metrics: [requests(api, { label: 'Requests a minute' })],
    },
    {
      tier: TrafficTier.LOAD_BALANCER,
      title: 'Errors of the server, in percent',
      healthy: 'is 0; above 1 % in five minutes an alarm pages',
      metrics: [serverErrorRate(api, { period: Duration.minutes(5) })], // as the alarm looks at it
    },
    {
      tier: TrafficTier.LOAD_BALANCER,
      title: 'Latency',
      healthy: 'p99 is under 2 seconds, p50 far below it',
      metrics: [99, 90, 50].map(latencyAt),
    },
    ...serviceGraphs(api, [healthyTargets(api, { label: 'answering' })]),
  ];
}
