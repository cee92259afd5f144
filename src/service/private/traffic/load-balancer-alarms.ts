import { Duration } from 'aws-cdk-lib';
import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { errorRate, MeteredLoadBalancer, rejectedConnections } from './load-balancer-metrics';
import { AlarmDefinition, AlarmSeverity } from '../../../core';
import { certificateAlarm } from '../../../core/private/resources/certificate-alarm';
import { certificateDaysToExpiry } from '../observed/load-balancer-rates';

const FIVE_MINUTES = { period: Duration.minutes(5) };
const ABOVE = {
  comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
  evaluationPeriods: 1,
  treatMissingData: TreatMissingData.NOT_BREACHING,
};

/** What alarms have to know of a shared load balancer. */
export interface AlarmedLoadBalancer extends MeteredLoadBalancer {
  readonly certificate: ICertificate;
  readonly certificateNames: string[];
}

/** Alarm definitions of a shared load balancer, most urgent first. */
export function loadBalancerAlarms(loadBalancer: AlarmedLoadBalancer, ownsCertificate: boolean): AlarmDefinition[] {
  const { certificate, certificateNames } = loadBalancer;
  const [name] = certificateNames;
  return [
    {
      ...ABOVE,
      id: 'LoadBalancerErrors',
      metric: errorRate(loadBalancer, FIVE_MINUTES),
      threshold: 1,
      severity: AlarmSeverity.PAGE,
      symptom: `The shared load balancer of ${name} itself answers more than 1 % of the requests with an error.`,
      runbookAnchor: 'load-balancer-errors',
    },
    {
      ...ABOVE,
      id: 'ConnectionsRejected',
      metric: rejectedConnections(loadBalancer, FIVE_MINUTES),
      threshold: 0,
      severity: AlarmSeverity.TICKET,
      symptom: `The shared load balancer of ${name} rejects connections, since it has as many as it can hold.`,
      runbookAnchor: 'load-balancer-connections-rejected',
    },
    ...(ownsCertificate ? [certificateAlarm(certificateDaysToExpiry(certificate, certificateNames), name)] : []),
  ];
}
