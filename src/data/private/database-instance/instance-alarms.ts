import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { memoryOf } from './class-memory';
import type { RunningInstance } from './running-instance';
import { AlarmDefinition, AlarmSeverity } from '../../../core';
import { COUNTED_EVENTS, DEADLOCKS } from '../database/events';
import { commonAlarms, connectionLimit, DatabaseLimits, GIBIBYTE, ticket } from '../database-observed/alarms';
import { countedMetric, rdsMetric } from '../database-observed/metrics';

const period = Duration.minutes(5);
const { LESS_THAN_THRESHOLD } = ComparisonOperator;

/** Limits of a DB instance, by its class. */
export function instanceLimits({ instanceType, engine, options }: RunningInstance): DatabaseLimits {
  const memoryGibibytes = memoryOf(instanceType);
  const connections = connectionLimit(options.parameters, memoryGibibytes, engine.bytesPerConnection);
  return { memoryGibibytes, connections };
}

/** Alarms of a DB instance: those on which users get errors first. */
export function instanceAlarms(database: RunningInstance): AlarmDefinition[] {
  return [
    ...storageAlarms(database),
    ...commonAlarms(database, instanceLimits(database)),
    ...database.replicaIdentifiers.flatMap(replicaAlarms),
    ...engineAlarms(database),
  ];
}

function storageAlarms(database: RunningInstance): AlarmDefinition[] {
  const bytes = database.allocatedStorage.toGibibytes() * GIBIBYTE;
  const free = rdsMetric(database, 'FreeStorageSpace', Stats.MINIMUM, { period });
  const about = { comparisonOperator: LESS_THAN_THRESHOLD, runbookAnchor: 'database-storage' };
  return [
    ticket(
      {
        ...about,
        id: 'DatabaseStorageFull',
        threshold: Math.round(0.05 * bytes),
        evaluationPeriods: 1,
        severity: AlarmSeverity.PAGE,
        notifyOnRecovery: true,
        symptom: 'The storage of the database is full within minutes: then every write of users fails.',
      },
      free,
    ),
    ticket(
      {
        ...about,
        id: 'DatabaseStorageLow',
        threshold: Math.round(0.1 * bytes),
        evaluationPeriods: 12, // by then RDS would have enlarged it
        symptom: 'The storage of the database runs out, and RDS has not enlarged it for an hour.',
      },
      free,
    ),
    ticket(
      {
        id: 'DatabaseStorageEvent',
        threshold: 0,
        evaluationPeriods: 1,
        symptom:
          'RDS reports that the storage of the database runs out or reaches its ceiling: then every write of users fails.',
        runbookAnchor: 'database-storage',
      },
      countedMetric(database, COUNTED_EVENTS['low storage'], { period }),
    ),
  ];
}

/** RDS reports -1 where replication has stopped, and nothing where the replica is down. */
function replicaAlarms(identifier: string, index: number): AlarmDefinition[] {
  const lag = rdsMetric({ dimensions: { DBInstanceIdentifier: identifier } }, 'ReplicaLag', Stats.MAXIMUM, { period });
  const runbookAnchor = 'database-replica-lag';
  return [
    ticket(
      {
        id: `DatabaseReplica${index + 1}Lags`,
        threshold: 600, // an idle PostgreSQL writes nothing to replicate for five minutes
        treatMissingData: TreatMissingData.BREACHING,
        symptom: `Replica ${index + 1} is more than 10 minutes behind or down: reports show old data, or fail.`,
        runbookAnchor,
      },
      lag,
    ),
    ticket(
      {
        id: `DatabaseReplica${index + 1}Stopped`,
        threshold: 0,
        comparisonOperator: LESS_THAN_THRESHOLD,
        symptom: `Replication to replica ${index + 1} has stopped: reports show data of that moment.`,
        runbookAnchor,
      },
      lag,
    ),
  ];
}

function engineAlarms(database: RunningInstance): AlarmDefinition[] {
  const { dialect } = database.engine;
  return [
    ticket(
      {
        id: 'DatabaseDeadlocks',
        threshold: 5,
        evaluationPeriods: 1,
        symptom: 'Transactions block each other and are ended by the database: users get errors, or wait for a retry.',
        runbookAnchor: 'database-deadlocks',
      },
      countedMetric(database, DEADLOCKS, { period: Duration.minutes(15) }),
    ),
    ...(dialect === 'postgres' ? [transactionIds(database)] : []),
    ...(database.logicalReplicationUser === undefined ? [] : slotAlarms(database)),
  ];
}

function transactionIds(database: RunningInstance): AlarmDefinition {
  return ticket(
    {
      id: 'DatabaseTransactionIdsHigh',
      threshold: 1_000_000_000,
      symptom: 'Half of the transaction ids are used up: at two thousand million the database takes no more writes.',
      runbookAnchor: 'database-transaction-ids',
    },
    rdsMetric(database, 'MaximumUsedTransactionIDs', Stats.MAXIMUM, { period }),
  );
}

/** The lag says that a slot is behind, the disk usage what it costs: a slot without a reader keeps transaction logs for ever. */
function slotAlarms(database: RunningInstance): AlarmDefinition[] {
  const ofStorage = (share: number) => Math.round(share * database.allocatedStorage.toGibibytes() * GIBIBYTE);
  const runbookAnchor = 'database-replication-slot';
  return [
    ticket(
      {
        id: 'DatabaseReplicationSlotLags',
        threshold: ofStorage(0.1),
        symptom: 'What replicates the changes is behind: the database keeps them for it, and they fill its storage.',
        runbookAnchor,
      },
      rdsMetric(database, 'OldestReplicationSlotLag', Stats.MAXIMUM, { period }),
    ),
    ticket(
      {
        id: 'DatabaseTransactionLogsLarge',
        threshold: ofStorage(0.2),
        symptom:
          'Transaction logs take a fifth of the storage: a replication slot keeps them, and the database stops when it is full.',
        runbookAnchor,
      },
      rdsMetric(database, 'TransactionLogsDiskUsage', Stats.MAXIMUM, { period }),
    ),
  ];
}
