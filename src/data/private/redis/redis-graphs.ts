import { Duration } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { GraphDefinition, TrafficTier } from '../../../core';
import type { RedisReplicationGroup } from '../../redis-replication-group';

/** Graphs of the replication group. */
export function redisGraphs(group: RedisReplicationGroup): GraphDefinition[] {
  const period = Duration.minutes(1);
  const graph = (title: string, healthy: string, metric: MathExpression): GraphDefinition => {
    return { tier: TrafficTier.QUEUE, title, healthy, metrics: [metric] };
  };
  const lag = graph(
    'Redis: lag of replicas',
    'it is below a second',
    group.metricReplicationLag({ period, label: 'Seconds' }),
  );
  return [
    graph(
      'Redis: memory',
      'it is below 75 %, and goes down when jobs are done',
      group.metricMemoryUsage({ period, label: 'Percent' }),
    ),
    graph('Redis: CPU of the engine', 'it is below 80 %', group.metricEngineCpu({ period, label: 'Percent' })),
    graph(
      'Redis: connections',
      'they follow the number of tasks',
      group.metricConnections({ period, label: 'Connections' }),
    ),
    graph('Redis: keys evicted', 'there are none', group.metricEvictions({ period, label: 'Keys a minute' })),
    ...(group.replicas > 0 ? [lag] : []),
  ];
}
