import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { bytesOf, textOf } from './file-size';
import { AlarmDefinition, AlarmSeverity } from '../../../core';
import type { FileStore } from '../../file-store';

/** Alarms of the files: their growth, and the requests where these are counted. */
export function fileAlarms(store: FileStore, hasRequestMetrics: boolean): AlarmDefinition[] {
  return [...(hasRequestMetrics ? requestAlarms(store) : []), growthAlarm(store)];
}

function requestAlarms(store: FileStore): AlarmDefinition[] {
  const minutes = { period: Duration.minutes(5) };
  const share = {
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: 3,
    treatMissingData: TreatMissingData.NOT_BREACHING, // no request
  };
  return [
    {
      ...share,
      id: 'FileRequestsFail',
      metric: store.metric5xxErrors(minutes),
      threshold: 0.05,
      severity: AlarmSeverity.PAGE,
      notifyOnRecovery: true,
      symptom: 'S3 fails one request in twenty: users cannot open or upload files.',
      runbookAnchor: 'files-requests-fail',
    },
    {
      ...share,
      id: 'FileRequestsRefused',
      metric: store.metric4xxErrors(minutes),
      threshold: 0.1,
      severity: AlarmSeverity.TICKET,
      symptom: 'S3 refuses one request in ten: users have addresses of files that have expired or are wrong.',
      runbookAnchor: 'files-requests-refused',
    },
  ];
}

function growthAlarm(store: FileStore): AlarmDefinition {
  return {
    id: 'FilesLargerThanExpected',
    metric: store.metricBucketSize(),
    threshold: bytesOf(store.expectedSize),
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: 1,
    treatMissingData: TreatMissingData.IGNORE, // S3 publishes once a day, and late
    severity: AlarmSeverity.TICKET,
    symptom: `The files take more than the ${textOf(store.expectedSize)} that were expected: nothing fails, and the bill grows.`,
    runbookAnchor: 'files-larger-than-expected',
  };
}
