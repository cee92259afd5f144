import { Duration } from 'aws-cdk-lib';
import {
  ComparisonOperator,
  IMetric,
  MathExpression,
  Metric,
  MetricOptions,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmDefinition, AlarmSeverity, GraphDefinition, TrafficTier } from '../../../core';
import { sourceOf } from '../observed/service-metrics';

const FIVE_MINUTES = Duration.minutes(5);

/** Responses by the first digit of their status. */
type Status = 2 | 4 | 5;

/**
 * Metric of the requests that clients send, as the proxies of Service Connect count them. With the name alone they are
 * published for all clients together; with cluster and service they are those of one client.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/available-metrics.html
 */
function requestMetric(discoveryName: string, metricName: string, props: MetricOptions): Metric {
  const dimensionsMap = { TargetDiscoveryName: discoveryName };
  return new Metric({ period: FIVE_MINUTES, ...props, namespace: 'AWS/ECS', metricName, dimensionsMap });
}

/** Requests with a status of that digit, in percent of all. */
export function statusRate(discoveryName: string, status: Status, props: MetricOptions = {}): MathExpression {
  const { statistic = Stats.SUM } = props;
  const count = (digit: Status) =>
    requestMetric(discoveryName, `HTTPCode_Target_${digit}XX_Count`, { ...sourceOf(props), statistic });
  const all = 'FILL(e2, 0) + FILL(e4, 0) + FILL(e5, 0)';
  return new MathExpression({
    label: `Requests with ${status}xx, in percent`,
    period: FIVE_MINUTES,
    ...props,
    expression: `IF(${all} > 0, 100 * FILL(e${status}, 0) / (${all}), 0)`,
    usingMetrics: { e2: count(2), e4: count(4), e5: count(5) },
  });
}

/** Time that OpenFGA takes for a request, in milliseconds. Service Connect publishes no percentiles of it. */
export function responseTime(discoveryName: string, props: MetricOptions = {}): Metric {
  return requestMetric(discoveryName, 'TargetResponseTime', { statistic: Stats.AVERAGE, ...props });
}

/** Alarms of what clients notice: users cannot do what they may, since a check that fails must not allow. */
export function checkAlarms(discoveryName: string, url: string, ofService: string[]): AlarmDefinition[] {
  const page = {
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    severity: AlarmSeverity.PAGE,
    notifyOnRecovery: true,
    suppressedBy: ['NoTasks'].filter((id) => ofService.includes(id)),
  };
  const alarm = (id: string, metric: IMetric, threshold: number, evaluationPeriods: number) => {
    return { ...page, id, metric, threshold, evaluationPeriods };
  };
  return [
    {
      ...alarm('ChecksFail', statusRate(discoveryName, 5), 1, 1),
      symptom: `More than 1 % of the permission checks at ${url} fail: users are refused what they may do.`,
      runbookAnchor: 'permission-checks-fail',
    },
    {
      ...alarm('ChecksRefused', statusRate(discoveryName, 4), 50, 2),
      symptom: `Most permission checks at ${url} are refused: users are refused what they may do.`,
      runbookAnchor: 'permission-checks-refused',
    },
    {
      ...alarm('ChecksSlow', responseTime(discoveryName), 500, 3),
      symptom: `A permission check at ${url} takes more than half a second: every request waits for one.`,
      runbookAnchor: 'permission-checks-slow',
    },
  ];
}

/** Graphs of the requests of all clients. */
export function checkGraphs(discoveryName: string): GraphDefinition[] {
  const rate = (status: Status, label: string) => statusRate(discoveryName, status, { label });
  return [
    {
      tier: TrafficTier.SERVICE,
      title: 'Permission checks that fail, in percent',
      healthy: 'both are 0: a user without a permission is an answer like any other',
      metrics: [rate(5, 'failed'), rate(4, 'refused')],
    },
    {
      tier: TrafficTier.SERVICE,
      title: 'Time of a permission check, in milliseconds',
      healthy: 'under 50 on average, and flat',
      metrics: [responseTime(discoveryName, { label: 'average' })],
    },
  ];
}
