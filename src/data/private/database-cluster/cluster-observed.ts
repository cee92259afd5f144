import { Duration } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { RunningCluster } from './running-cluster';
import { AlarmDefinition, GraphDefinition } from '../../../core';
import { commonAlarms, connectionLimit, DatabaseLimits, ticket } from '../database-observed/alarms';
import { commonGraphs, databaseGraph } from '../database-observed/graphs';
import { failovers, rdsMetric } from '../database-observed/metrics';

/** Memory of an Aurora capacity unit, in gibibytes. */
const GIBIBYTES_A_UNIT = 2;

/** Limits of a cluster at its maximum capacity: Aurora counts what it could still add as free memory. */
export function clusterLimits({ minCapacity, maxCapacity, engine, options }: RunningCluster): DatabaseLimits {
  const memoryGibibytes = GIBIBYTES_A_UNIT * maxCapacity;
  const atMost = minCapacity < 1 ? 2000 : 5000; // of Aurora, where the minimum is 0 or 0.5
  return {
    memoryGibibytes,
    connections: connectionLimit(options.parameters, memoryGibibytes, engine.bytesPerConnection, atMost),
  };
}

/** Alarms of a cluster: those on which users get errors first. */
export function clusterAlarms(database: RunningCluster): AlarmDefinition[] {
  const period = Duration.minutes(5);
  return [
    ...commonAlarms(database, clusterLimits(database)),
    ticket(
      {
        id: 'DatabaseCapacityAtMaximum',
        threshold: 95,
        symptom: `The database is at its maximum of ${database.maxCapacity} capacity units: it gets slower with each further query.`,
        runbookAnchor: 'database-capacity',
      },
      rdsMetric(database, 'ACUUtilization', Stats.AVERAGE, { period }),
    ),
    ticket(
      {
        id: 'DatabaseDeadlocks',
        threshold: 0.02, // a second: six in five minutes
        evaluationPeriods: 1,
        symptom: 'Transactions block each other and are ended by the database: users get errors, or wait for a retry.',
        runbookAnchor: 'database-deadlocks',
      },
      rdsMetric(database, 'Deadlocks', Stats.AVERAGE, { period }),
    ),
    ticket(
      {
        id: 'DatabaseTransactionIdsHigh',
        threshold: 1_000_000_000,
        symptom: 'Half of the transaction ids are used up: at two thousand million the database takes no more writes.',
        runbookAnchor: 'database-transaction-ids',
      },
      rdsMetric(database, 'MaximumUsedTransactionIDs', Stats.MAXIMUM, { period }),
    ),
    ...(database.readers > 0 ? [replicaLag(database)] : []),
  ];
}

function replicaLag(database: RunningCluster): AlarmDefinition {
  return ticket(
    {
      id: 'DatabaseReaderLags',
      threshold: 1000,
      symptom: 'Readers are more than a second behind the writer: users do not see what they have just saved.',
      runbookAnchor: 'database-replica-lag',
    },
    rdsMetric(database, 'AuroraReplicaLagMaximum', Stats.MAXIMUM, { period: Duration.minutes(5) }),
  );
}

/** Graphs of a cluster beside its limits. */
export function clusterGraphs(database: RunningCluster): GraphDefinition[] {
  const period = Duration.minutes(1);
  const lag = rdsMetric(database, 'AuroraReplicaLagMaximum', Stats.MAXIMUM, { period, label: 'Milliseconds' });
  return [
    ...commonGraphs(database, clusterLimits(database)),
    databaseGraph('Capacity', `it is below ${database.maxCapacity} units most of the time`, [
      rdsMetric(database, 'ServerlessDatabaseCapacity', Stats.MAXIMUM, { period, label: 'Aurora capacity units' }),
    ]),
    databaseGraph('Deadlocks and failovers', 'there are none', [
      rdsMetric(database, 'Deadlocks', Stats.AVERAGE, { period: Duration.minutes(5), label: 'Deadlocks a second' }),
      failovers(database, { period: Duration.minutes(5), label: 'Failovers' }),
    ]),
    ...(database.readers > 0 ? [databaseGraph('Replica lag', 'readers are some milliseconds behind', [lag])] : []),
  ];
}
