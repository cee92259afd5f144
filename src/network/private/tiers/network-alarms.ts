import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmDefinition, AlarmSeverity, GraphDefinition, LogQueryDefinition, TrafficTier } from '../../../core';
import type { ThreeTierNetwork } from '../../three-tier-network';

/** Alarms of the network. */
export function networkAlarms(
  network: ThreeTierNetwork,
  hasNatGateways: boolean,
  logGroupName: string,
): AlarmDefinition[] {
  const anyAtAll = {
    threshold: 0,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    logGroupName,
  };
  const outOfPorts = (): AlarmDefinition => ({
    ...anyAtAll,
    id: 'NatGatewayOutOfPorts',
    metric: network.metricPortAllocationErrors({ period: Duration.minutes(1) }),
    evaluationPeriods: 5,
    datapointsToAlarm: 3,
    severity: AlarmSeverity.PAGE,
    notifyOnRecovery: true,
    symptom: 'Calls to services outside the VPC fail: a NAT gateway has no free port for them.',
    runbookAnchor: 'nat-gateway-out-of-ports',
  });
  const anomalies: AlarmDefinition = {
    ...anyAtAll,
    id: 'FlowLogAnomalies',
    metric: network.metricFlowLogAnomalies({ period: Duration.minutes(15) }),
    evaluationPeriods: 1,
    severity: AlarmSeverity.TICKET,
    symptom: 'Traffic in the VPC differs from that of the last weeks; users may feel nothing.',
    runbookAnchor: 'flow-log-anomalies',
  };
  return hasNatGateways ? [outOfPorts(), anomalies] : [anomalies];
}

/** Graphs of the network. */
export function networkGraphs(network: ThreeTierNetwork, hasNatGateways: boolean): GraphDefinition[] {
  const period = Duration.minutes(5);
  const tier = TrafficTier.NETWORK;
  const nat = (): GraphDefinition[] => [
    {
      tier,
      title: 'NAT gateways: failed connections',
      healthy: 'no connection lacks a port',
      metrics: [network.metricPortAllocationErrors({ period, label: 'Connections without a port' })],
    },
    {
      tier,
      title: 'NAT gateways: traffic',
      healthy: 'it follows the load: each byte is billed',
      metrics: [network.metricNatGatewayBytes({ period, label: 'Bytes to and from destinations' })],
    },
  ];
  const anomalies: GraphDefinition = {
    tier,
    title: 'Anomalies in the flow logs',
    healthy: 'there are none',
    metrics: [network.metricFlowLogAnomalies({ period: Duration.minutes(15), label: 'Anomalies' })],
  };
  return hasNatGateways ? [...nat(), anomalies] : [anomalies];
}

/** First queries of CloudWatch Logs Insights, which knows the fields of flow logs. */
export function networkLogQueries(logGroupName: string): LogQueryDefinition[] {
  return [
    {
      question: 'Which connections were rejected',
      logGroupName,
      commands: [
        "filter action = 'REJECT'",
        'stats sum(packets) as rejected, max(@timestamp) as last by srcAddr, dstAddr, dstPort, protocol',
        'sort rejected desc',
        'limit 50',
      ],
    },
    {
      question: 'Which addresses exchange most bytes',
      logGroupName,
      commands: ['stats sum(bytes) as total by srcAddr, dstAddr, dstPort', 'sort total desc', 'limit 50'],
    },
  ];
}
