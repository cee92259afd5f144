import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmDefinition, AlarmSeverity } from '../../core';
import { EDGE_REGION } from '../../core/private/stacks/edge-stack';
import type { StaticSpaSite } from '../static-spa-site';

/** What visitors feel: more than one answer in a hundred is an error, in three of five minutes. */
export function siteAlarms(site: StaticSpaSite, nameForPeople: string): AlarmDefinition[] {
  return [
    {
      id: 'ServerErrors',
      metric: site.metric5xxErrorRate({ period: Duration.minutes(1) }),
      region: EDGE_REGION,
      threshold: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 5,
      datapointsToAlarm: 3, // at night one error among few requests is many percent of a minute
      treatMissingData: TreatMissingData.NOT_BREACHING, // nobody asked
      severity: AlarmSeverity.PAGE,
      notifyOnRecovery: true,
      symptom: `More than 1 % of the requests to ${nameForPeople} end in an error page.`,
      runbookAnchor: 'site-server-errors',
    },
  ];
}
