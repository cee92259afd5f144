import { Duration } from 'aws-cdk-lib';
import { MathExpression, MathExpressionOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { ALL_REQUESTS, CountedRequests, FAILED } from './counted-requests';
import { inPeriod } from './in-period';

const DAY = Duration.days(1);
/** Part of a burn rate at which an alarm that is on stays on. */
const STAYS_ON = 0.75;

/** The requests of an objective, and the share of them that may miss it. */
export interface Budget extends CountedRequests {
  readonly share: number;
}

/** Options with the window of a burn rate. */
interface Windowed extends MathExpressionOptions {
  readonly period: Duration;
}

/** Share of requests that may miss an objective, without the error of a subtraction of binary fractions. */
export function budgetShare(objective: number): number {
  return Number((1 - objective).toFixed(6));
}

/** Burn rate over one period: how many times faster than evenly over the month the budget is spent. */
export function burnRate({ requests, failed, share }: Budget, props: Windowed): MathExpression {
  return new MathExpression({
    label: 'Burn rate',
    ...props,
    expression: `IF(${FAILED} > 0, ${FAILED} / ${ALL_REQUESTS} / ${share}, 0)`,
    usingMetrics: inPeriod({ requests, failed }, props.period),
  });
}

/**
 * The same for an alarm that keeps its state while the burn rate wavers: it has a data point above the rate with enough
 * failures, and below three quarters of it or with half as many, and none between. The period of the alarm is the last one,
 * since CloudWatch takes an earlier one where the last has no data point.
 */
export function steadyBurnRate(budget: Budget, rate: number, minimumFailures: number, props: Windowed) {
  const isOn = `(burn > ${rate} AND ${FAILED} >= ${minimumFailures})`;
  const isOff = `(burn < ${Number((STAYS_ON * rate).toFixed(6))} OR ${FAILED} < ${minimumFailures / 2})`;
  const { period } = props;
  return new MathExpression({
    ...props,
    expression: `IF(EPOCH(burn) >= MAX(EPOCH(burn)) AND (${isOn} OR ${isOff}), IF(${isOn}, burn, 0))`,
    usingMetrics: { burn: burnRate(budget, { period }), ...inPeriod({ failed: budget.failed }, period) },
  });
}

/** Budget that is left of the time that a graph shows, in percent: its last data point counts. Below 0, it is overspent. */
export function budgetLeft({ requests, failed, share }: Budget, props: MathExpressionOptions = {}): MathExpression {
  return new MathExpression({
    label: 'Left of 30 days, in percent',
    period: DAY,
    ...props,
    expression: leftOf(FAILED, share),
    usingMetrics: inPeriod({ requests, failed }, props.period ?? DAY),
  });
}

/**
 * The same of the calendar month, in UTC, for a graph of 31 days: failures count since the last first of a month. The budget is
 * that of the 31 days: of the requests of the month so far, an outage on its first day would spend it many times over.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export function monthlyBudgetLeft(
  { requests, failed, share }: Budget,
  props: MathExpressionOptions = {},
): MathExpression {
  const period = props.period ?? DAY;
  const usingMetrics = inPeriod({ requests, failed }, period);
  const failedInMonth = new MathExpression({
    period,
    usingMetrics,
    expression: `IF(EPOCH(requests) >= MAX(IF(DATE(requests) == 1, EPOCH(requests), 0)), ${FAILED}, 0)`,
  });
  return new MathExpression({
    label: 'Left of this month, in percent',
    period: DAY,
    ...props,
    expression: leftOf('failedInMonth', share),
    usingMetrics: { ...usingMetrics, failedInMonth },
  });
}

function leftOf(failed: string, share: number): string {
  return `100 * (1 - RUNNING_SUM(${failed}) / SUM(${ALL_REQUESTS}) / ${share})`;
}
