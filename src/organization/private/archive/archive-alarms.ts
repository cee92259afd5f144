import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmDefinition, AlarmSeverity, GraphDefinition, LogQueryDefinition, TrafficTier } from '../../../core';
import type { LogArchive } from '../../log-archive';

const ticket = {
  evaluationPeriods: 3,
  treatMissingData: TreatMissingData.NOT_BREACHING, // nothing was delivered
  severity: AlarmSeverity.TICKET,
  notifyOnRecovery: true,
};
const minutes = { period: Duration.minutes(5) };

/** Alarms of the archive. Logs wait where they are meanwhile, so each is a ticket. */
export function archiveAlarms(archive: LogArchive): AlarmDefinition[] {
  return [
    replicationAlarm(archive.metricFailedReplications(minutes)),
    {
      ...ticket,
      id: 'LogDeliveryFailed',
      metric: archive.metricDeliverySuccess(minutes),
      threshold: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      symptom:
        'Amazon Data Firehose cannot deliver log groups to the archive: it repeats for a day, and then they are lost.',
      runbookAnchor: 'log-archive-delivery-failed',
      logGroupName: archive.deliveryLogGroup.logGroupName,
    },
    {
      ...ticket,
      id: 'LogDeliveryLate',
      metric: archive.metricDeliveryAge(minutes),
      threshold: Duration.hours(1).toSeconds(),
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      symptom: 'Log groups reach the archive more than an hour late.',
      runbookAnchor: 'log-archive-delivery-failed',
      logGroupName: archive.deliveryLogGroup.logGroupName,
    },
  ];
}

/** Alarm on objects of a landing bucket that are not in the archive. */
export function replicationAlarm(metric: IMetric): AlarmDefinition {
  return {
    ...ticket,
    id: 'ReplicationFailed',
    metric,
    threshold: 0,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: 1,
    notifyOnRecovery: false, // S3 does not repeat what has failed
    symptom: 'S3 did not replicate logs into the archive: they are in the landing bucket alone, and expire there.',
    runbookAnchor: 'log-archive-replication-failed',
  };
}

/** Graphs of what waits for the archive. */
export function archiveGraphs(archive: LogArchive): GraphDefinition[] {
  return [
    {
      tier: TrafficTier.ACCOUNT,
      title: 'Log archive: replication',
      healthy: 'has no failed objects, and pending ones go back to zero',
      metrics: [archive.metricFailedReplications(), archive.metricPendingReplications()],
    },
    {
      tier: TrafficTier.ACCOUNT,
      title: 'Log archive: age of log groups',
      healthy: 'is below 600 seconds',
      metrics: [archive.metricDeliveryAge()],
    },
  ];
}

/** What Firehose says of a delivery that failed. */
export function archiveQueries(archive: LogArchive): LogQueryDefinition[] {
  const commands = ['fields @timestamp, errorCode, errorMessage', 'sort @timestamp desc', 'limit 100'];
  return [
    { question: 'Why does Firehose not deliver?', logGroupName: archive.deliveryLogGroup.logGroupName, commands },
  ];
}
