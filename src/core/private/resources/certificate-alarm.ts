import { ComparisonOperator, IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmDefinition } from '../../alarm-definition';
import { AlarmSeverity } from '../../alarm-severity';

/**
 * Alarm on a certificate that ACM fails to renew. ACM starts 45 to 60 days before the expiry, so at 30 days renewal has
 * failed for two weeks at least, and four weeks are left to act in working hours.
 */
export function certificateAlarm(daysToExpiry: IMetric, domainName: string, region?: string): AlarmDefinition {
  return {
    id: 'CertificateExpires',
    metric: daysToExpiry,
    region,
    threshold: 30,
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    evaluationPeriods: 1,
    // A new certificate has no data for half a day, an expired one none at all: the alarm keeps its state.
    treatMissingData: TreatMissingData.IGNORE,
    severity: AlarmSeverity.TICKET,
    symptom: `In less than 30 days browsers will refuse ${domainName}, because its certificate was not renewed.`,
    runbookAnchor: 'certificate-expires',
  };
}
