import { matchedRequests, matchRate, MeteredFirewall, requests } from './firewall-metrics';
import { GraphDefinition, TrafficTier } from '../../../core';
import { FirewallMode } from '../../firewall-mode';

/** Graphs of a firewall: what it does with all requests, and which rules match. */
export function firewallGraphs(firewall: MeteredFirewall): GraphDefinition[] {
  const { region, ruleNames } = firewall;
  const [verb, done] = firewall.mode === FirewallMode.COUNT ? ['counts', 'Counted'] : ['blocks', 'Blocked'];
  return [
    {
      tier: TrafficTier.EDGE,
      title: 'Firewall: requests',
      healthy: `it ${verb} a few of them, by far less than a tenth`,
      metrics: [
        requests(firewall, 'AllowedRequests', { label: 'Allowed' }),
        matchedRequests(firewall, { label: done }),
      ],
      region,
    },
    {
      tier: TrafficTier.EDGE,
      title: 'Firewall: share of requests that match rules',
      healthy: 'less than 10 % of the requests match',
      metrics: [matchRate(firewall, { label: 'Percent' })],
      region,
    },
    {
      tier: TrafficTier.EDGE,
      title: `Firewall: requests that each rule ${verb}`,
      healthy: 'no rule stands out after a release',
      metrics: ruleNames.map((rule) => matchedRequests(firewall, { label: rule }, rule)),
      region,
    },
  ];
}
