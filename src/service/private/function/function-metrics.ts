import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric, MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { sourceOf } from '../observed/service-metrics';

const FIVE_MINUTES = Duration.minutes(5);

/** A metric of one function. */
export function functionMetric(functionName: string, metricName: string, props: MetricOptions = {}): Metric {
  const fixed = { namespace: 'AWS/Lambda', metricName, dimensionsMap: { FunctionName: functionName } };
  return new Metric({ period: FIVE_MINUTES, statistic: Stats.SUM, ...props, ...fixed });
}

/** Invocations that failed, in percent. */
export function errorRate(functionName: string, props: MetricOptions = {}): MathExpression {
  const { statistic } = props;
  const count = (metricName: string) => {
    return functionMetric(functionName, metricName, { ...sourceOf(props), ...(statistic && { statistic }) });
  };
  return new MathExpression({
    label: 'Invocations that failed, in percent',
    period: FIVE_MINUTES,
    ...props,
    expression: 'IF(invocations > 0, 100 * errors / invocations, 0)',
    usingMetrics: { errors: count('Errors'), invocations: count('Invocations') },
  });
}
