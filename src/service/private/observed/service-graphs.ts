import { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ObservedService } from './observed-service';
import {
  cpuUtilization,
  failedDeployments,
  memoryUtilization,
  serviceMetric,
  startedDeployments,
} from './service-metrics';
import { GraphDefinition, TrafficTier } from '../../../core';

/** Dashboard graphs of tasks and deployments, with what shows that tasks answer, if anything calls them. */
export function serviceGraphs(service: ObservedService, answering: IMetric[] = []): GraphDefinition[] {
  const ofTasks = (metricName: string, label: string) => {
    return serviceMetric(service, 'ECS/ContainerInsights', metricName, { label });
  };
  return [
    {
      tier: TrafficTier.SERVICE,
      title: 'Tasks',
      healthy:
        answering.length > 0 ? 'as many tasks run, and answer, as are wanted' : 'as many tasks run as are wanted',
      metrics: [ofTasks('DesiredTaskCount', 'wanted'), ofTasks('RunningTaskCount', 'running'), ...answering],
    },
    {
      tier: TrafficTier.SERVICE,
      title: 'CPU and memory, in percent',
      healthy: 'CPU is under 80 %, memory under 85 % and flat between deployments',
      metrics: [cpuUtilization(service, { label: 'CPU' }), memoryUtilization(service, { label: 'memory' })],
    },
    {
      tier: TrafficTier.SERVICE,
      title: 'Deployments',
      healthy: 'none failed; whatever else changes on this page is read beside this graph',
      metrics: [
        startedDeployments(service, { label: 'began' }),
        failedDeployments(service, { label: 'failed, and were taken back' }),
      ],
    },
  ];
}
