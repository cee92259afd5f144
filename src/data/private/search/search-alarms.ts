import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmDefinition, AlarmSeverity } from '../../../core';
import type { SearchDomain } from '../../search-domain';

const minutes = { period: Duration.minutes(1) };
const atLeast = {
  comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
  // KMSKeyInaccessible exists while there is trouble alone, and a domain that is being changed misses others.
  treatMissingData: TreatMissingData.NOT_BREACHING,
};
const page = { ...atLeast, severity: AlarmSeverity.PAGE, evaluationPeriods: 3, notifyOnRecovery: true };
const ticket = { ...atLeast, severity: AlarmSeverity.TICKET, evaluationPeriods: 3 };

/**
 * Alarms that AWS recommends, of those that have something to do: what users lose pages, what comes before is a ticket.
 * https://docs.aws.amazon.com/opensearch-service/latest/developerguide/cloudwatch-alarms.html
 */
export function searchAlarms(domain: SearchDomain): AlarmDefinition[] {
  return [
    {
      ...page,
      id: 'SearchClusterRed',
      metric: domain.metric('ClusterStatus.red', minutes),
      threshold: 1,
      symptom: 'A part of an index has no copy left: searches miss documents, and no snapshot is taken.',
      runbookAnchor: 'search-cluster-red',
    },
    {
      ...page,
      id: 'SearchWritesBlocked',
      evaluationPeriods: 1,
      metric: domain.metric('ClusterIndexWritesBlocked', { period: Duration.minutes(5) }),
      threshold: 1,
      symptom: 'The search domain refuses writes: what users change is not found.',
      runbookAnchor: 'search-writes-blocked',
    },
    {
      ...page,
      id: 'SearchKeyInaccessible',
      evaluationPeriods: 1,
      metric: domain.metric('KMSKeyInaccessible', minutes),
      threshold: 1,
      symptom: 'The search domain cannot use its KMS key: it refuses requests, and its data is lost if that stays.',
      runbookAnchor: 'search-key-inaccessible',
    },
    {
      ...page,
      id: 'SearchRequestsFail',
      metric: domain.metricFailedRequests({ period: Duration.minutes(5) }),
      threshold: 10,
      suppressedBy: ['SearchClusterRed', 'SearchKeyInaccessible'],
      symptom: '10 % of the requests to the search domain fail or more: users do not get what they look for.',
      runbookAnchor: 'search-requests-fail',
    },
    ...ticketsOf(domain),
    ...(domain.dedicatedMasters > 0 ? [mastersBusy(domain)] : []),
  ];
}

function ticketsOf(domain: SearchDomain): AlarmDefinition[] {
  const quarter = domain.volumeSize.toMebibytes() / 4;
  const below = { comparisonOperator: ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD };
  return [
    {
      ...ticket,
      id: 'SearchClusterYellow',
      evaluationPeriods: 15,
      metric: domain.metric('ClusterStatus.yellow', minutes),
      threshold: 1,
      suppressedBy: ['SearchClusterRed'],
      symptom: 'A part of an index has lost a copy: another failure would make searches miss documents.',
      runbookAnchor: 'search-cluster-yellow',
    },
    {
      ...ticket,
      ...below,
      id: 'SearchStorageNearLimit',
      metric: domain.metricFreeStorage(minutes),
      threshold: quarter,
      suppressedBy: ['SearchWritesBlocked'],
      symptom: 'A node has less than a quarter of its storage free: when it is full, writes are refused.',
      runbookAnchor: 'search-storage-near-its-limit',
    },
    {
      ...ticket,
      id: 'SearchMemoryPressure',
      metric: domain.metric('JVMMemoryPressure', minutes),
      threshold: 95,
      symptom: 'A node has 95 % of its Java memory in use: it soon refuses writes, or restarts.',
      runbookAnchor: 'search-memory-pressure',
    },
    {
      ...ticket,
      id: 'SearchCpuHigh',
      metric: domain.metric('CPUUtilization', { period: Duration.minutes(15) }),
      threshold: 80,
      symptom: 'A node is busy for more than 80 % of the time: searches are slower.',
      runbookAnchor: 'search-cpu',
    },
    {
      ...ticket,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      id: 'SearchNodeMissing',
      evaluationPeriods: 12,
      metric: domain.metric('Nodes', { statistic: Stats.MINIMUM, period: Duration.minutes(5) }),
      threshold: domain.dataNodes + domain.dedicatedMasters,
      symptom: 'A node has been away for an hour: the others carry its load, and have no room for another failure.',
      runbookAnchor: 'search-node-missing',
    },
    {
      ...ticket,
      id: 'SearchSnapshotFails',
      evaluationPeriods: 1,
      metric: domain.metric('AutomatedSnapshotFailure', minutes),
      threshold: 1,
      symptom: 'The hourly snapshot failed: a red cluster would lose more when it is restored.',
      runbookAnchor: 'search-snapshot-fails',
    },
  ];
}

function mastersBusy(domain: SearchDomain): AlarmDefinition {
  return {
    ...ticket,
    id: 'SearchMastersBusy',
    metric: domain.metric('MasterCPUUtilization', { period: Duration.minutes(15) }),
    threshold: 50,
    symptom: 'A dedicated master is busy for more than half of the time: changes of the cluster wait for it.',
    runbookAnchor: 'search-masters-busy',
  };
}
