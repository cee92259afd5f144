import { Duration } from 'aws-cdk-lib';
import { IMetric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { DatabaseLimits } from './alarms';
import { ObservedDatabase, rdsMetric } from './metrics';
import { GraphDefinition, TrafficTier } from '../../../core';

/** A graph in the section of databases. */
export function databaseGraph(title: string, healthy: string, metrics: IMetric[]): GraphDefinition {
  return { tier: TrafficTier.DATABASE, title, healthy, metrics };
}

/** The graphs that every database has. */
export function commonGraphs(database: ObservedDatabase, limits: DatabaseLimits): GraphDefinition[] {
  const period = Duration.minutes(1);
  const { connections, memoryGibibytes } = limits;
  const ofConnections =
    connections === undefined ? 'it has room below `max_connections`' : `it has less than 80 % of ${connections}`;
  const ofMemory =
    memoryGibibytes === undefined ? 'it stays level' : `it keeps more than 15 % of ${memoryGibibytes} GiB`;
  return [
    databaseGraph('Connections', ofConnections, [
      rdsMetric(database, 'DatabaseConnections', Stats.MAXIMUM, { period, label: 'Connections' }),
    ]),
    databaseGraph('CPU', 'it is below 80 %', [
      rdsMetric(database, 'CPUUtilization', Stats.AVERAGE, { period, label: 'CPU %' }),
    ]),
    databaseGraph('Free memory', ofMemory, [
      rdsMetric(database, 'FreeableMemory', Stats.MINIMUM, { period, label: 'Bytes' }),
    ]),
    databaseGraph('Latency', 'reads and writes take some milliseconds', [
      rdsMetric(database, 'ReadLatency', Stats.AVERAGE, { period, label: 'Read, seconds' }),
      rdsMetric(database, 'WriteLatency', Stats.AVERAGE, { period, label: 'Write, seconds' }),
    ]),
  ];
}
