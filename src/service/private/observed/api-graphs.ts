import { Duration } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import {
  cpuUtilization,
  failedDeployments,
  healthyTargets,
  loadBalancerMetric,
  memoryUtilization,
  requests,
  startedDeployments,
  serverErrorRate,
  serviceMetric,
} from './api-metrics';
import type { ObservedApi } from './observed-api';
import { GraphDefinition, TrafficTier } from '../../../core';

/** Dashboard graphs, from the load balancer down to the tasks. */
export function apiGraphs(api: ObservedApi): GraphDefinition[] {
  const latencyAt = (percent: number) => {
    const statistic = Stats.percentile(percent);
    return loadBalancerMetric(api, 'TargetResponseTime', statistic, { label: `p${percent}, in seconds` });
  };
  const ofTasks = (metricName: string, label: string) => {
    return serviceMetric(api, 'ECS/ContainerInsights', metricName, { label });
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
    {
      tier: TrafficTier.SERVICE,
      title: 'Tasks',
      healthy: 'as many tasks run, and answer, as are wanted',
      metrics: [
        ofTasks('DesiredTaskCount', 'wanted'),
        ofTasks('RunningTaskCount', 'running'),
        healthyTargets(api, { label: 'answering' }),
      ],
    },
    {
      tier: TrafficTier.SERVICE,
      title: 'CPU and memory, in percent',
      healthy: 'CPU is under 80 %, memory under 85 % and flat between deployments',
      metrics: [cpuUtilization(api, { label: 'CPU' }), memoryUtilization(api, { label: 'memory' })],
    },
    {
      tier: TrafficTier.SERVICE,
      title: 'Deployments',
      healthy: 'none failed; whatever else changes on this page is read beside this graph',
      metrics: [
        startedDeployments(api, { label: 'began' }),
        failedDeployments(api, { label: 'failed, and were taken back' }),
      ],
    },
  ];
}
