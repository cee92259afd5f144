import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric, MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { deployments, FAILED, STARTED } from './deployment-metrics';
import type { ObservedService } from './observed-service';

export const MINUTE = Duration.minutes(1);

/** Metric of the ECS service. */
export function serviceMetric(
  { clusterName, serviceName }: Pick<ObservedService, 'clusterName' | 'serviceName'>,
  namespace: string,
  metricName: string,
  props: MetricOptions = {},
): Metric {
  const dimensionsMap = { ClusterName: clusterName, ServiceName: serviceName };
  return new Metric({ period: MINUTE, statistic: Stats.AVERAGE, ...props, namespace, metricName, dimensionsMap });
}

export function startedDeployments({ serviceName }: ObservedService, props?: MetricOptions): Metric {
  return deployments(serviceName, STARTED, props);
}

export function failedDeployments({ serviceName }: ObservedService, props?: MetricOptions): Metric {
  return deployments(serviceName, FAILED, props);
}

export function cpuUtilization(api: ObservedService, props?: MetricOptions): Metric {
  return serviceMetric(api, 'AWS/ECS', 'CPUUtilization', props);
}

export function memoryUtilization(api: ObservedService, props?: MetricOptions): Metric {
  return serviceMetric(api, 'AWS/ECS', 'MemoryUtilization', props);
}

/** Running tasks where tasks are desired, as Container Insights counts them; 1 where none is desired. */
export function runningTasks(service: ObservedService, props: MetricOptions = {}): MathExpression {
  return ofTaskCounts(service, 'Tasks that run', 'IF(desired > 0, FILL(running, 0), 1)', props);
}

/** Desired tasks minus running tasks, as Container Insights counts them. */
export function missingTasks(service: ObservedService, props: MetricOptions = {}): MathExpression {
  return ofTaskCounts(service, 'Tasks that are missing', 'desired - FILL(running, 0)', props);
}

function ofTaskCounts(
  service: ObservedService,
  label: string,
  expression: string,
  props: MetricOptions,
): MathExpression {
  const { statistic } = props;
  const count = (name: string) => {
    return serviceMetric(service, 'ECS/ContainerInsights', name, {
      ...sourceOf(props),
      ...(statistic && { statistic }),
    });
  };
  return new MathExpression({
    label,
    period: MINUTE,
    ...props,
    expression,
    usingMetrics: { desired: count('DesiredTaskCount'), running: count('RunningTaskCount') },
  });
}

/** Options that a math expression passes to its metrics: it has no account, region or unit itself. */
export function sourceOf({ period, account, region, unit }: MetricOptions): MetricOptions {
  return { period, account, region, unit };
}
