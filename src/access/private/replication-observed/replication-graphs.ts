import {
  activeConnections,
  healthyRelays,
  MeteredEndpoint,
  newConnections,
  processedBytes,
} from './replication-metrics';
import { GraphDefinition, LogQueryDefinition, TrafficTier } from '../../../core';
import { WorkerService } from '../../../service';

/** Graphs of what passes the load balancer. */
export function replicationGraphs(endpoint: MeteredEndpoint): GraphDefinition[] {
  return [
    {
      tier: TrafficTier.LOAD_BALANCER,
      title: 'Connections of the sync service',
      healthy: 'a few stay open at all times, and new ones are rare',
      metrics: [activeConnections(endpoint, { label: 'open' }), newConnections(endpoint, { label: 'new' })],
    },
    {
      tier: TrafficTier.LOAD_BALANCER,
      title: 'Healthy relays',
      healthy: 'two, in two zones',
      metrics: [healthyRelays(endpoint)],
    },
    {
      tier: TrafficTier.LOAD_BALANCER,
      title: 'Bytes replicated',
      healthy: 'follow what is written to the database; a peak is a new copy of everything',
      metrics: [processedBytes(endpoint)],
    },
  ];
}

/** https://docs.haproxy.org/3.2/configuration.html#8.2.2 */
const CONNECTION = 'parse @message /relay database\\/\\S+ (?<times>\\S+) (?<bytes>\\d+) (?<ended>\\S\\S) /';

/** Log queries of the lines that HAProxy writes at the end of each connection. */
export function replicationLogQueries(relay: WorkerService): LogQueryDefinition[] {
  const { logGroupName } = relay.logQueries[0];
  return [
    {
      question: 'Which connections did not reach the database, and since when',
      logGroupName,
      commands: [
        CONNECTION,
        'filter ended like /^[sS]C/',
        'stats count() as connections by bin(1m) as minute',
        'sort minute desc',
      ],
    },
    {
      question: 'Which connections ended, why, and how many bytes they had',
      logGroupName,
      commands: [CONNECTION, 'filter ispresent(ended)', 'display @timestamp, @logStream, ended, bytes', 'limit 50'],
    },
  ];
}
