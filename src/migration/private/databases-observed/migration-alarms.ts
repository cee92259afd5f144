import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmDefinition, AlarmSeverity } from '../../../core';
import type { DataMigration } from '../../data-migration';
import { stopsLogName, taskLogName } from '../databases/task-logs';

const ticket = {
  severity: AlarmSeverity.TICKET,
  comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
  evaluationPeriods: 3,
  treatMissingData: TreatMissingData.NOT_BREACHING, // a task has metrics while it runs
};
const fiveMinutes = { period: Duration.minutes(5) };

/** Alarms of a migration. */
export function migrationAlarms(migration: DataMigration): AlarmDefinition[] {
  const { migrationName: name } = migration;
  return [
    {
      ...ticket,
      id: 'MigrationTaskStopped',
      severity: AlarmSeverity.PAGE,
      evaluationPeriods: 1,
      metric: migration.metricStops({ period: Duration.minutes(1) }),
      threshold: 0,
      symptom: `The migration ${name} stopped: what changes at the source does not reach the target.`,
      runbookAnchor: 'migration-task-stopped',
      logGroupName: stopsLogName(name),
    },
    latency(migration, 'MigrationSourceLatency', 'CDCLatencySource', 'DMS reads the changes of the source'),
    latency(migration, 'MigrationTargetLatency', 'CDCLatencyTarget', 'The target takes changes'),
    ...(migration.isValidated ? [mismatches(migration)] : []),
    {
      ...ticket,
      id: 'MigrationStorageNearlyFull',
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      metric: migration.metricFreeStorage(fiveMinutes),
      threshold: migration.storage.toBytes() / 5,
      symptom: `The replication instance of ${name} has less than a fifth of its storage free: when it is full, the task stops.`,
      runbookAnchor: 'migration-storage-nearly-full',
    },
  ];
}

function latency(migration: DataMigration, id: string, metricName: string, what: string): AlarmDefinition {
  return {
    ...ticket,
    id,
    metric: migration.metric(metricName, fiveMinutes),
    threshold: Duration.minutes(5).toSeconds(),
    symptom: `${what} five minutes late: the cut-over of ${migration.migrationName} would wait for as long.`,
    runbookAnchor: 'migration-is-behind',
    logGroupName: taskLogName(migration.migrationName),
  };
}

function mismatches(migration: DataMigration): AlarmDefinition {
  return {
    ...ticket,
    id: 'MigrationMismatches',
    evaluationPeriods: 1,
    metric: migration.metric('ValidationFailedOverallCount', fiveMinutes),
    threshold: 0,
    symptom: `Rows of the target differ from the source: ${migration.migrationName} cannot be cut over.`,
    runbookAnchor: 'migration-rows-differ',
    logGroupName: taskLogName(migration.migrationName),
  };
}
