import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, IMetric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { failovers, ObservedDatabase, rdsMetric } from './metrics';
import { AlarmDefinition, AlarmSeverity } from '../../../core';

/** Memory of a DB instance, and connections that it takes; `undefined` where the class is not known. */
export interface DatabaseLimits {
  readonly memoryGibibytes: number | undefined;
  readonly connections: number | undefined;
}

/** Bytes of a gibibyte. */
export const GIBIBYTE = 1024 ** 3;

/** Of the memory that a class has, RDS keeps about a tenth for itself. */
const LEFT_BY_RDS = 0.9;
const { GREATER_THAN_THRESHOLD, LESS_THAN_THRESHOLD } = ComparisonOperator;

/** Connections that a database takes: what the parameters say, else the default of RDS, which the memory decides. */
export function connectionLimit(
  parameters: Record<string, string> | undefined,
  memoryGibibytes: number | undefined,
  bytesPerConnection: number,
  atMost = 5000,
): number | undefined {
  const given = Number(parameters?.max_connections);
  const byMemory =
    memoryGibibytes === undefined
      ? undefined
      : Math.min(Math.floor((LEFT_BY_RDS * memoryGibibytes * GIBIBYTE) / bytesPerConnection), atMost);
  return Number.isInteger(given) && given > 0 ? given : byMemory;
}

/** An alarm of which the metric has passed the threshold for a quarter of an hour: a ticket. */
export function ticket(
  definition: Pick<AlarmDefinition, 'id' | 'threshold' | 'symptom' | 'runbookAnchor'> & Partial<AlarmDefinition>,
  metric: IMetric,
): AlarmDefinition {
  return {
    comparisonOperator: GREATER_THAN_THRESHOLD,
    evaluationPeriods: 3,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    severity: AlarmSeverity.TICKET,
    ...definition,
    metric,
  };
}

/** The alarms that every database has. */
export function commonAlarms(
  database: ObservedDatabase,
  { memoryGibibytes, connections }: DatabaseLimits,
): AlarmDefinition[] {
  const period = Duration.minutes(5);
  const used = rdsMetric(database, 'DatabaseConnections', Stats.MAXIMUM, { period });
  return [
    ...(connections === undefined
      ? []
      : [
          ticket(
            {
              id: 'DatabaseConnectionsExhausted',
              threshold: Math.floor(0.95 * connections),
              evaluationPeriods: 1,
              severity: AlarmSeverity.PAGE,
              notifyOnRecovery: true,
              symptom: `The database has nearly all of about ${connections} connections: services cannot open another one, and users get errors.`,
              runbookAnchor: 'database-connections',
            },
            used,
          ),
          ticket(
            {
              id: 'DatabaseConnectionsHigh',
              threshold: Math.floor(0.8 * connections),
              symptom: `More than 80 % of about ${connections} connections are in use: soon services cannot open another one.`,
              runbookAnchor: 'database-connections',
            },
            used,
          ),
        ]),
    ticket(
      {
        id: 'DatabaseCpuHigh',
        threshold: 80,
        symptom: 'The CPU of the database is above 80 %: users wait longer for every answer.',
        runbookAnchor: 'database-cpu',
      },
      rdsMetric(database, 'CPUUtilization', Stats.AVERAGE, { period }),
    ),
    ...(memoryGibibytes === undefined
      ? []
      : [
          ticket(
            {
              id: 'DatabaseMemoryHigh',
              threshold: Math.round(0.15 * memoryGibibytes * GIBIBYTE),
              comparisonOperator: LESS_THAN_THRESHOLD,
              symptom: `More than 85 % of ${memoryGibibytes} GiB of memory are in use: soon the database reads from storage, or restarts.`,
              runbookAnchor: 'database-memory',
            },
            rdsMetric(database, 'FreeableMemory', Stats.AVERAGE, { period }),
          ),
        ]),
    ticket(
      {
        id: 'DatabaseFailedOver',
        threshold: 0,
        evaluationPeriods: 1,
        symptom: 'The database failed over to another instance: for a minute or two users got errors.',
        runbookAnchor: 'database-failover',
      },
      failovers(database, { period }),
    ),
  ];
}
