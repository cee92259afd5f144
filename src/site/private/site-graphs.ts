import { Duration } from 'aws-cdk-lib';
import { crossStackMetric } from './site-metrics';
import { GraphDefinition, TrafficTier } from '../../core';
import { EDGE_REGION } from '../../core/private/stacks/edge-stack';
import type { StaticSpaSite } from '../static-spa-site';

/** What visitors get. */
export function siteGraphs(site: StaticSpaSite): GraphDefinition[] {
  const { distribution } = site;
  const period = Duration.minutes(1);
  return [
    {
      tier: TrafficTier.EDGE,
      title: 'Requests',
      healthy: 'follows the hour of the day, without a cliff',
      metrics: [crossStackMetric(site, distribution.metricRequests({ period, label: 'Requests a minute' }))],
      region: EDGE_REGION,
    },
    {
      tier: TrafficTier.EDGE,
      title: 'Errors, in percent',
      healthy: 'errors of the server are 0; a few files that are not found are bots',
      metrics: [
        site.metric5xxErrorRate({ period, label: 'of the server' }),
        crossStackMetric(site, distribution.metric4xxErrorRate({ period, label: 'of the visitor' })),
      ],
      region: EDGE_REGION,
    },
  ];
}
