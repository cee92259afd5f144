import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmDefinition, AlarmSeverity } from '../../../core';
import type { RedisReplicationGroup } from '../../redis-replication-group';

const minutes = { period: Duration.minutes(1) };
const above = {
  comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
  treatMissingData: TreatMissingData.NOT_BREACHING, // a node that is being replaced
};
const page = { ...above, severity: AlarmSeverity.PAGE, evaluationPeriods: 3 };
const ticket = { ...above, severity: AlarmSeverity.TICKET, evaluationPeriods: 15 };

/** Alarms of the replication group: jobs that are refused or lost page, what comes before is a ticket. */
export function redisAlarms(group: RedisReplicationGroup): AlarmDefinition[] {
  return [
    {
      ...page,
      id: 'RedisRefusesWrites',
      metric: group.metricMemoryUsage(minutes),
      threshold: 95,
      notifyOnRecovery: true,
      symptom: 'The memory of the queue is full: it refuses new jobs, and what users start is not done.',
      runbookAnchor: 'redis-refuses-writes',
    },
    {
      ...page,
      id: 'RedisEvicts',
      evaluationPeriods: 1,
      metric: group.metricEvictions(minutes),
      threshold: 0,
      symptom: 'The queue evicts keys, which it never may: jobs of users are lost.',
      runbookAnchor: 'redis-evicts',
    },
    ...ticketsOf(group),
  ];
}

function ticketsOf(group: RedisReplicationGroup): AlarmDefinition[] {
  const lag: AlarmDefinition = {
    ...ticket,
    id: 'RedisReplicaLags',
    metric: group.metricReplicationLag(minutes),
    threshold: 5,
    symptom: 'A replica is more than 5 seconds behind: a failover would lose the jobs of that time.',
    runbookAnchor: 'redis-replica-lags',
  };
  return [
    {
      ...ticket,
      id: 'RedisMemoryNearLimit',
      metric: group.metricMemoryUsage(minutes),
      threshold: 75,
      suppressedBy: ['RedisRefusesWrites'],
      symptom: 'The queue takes more than 75 % of its memory: when it is full, it refuses new jobs.',
      runbookAnchor: 'redis-memory-near-its-limit',
    },
    {
      ...ticket,
      id: 'RedisEngineBusy',
      metric: group.metricEngineCpu(minutes),
      threshold: 80,
      symptom: "The engine's one thread is busy for more than 80 % of the time: jobs start later.",
      runbookAnchor: 'redis-engine-busy',
    },
    {
      ...ticket,
      id: 'RedisConnectionsNearLimit',
      metric: group.metricConnections(minutes),
      threshold: 50_000, // of 65,000
      symptom: 'Clients hold more than 50,000 of 65,000 connections: soon new tasks cannot connect.',
      runbookAnchor: 'redis-connections-near-their-limit',
    },
    ...(group.replicas > 0 ? [lag] : []),
  ];
}
