import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmDefinition, AlarmSeverity } from '../../../core';
import type { ValkeyCache } from '../../valkey-cache';

const NEAR = 0.8; // of a limit: what grows by a tenth in a day leaves two days

/** Alarms of the cache: near a limit a ticket, at a limit a page, since users notice it. */
export function cacheAlarms(cache: ValkeyCache): AlarmDefinition[] {
  const minutes = { period: Duration.minutes(1) };
  const near = {
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: 15,
    treatMissingData: TreatMissingData.NOT_BREACHING, // no client called
    severity: AlarmSeverity.TICKET,
    runbookAnchor: 'cache-near-its-limit',
  };
  return [
    {
      id: 'CacheRefusesCalls',
      metric: cache.metricThrottledCommands(minutes),
      threshold: 0,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 5,
      datapointsToAlarm: 3,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      severity: AlarmSeverity.PAGE,
      notifyOnRecovery: true,
      symptom: 'The cache refuses calls: the API answers slowly or with errors.',
      runbookAnchor: 'cache-refuses-calls',
    },
    {
      ...near,
      id: 'CacheDataNearLimit',
      metric: cache.metricBytesUsed(minutes),
      threshold: Math.round(NEAR * cache.maxDataStorage.toGibibytes() * 1_000_000_000),
      symptom: `The cache holds more than 80 % of ${cache.maxDataStorage.toGibibytes()} GB: soon it evicts, and users wait for what it held.`,
    },
    {
      ...near,
      id: 'CacheComputeNearLimit',
      metric: cache.metricProcessingUnits(minutes),
      threshold: NEAR * cache.maxEcpuPerSecond * 60,
      symptom: `The cache computes more than 80 % of ${cache.maxEcpuPerSecond} units a second: soon it refuses calls.`,
    },
  ];
}
