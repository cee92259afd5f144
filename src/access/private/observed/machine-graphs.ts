import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { apiMetric, clientErrorRate, requests, serverErrorRate } from './machine-metrics';
import type { ObservedMachineApi } from './observed-machine-api';
import { GraphDefinition, TrafficTier } from '../../../core';

/** CloudWatch draws 500 metrics in a graph, of which a person tells few apart. */
const MOST_ROUTES = 20;

/** Graphs of an API, and of its routes. */
export function machineGraphs(api: ObservedMachineApi): GraphDefinition[] {
  const tier = TrafficTier.GATEWAY;
  const routes = api.routes.slice(0, MOST_ROUTES).map(({ metered }) => metered);
  const nameOf = ({ route }: (typeof routes)[number]) => `${route!.method} ${route!.path}`;
  const times: Array<['Latency' | 'IntegrationLatency', number, string]> = [
    ['Latency', 99, 'p99'],
    ['Latency', 50, 'p50'],
    ['IntegrationLatency', 99, 'p99 of what is behind'],
  ];
  return [
    {
      tier,
      title: 'Machine API: requests',
      healthy: 'follow the hour of the day, without a cliff',
      metrics: [requests(api, { label: 'Requests' })],
    },
    {
      tier,
      title: 'Machine API: errors, in percent',
      healthy: 'server errors are 0, client errors under 25 %',
      metrics: [serverErrorRate(api, { label: 'Server' }), clientErrorRate(api, { label: 'Client' })],
    },
    {
      tier,
      title: 'Machine API: time to answer, in milliseconds',
      healthy: 'p99 is under 5 seconds, and little above that of what is behind',
      metrics: times.map(([name, percent, label]) => apiMetric(api, name, Stats.percentile(percent), { label })),
    },
    {
      tier,
      title: 'Machine API: requests of each route',
      healthy: 'no route falls to nothing after a release',
      metrics: routes.map((route) => requests(route, { label: nameOf(route) })),
    },
    {
      tier,
      title: 'Machine API: server errors of each route, in percent',
      healthy: 'all are 0',
      metrics: routes.map((route) => serverErrorRate(route, { label: nameOf(route) })),
    },
  ];
}
