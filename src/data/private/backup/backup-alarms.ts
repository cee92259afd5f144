import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmDefinition, AlarmSeverity } from '../../../core';
import type { DataBackup } from '../../data-backup';

const HOURS_WITHOUT = 30; // a day, the window in which a job may start, and two hours for its run
const hourly = { period: Duration.hours(1) };

/** A job that failed. Users lose nothing by it, so it is a ticket. */
const failed = {
  threshold: 0,
  comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
  evaluationPeriods: 1,
  treatMissingData: TreatMissingData.NOT_BREACHING, // AWS Backup publishes no zeros
  severity: AlarmSeverity.TICKET,
};

/** Alarms of a backup. */
export function backupAlarms(backup: DataBackup, types: string[], hasRestoreTest: boolean): AlarmDefinition[] {
  return [
    ...(types.length === 0 ? [undefined] : types).map((type) => missing(backup, type)),
    {
      ...failed,
      id: 'BackupFailed',
      metric: backup.metricBackupJobsFailed(hourly),
      symptom: 'A backup failed: what it would have held is as old as the one before it.',
      runbookAnchor: 'backup-failed',
    },
    {
      ...failed,
      id: 'BackupExpired',
      metric: backup.metricBackupJobsExpired(hourly),
      symptom: 'A backup did not start within its window: what it would have held is as old as the one before it.',
      runbookAnchor: 'backup-failed',
    },
    ...(backup.copyTo === undefined
      ? []
      : [
          {
            ...failed,
            id: 'BackupCopyFailed',
            metric: backup.metricCopyJobsFailed(hourly),
            symptom: `The weekly copy to ${backup.copyTo} failed: the loss of the region would take up to two weeks of data.`,
            runbookAnchor: 'backup-copy-failed',
          },
        ]),
    ...(hasRestoreTest
      ? [
          {
            ...failed,
            id: 'RestoreFailed',
            metric: backup.metricRestoreJobsFailed(hourly),
            symptom: 'A restore failed, or the test of one: in an emergency the next may fail, too.',
            runbookAnchor: 'backup-restore-failed',
          },
        ]
      : []),
  ];
}

/** No job of the type was completed for more than a day. Without a type, no job at all. */
function missing(backup: DataBackup, type: string | undefined): AlarmDefinition {
  const all = backup.metricBackupJobsCompleted(hourly);
  return {
    id: `NoRecent${type ?? ''}Backup`,
    metric: type === undefined ? all : all.with({ dimensionsMap: { ...all.dimensions, ResourceType: type } }),
    threshold: 1,
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    evaluationPeriods: HOURS_WITHOUT,
    treatMissingData: TreatMissingData.BREACHING,
    severity: AlarmSeverity.TICKET,
    symptom: `For ${HOURS_WITHOUT} hours no backup${type ? ` of ${type}` : ''} was completed: a loss would take more than a day of data.`,
    runbookAnchor: 'backup-no-recent-one',
  };
}
