import { Duration } from 'aws-cdk-lib';
import { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { GraphDefinition, LogQueryDefinition, TrafficTier } from '../../../core';
import type { DataMigration } from '../../data-migration';
import { stopsLogName, taskLogName } from '../databases/task-logs';

/** Graphs of a migration. */
export function migrationGraphs(migration: DataMigration): GraphDefinition[] {
  const period = Duration.minutes(5);
  const graph = (title: string, healthy: string, ...metrics: IMetric[]): GraphDefinition => {
    return { tier: TrafficTier.DATABASE, title, healthy, metrics };
  };
  const metric = (metricName: string, label: string) => migration.metric(metricName, { period, label });
  return [
    graph(
      'Migration: latency in seconds',
      'both are below 300, and 0 at the cut-over',
      metric('CDCLatencySource', 'Source'),
      metric('CDCLatencyTarget', 'Target'),
    ),
    graph(
      'Migration: rows of the full load per second',
      'it rises at the start and ends at 0',
      metric('FullLoadThroughputRowsTarget', 'Rows'),
    ),
    ...(migration.isValidated
      ? [
          graph(
            'Migration: validation',
            'pending falls to 0, and nothing failed or is suspended',
            metric('ValidationPendingOverallCount', 'Pending'),
            metric('ValidationFailedOverallCount', 'Failed'),
            metric('ValidationSuspendedOverallCount', 'Suspended'),
          ),
        ]
      : []),
    graph(
      'Migration: free storage of the instance',
      `it is above ${migration.storage.toGibibytes() / 5} GiB, a fifth`,
      migration.metricFreeStorage({ period, label: 'Bytes' }),
    ),
  ];
}

/** First queries to the logs of a migration. */
export function migrationLogQueries(name: string): LogQueryDefinition[] {
  return [
    {
      question: 'What does the migration complain of',
      logGroupName: taskLogName(name),
      commands: [
        'fields @timestamp, @message',
        'filter @message like /\\]E:|\\]W:/',
        'sort @timestamp desc',
        'limit 100',
      ],
    },
    {
      question: 'Why did the migration stop',
      logGroupName: stopsLogName(name),
      commands: ['fields @timestamp, detail.eventType, detail.detailMessage', 'sort @timestamp desc', 'limit 50'],
    },
  ];
}
