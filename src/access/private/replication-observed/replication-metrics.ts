import { Duration } from 'aws-cdk-lib';
import { Metric, MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';

/** What metrics and alarms have to know of an endpoint. */
export interface MeteredEndpoint {
  readonly loadBalancer: string;
  readonly targetGroup: string;
  /** Whether `launchPhase` lets tasks run. */
  readonly hasTasks: boolean;
}

/** Relays that answer the health check. Without a registered one there is no data. */
export function healthyRelays({ loadBalancer, targetGroup }: MeteredEndpoint, props?: MetricOptions): Metric {
  const dimensions = { LoadBalancer: loadBalancer, TargetGroup: targetGroup };
  return metricOf('HealthyHostCount', Stats.MINIMUM, dimensions, props);
}

/** Connections of clients at a time. */
export function activeConnections({ loadBalancer }: MeteredEndpoint, props?: MetricOptions): Metric {
  return metricOf('ActiveFlowCount', Stats.MAXIMUM, { LoadBalancer: loadBalancer }, props);
}

/** Connections that clients begin. */
export function newConnections({ loadBalancer }: MeteredEndpoint, props?: MetricOptions): Metric {
  return metricOf('NewFlowCount', Stats.SUM, { LoadBalancer: loadBalancer }, props);
}

/** Bytes in both directions. */
export function processedBytes({ loadBalancer }: MeteredEndpoint, props?: MetricOptions): Metric {
  return metricOf('ProcessedBytes', Stats.SUM, { LoadBalancer: loadBalancer }, props);
}

function metricOf(
  metricName: string,
  statistic: string,
  dimensionsMap: Record<string, string>,
  props?: MetricOptions,
): Metric {
  return new Metric({
    ...{ period: Duration.minutes(1), statistic, ...props },
    ...{ namespace: 'AWS/NetworkELB', metricName, dimensionsMap },
  });
}
