import { Duration } from 'aws-cdk-lib';
import { Metric, MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';

/** What finds something, and the metric that counts it. */
export enum Scanner {
  INSPECTOR = 'InspectorFindings',
  IMAGE_SCAN = 'ImagesWithFindings',
  SECURITY_HUB = 'SecurityHubFindings',
  EXTERNAL = 'ExternalFindings',
}

/** Name of the log group with the events. */
export function findingLogName(name: string): string {
  return `/aws/events/findings/${name}`;
}

/** Namespace of the metrics, without dimensions: metric filters take these from the event alone. */
export function findingNamespace(name: string): string {
  return `ScannerFindings/${name}`;
}

/** Number of events that a metric filter counted. */
export function findingMetric(name: string, metricName: Scanner, props: MetricOptions = {}): Metric {
  const fixed = { namespace: findingNamespace(name), metricName, dimensionsMap: {} };
  return new Metric({ period: Duration.minutes(5), statistic: Stats.SUM, ...props, ...fixed });
}
