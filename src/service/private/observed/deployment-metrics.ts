import { Duration } from 'aws-cdk-lib';
import { Metric, MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';

/** Deployments that started. */
export const STARTED = 'StartedDeployments';

/** Deployments that failed and were rolled back. */
export const FAILED = 'FailedDeployments';

/** Namespace of the metrics of one service, without dimensions: metric filters take these from the event alone. */
export function deploymentNamespace(serviceName: string): string {
  return `Deployments/${serviceName}`;
}

/** Number of deployments that metric filters counted. */
export function deployments(serviceName: string, metricName: string, props: MetricOptions = {}): Metric {
  const fixed = { namespace: deploymentNamespace(serviceName), metricName, dimensionsMap: {} };
  return new Metric({ period: Duration.minutes(1), statistic: Stats.SUM, ...props, ...fixed });
}
