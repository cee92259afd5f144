import { Stack } from 'aws-cdk-lib';
import { MathExpression, Metric, MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { SearchDomain } from '../../search-domain';

/** A metric of the domain. Its second dimension is the account. */
export function searchMetric(domain: SearchDomain, metricName: string, props?: MetricOptions): Metric {
  const dimensionsMap = { ClientId: Stack.of(domain).account, DomainName: domain.domainName };
  return new Metric({ namespace: 'AWS/ES', metricName, statistic: Stats.MAXIMUM, ...props, dimensionsMap });
}

/** Share of requests that failed. A domain without requests has none of both. */
export function failedRequests(domain: SearchDomain, props: MetricOptions = {}): MathExpression {
  const sum = { statistic: Stats.SUM, ...props, label: undefined, color: undefined }; // these are of the expression
  return new MathExpression({
    label: 'Failed requests in percent',
    ...props,
    expression: '100 * failed / requests',
    usingMetrics: {
      failed: searchMetric(domain, '5xx', sum),
      requests: searchMetric(domain, 'OpenSearchRequests', sum),
    },
  });
}
