import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmDefinition, AlarmSeverity } from '../../core';
import { EDGE_REGION } from '../../core/private/edge-stack';
import type { EdgeCertificate } from '../edge-certificate';

/**
 * ACM starts to renew 45 to 60 days before the end, so at 30 days it has failed for two weeks at least, and four more
 * are left to act in working hours.
 */
export function certificateAlarms(certificate: EdgeCertificate, domainName: string): AlarmDefinition[] {
  return [
    {
      id: 'CertificateExpires',
      metric: certificate.metricDaysToExpiry(),
      region: EDGE_REGION,
      threshold: 30,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: 1,
      // A new certificate has no data for half a day, an expired one none at all: stay in the state that was.
      treatMissingData: TreatMissingData.IGNORE,
      severity: AlarmSeverity.TICKET,
      symptom: `In less than 30 days browsers will refuse ${domainName}, because its certificate was not renewed.`,
      runbookAnchor: 'certificate-expires',
    },
  ];
}
