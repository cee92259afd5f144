import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { ObservedSite } from './references';
import { serverErrorRateMetric } from './site-metrics';
import { AlarmDefinition, AlarmSeverity } from '../../core';
import { EDGE_REGION } from '../../core/private/stacks/edge-stack';

/** The alarm on server errors that visitors see: more than 1 % of the requests, in three of five minutes. */
export function siteAlarms(site: ObservedSite, displayName: string): AlarmDefinition[] {
  return [
    {
      id: 'ServerErrors',
      metric: serverErrorRateMetric(site, { period: Duration.minutes(1) }),
      region: EDGE_REGION,
      threshold: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 5,
      datapointsToAlarm: 3, // at night one error among few requests is many percent of a minute
      treatMissingData: TreatMissingData.NOT_BREACHING, // no requests
      severity: AlarmSeverity.PAGE,
      notifyOnRecovery: true,
      symptom: `More than 1 % of the requests to ${displayName} end in an error page.`,
      runbookAnchor: 'site-server-errors',
    },
  ];
}
