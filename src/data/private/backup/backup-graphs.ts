import { Duration } from 'aws-cdk-lib';
import { GraphDefinition, TrafficTier } from '../../../core';
import type { DataBackup } from '../../data-backup';

/** Graphs of a day's jobs. */
export function backupGraphs(backup: DataBackup): GraphDefinition[] {
  const period = Duration.days(1);
  return [
    {
      tier: TrafficTier.STORAGE,
      title: 'Backups',
      healthy: 'each day one of each resource is completed, and none fails',
      metrics: [
        backup.metricBackupJobsCompleted({ period, label: 'Completed a day' }),
        backup.metricBackupJobsFailed({ period, label: 'Failed a day' }),
        backup.metricBackupJobsExpired({ period, label: 'Not started a day' }),
      ],
    },
    ...(backup.copyTo === undefined
      ? []
      : [
          {
            tier: TrafficTier.STORAGE,
            title: `Copies to ${backup.copyTo}`,
            healthy: 'each week one of each resource is completed, and none fails',
            metrics: [
              backup.metricCopyJobsCompleted({ period, label: 'Completed a day' }),
              backup.metricCopyJobsFailed({ period, label: 'Failed a day' }),
            ],
          },
        ]),
  ];
}
