import { IMetric } from 'aws-cdk-lib/aws-cloudwatch';

/** The statistic of a metric that does not count events, such as an average. Of a math expression it is not known. */
export function otherThanCount(metric: IMetric | undefined): string | undefined {
  const statistic = metric?.toMetricConfig().metricStat?.statistic;
  return statistic === undefined || /^(sum|samplecount|n)$/i.test(statistic) ? undefined : statistic;
}
