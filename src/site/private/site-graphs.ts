import { Duration } from 'aws-cdk-lib';
import { ObservedSite } from './references';
import { clientErrorRateMetric, requestsMetric, serverErrorRateMetric } from './site-metrics';
import { GraphDefinition, TrafficTier } from '../../core';
import { EDGE_REGION } from '../../core/private/stacks/edge-stack';

/** Graphs of what the distribution answers to visitors. */
export function siteGraphs(site: ObservedSite): GraphDefinition[] {
  const period = Duration.minutes(1);
  return [
    {
      tier: TrafficTier.EDGE,
      title: 'Requests',
      healthy: 'follows the hour of the day, without a cliff',
      metrics: [requestsMetric(site, { period, label: 'Requests a minute' })],
      region: EDGE_REGION,
    },
    {
      tier: TrafficTier.EDGE,
      title: 'Errors, in percent',
      healthy: 'errors of the server are 0; a few files that are not found are bots',
      metrics: [
        serverErrorRateMetric(site, { period, label: 'of the server' }),
        clientErrorRateMetric(site, { period, label: 'of the visitor' }),
      ],
      region: EDGE_REGION,
    },
  ];
}
