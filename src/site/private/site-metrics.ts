import { MathExpression, Metric, MetricOptions, Stats, Unit } from 'aws-cdk-lib/aws-cloudwatch';
import { crossStackDistributionId, ObservedSite } from './references';
import { IAlarmSource, RequestMetrics } from '../../core';
import { EDGE_REGION } from '../../core/private/stacks/edge-stack';

/** Number of requests: the sum, unless `options` say otherwise. */
export function requestsMetric(site: ObservedSite, options?: MetricOptions): Metric {
  return distributionMetric(site, 'Requests', { statistic: Stats.SUM, ...options });
}

/** Percentage of requests with a server error: the average, unless `options` say otherwise. */
export function serverErrorRateMetric(site: ObservedSite, options?: MetricOptions): Metric {
  return distributionMetric(site, '5xxErrorRate', options);
}

/** Percentage of requests with a client error: the average, unless `options` say otherwise. */
export function clientErrorRateMetric(site: ObservedSite, options?: MetricOptions): Metric {
  return distributionMetric(site, '4xxErrorRate', options);
}

/** The requests of visitors for objectives. CloudFront counts errors as a percentage of them. */
export function siteRequestMetrics(site: ObservedSite & IAlarmSource, publishesLatency: boolean): RequestMetrics {
  const requests = requestsMetric(site);
  const failed = new MathExpression({
    label: 'Failed requests',
    expression: 'FILL(requests, 0) * FILL(rate, 0) / 100',
    usingMetrics: { requests, rate: serverErrorRateMetric(site) },
  });
  return {
    requests,
    failed,
    ...(publishesLatency && {
      responseTime: distributionMetric(site, 'OriginLatency'),
      responseTimeUnit: Unit.MILLISECONDS,
    }),
    region: EDGE_REGION,
    alarms: { source: site, failed: ['ServerErrors'], slow: [], outage: [] },
  };
}

/** A CloudFront metric for stacks with alarms and dashboards: in us-east-1, the one region that has it. */
function distributionMetric(site: ObservedSite, metricName: string, options?: MetricOptions): Metric {
  return new Metric({
    ...options,
    namespace: 'AWS/CloudFront',
    metricName,
    dimensionsMap: { DistributionId: crossStackDistributionId(site), Region: 'Global' },
    region: EDGE_REGION,
  });
}
