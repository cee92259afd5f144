import { Duration } from 'aws-cdk-lib';
import { IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';

/**
 * Metrics in the period of the expression that uses them. A math expression would set it by itself, with a warning for each of
 * its metrics that has another one: requests are counted by the minute, and an objective has windows of up to a day.
 */
export function inPeriod<T extends Record<string, IMetric>>(metrics: T, period: Duration): Record<keyof T, IMetric> {
  const changed = Object.entries(metrics).map(([id, metric]) => [id, changedTo(metric, period)]);
  return Object.fromEntries(changed) as Record<keyof T, IMetric>;
}

function changedTo(metric: IMetric, period: Duration): IMetric {
  const { mathExpression } = metric.toMetricConfig();
  if (mathExpression === undefined) {
    return (metric as Partial<Metric>).with?.({ period }) ?? metric;
  }
  const { expression, usingMetrics, searchAccount, searchRegion } = mathExpression;
  const { label, color } = metric as MathExpression;
  return new MathExpression({
    ...{ expression, label, color, period, searchAccount, searchRegion },
    usingMetrics: inPeriod(usingMetrics, period),
  });
}
