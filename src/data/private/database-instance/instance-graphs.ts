import { Duration } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { instanceLimits } from './instance-alarms';
import type { RunningInstance } from './running-instance';
import { GraphDefinition } from '../../../core';
import { DEADLOCKS } from '../database/events';
import { commonGraphs, databaseGraph } from '../database-observed/graphs';
import { countedMetric, failovers, rdsMetric } from '../database-observed/metrics';

/** Graphs of a DB instance beside its limits. */
export function instanceGraphs(database: RunningInstance): GraphDefinition[] {
  const period = Duration.minutes(1);
  const lags = database.replicaIdentifiers.map((identifier, index) => {
    const replica = { dimensions: { DBInstanceIdentifier: identifier } };
    return rdsMetric(replica, 'ReplicaLag', Stats.MAXIMUM, { period, label: `Replica ${index + 1}, seconds` });
  });
  return [
    ...commonGraphs(database, instanceLimits(database)),
    databaseGraph('Free storage', `it is above a tenth of ${database.allocatedStorage.toGibibytes()} GiB`, [
      rdsMetric(database, 'FreeStorageSpace', Stats.MINIMUM, { period, label: 'Bytes' }),
    ]),
    databaseGraph('Deadlocks and failovers', 'there are none', [
      countedMetric(database, DEADLOCKS, { period: Duration.minutes(5), label: 'Deadlocks' }),
      failovers(database, { period: Duration.minutes(5), label: 'Failovers' }),
    ]),
    ...(lags.length > 0 ? [databaseGraph('Replica lag', 'replicas are some seconds behind', lags)] : []),
  ];
}
