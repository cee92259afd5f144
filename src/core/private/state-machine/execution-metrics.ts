import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric, MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';

const FIVE_MINUTES = Duration.minutes(5);

/** Metric of the executions of a state machine. */
export function executionMetric(stateMachineArn: string, metricName: string, props: MetricOptions = {}): Metric {
  const fixed = { namespace: 'AWS/States', metricName, dimensionsMap: { StateMachineArn: stateMachineArn } };
  return new Metric({ period: FIVE_MINUTES, statistic: Stats.SUM, ...props, ...fixed });
}

/** Executions that ended in any other way than with success. */
export function failedExecutions(stateMachineArn: string, label: string, props: MetricOptions = {}): MathExpression {
  const { statistic, period, account, region, unit } = props;
  const count = (name: string) => {
    return executionMetric(stateMachineArn, name, { period, account, region, unit, ...(statistic && { statistic }) });
  };
  return new MathExpression({
    label,
    period: FIVE_MINUTES,
    ...props,
    expression: 'FILL(failed, 0) + FILL(timedOut, 0) + FILL(stopped, 0)',
    usingMetrics: {
      failed: count('ExecutionsFailed'),
      timedOut: count('ExecutionsTimedOut'),
      stopped: count('ExecutionsAborted'),
    },
  });
}
