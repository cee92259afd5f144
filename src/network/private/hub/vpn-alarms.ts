import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, Metric, MetricOptions, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmDefinition, AlarmSeverity, GraphDefinition, LogQueryDefinition, TrafficTier } from '../../../core';
import type { SiteToSiteVpn } from '../../site-to-site-vpn';

/** A metric of a VPN connection, over both tunnels. */
export function vpnMetric(VpnId: string, metricName: string, props: MetricOptions = {}): Metric {
  return new Metric({ namespace: 'AWS/VPN', metricName, ...props, dimensionsMap: { VpnId } });
}

/** Alarms: one tunnel is what AWS replaces on its own; without both, what needs the network on-premises fails. */
export function vpnAlarms(vpn: SiteToSiteVpn, logGroupName: string): AlarmDefinition[] {
  const down = { treatMissingData: TreatMissingData.BREACHING, logGroupName };
  return [
    {
      ...down,
      id: 'VpnDown',
      metric: vpn.metricTunnelState({ period: Duration.minutes(1), statistic: Stats.MAXIMUM }),
      threshold: 0,
      comparisonOperator: ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 3,
      severity: AlarmSeverity.PAGE,
      notifyOnRecovery: true,
      symptom: 'The network on-premises is not reached: both tunnels of the VPN are down.',
      runbookAnchor: 'vpn-down',
    },
    {
      ...down,
      id: 'VpnTunnelDown',
      metric: vpn.metricTunnelState({ period: Duration.minutes(5), statistic: Stats.MINIMUM }),
      threshold: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: 6,
      severity: AlarmSeverity.TICKET,
      symptom: 'One of two tunnels of the VPN has been down for half an hour: the other one carries everything.',
      runbookAnchor: 'vpn-tunnel-down',
    },
  ];
}

/** Graphs of the VPN. */
export function vpnGraphs(vpn: SiteToSiteVpn): GraphDefinition[] {
  const period = Duration.minutes(5);
  return [
    {
      tier: TrafficTier.NETWORK,
      title: 'VPN: state of the tunnels',
      healthy: '1: both tunnels are up',
      metrics: [vpn.metricTunnelState({ period, label: 'Share of tunnels that are up' })],
    },
    {
      tier: TrafficTier.NETWORK,
      title: 'VPN: traffic',
      healthy: 'it follows the load, far below 1.25 Gbit/s for a tunnel',
      metrics: [
        vpn.metricBytesIn({ period, label: 'Bytes from on-premises' }),
        vpn.metricBytesOut({ period, label: 'Bytes to on-premises' }),
      ],
    },
  ];
}

/** First queries to the logs of the tunnels, which are JSON. */
export function vpnLogQueries(logGroupName: string): LogQueryDefinition[] {
  return [
    {
      question: 'What the tunnels negotiated',
      logGroupName,
      commands: ['fields @timestamp, @message', 'sort @timestamp desc', 'limit 50'],
    },
  ];
}
