import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, Metric, MetricOptions, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmDefinition, AlarmSeverity, GraphDefinition, TrafficTier } from '../../../core';
import type { NetworkHub } from '../../network-hub';

/** A metric of a transit gateway, over all its attachments. */
export function gatewayMetric(transitGatewayId: string, metricName: string, props: MetricOptions = {}): Metric {
  return new Metric({
    ...{ namespace: 'AWS/TransitGateway', metricName, statistic: Stats.SUM, ...props },
    dimensionsMap: { TransitGateway: transitGatewayId },
  });
}

/** Alarms of the hub: both are of single packets, so what lasts counts. */
export function hubAlarms(hub: NetworkHub): AlarmDefinition[] {
  const lasting = {
    threshold: 0,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    evaluationPeriods: 3,
    severity: AlarmSeverity.TICKET,
  };
  const period = Duration.minutes(5);
  return [
    {
      ...lasting,
      id: 'PacketsToSpokes',
      metric: hub.metricBlackholeDrops({ period }),
      symptom: 'A spoke sends packets to the addresses of spokes, and the hub drops them.',
      runbookAnchor: 'hub-packets-to-spokes',
    },
    {
      ...lasting,
      id: 'PacketsWithoutRoute',
      metric: hub.metricNoRouteDrops({ period }),
      symptom: 'Packets reach the hub that it has no route for: a network may not be reached.',
      runbookAnchor: 'hub-packets-without-route',
    },
  ];
}

/** Graphs of the hub. */
export function hubGraphs(hub: NetworkHub): GraphDefinition[] {
  const period = Duration.minutes(5);
  return [
    {
      tier: TrafficTier.NETWORK,
      title: 'Network hub: dropped packets',
      healthy: 'no packet is dropped',
      metrics: [
        hub.metricBlackholeDrops({ period, label: 'To addresses of spokes' }),
        hub.metricNoRouteDrops({ period, label: 'Without a route' }),
      ],
    },
    {
      tier: TrafficTier.NETWORK,
      title: 'Network hub: traffic',
      healthy: 'it follows the load: each byte is billed',
      metrics: [hub.metricBytes({ period, label: 'Bytes from attachments' })],
    },
  ];
}
