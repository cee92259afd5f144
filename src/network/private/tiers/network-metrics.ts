import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric, MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { NatGateway } from './nat-gateways';
import { problemIf, throwOnProblems } from '../../../core/private/checks/problems';

/** The sum of metrics of all NAT gateways. */
export function natMetrics(
  network: Construct,
  gateways: NatGateway[],
  names: string[],
  props: MetricOptions = {},
): MathExpression {
  throwOnProblems(
    network,
    problemIf(gateways.length === 0, {
      code: 'three-tier-network/no-nat-gateway',
      prop: 'egress',
      value: 'no NAT gateway',
      allowed: 'must be one with NAT gateways, or they have no metrics',
      fix: 'read another metric',
    }),
  );
  const metrics = gateways.flatMap(({ natGatewayId }) => names.map((name) => natMetric(natGatewayId, name, props)));
  const usingMetrics = Object.fromEntries(metrics.map((metric, index) => [`m${index + 1}`, metric]));
  return new MathExpression({
    ...{ label: names[0], period: Duration.minutes(5), ...props },
    ...{ expression: `SUM([${Object.keys(usingMetrics).join(', ')}])`, usingMetrics },
  });
}

function natMetric(natGatewayId: string, metricName: string, props: MetricOptions): Metric {
  return new Metric({
    ...{ namespace: 'AWS/NATGateway', metricName, statistic: Stats.SUM, ...props },
    dimensionsMap: { NatGatewayId: natGatewayId },
  });
}

/** Anomalies of high and medium priority: CloudWatch counts both as MEDIUM. */
export function anomalyMetric(detectorName: string, props: MetricOptions = {}): Metric {
  return new Metric({
    ...{ namespace: 'AWS/Logs', metricName: 'AnomalyCount', statistic: Stats.SUM, ...props },
    dimensionsMap: { LogAnomalyDetector: detectorName, LogAnomalyPriority: 'MEDIUM' },
  });
}
