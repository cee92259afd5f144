import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { daysToExpiry, healthyTargets, latency, serverErrorRate } from './api-metrics';
import type { ObservedApi } from './observed-api';
import { causeAlarms, Noise, serviceAlarms, ServiceSymptoms } from './service-alarms';
import { startedDeployments } from './service-metrics';
import { AlarmDefinition, AlarmSeverity } from '../../../core';
import { certificateAlarm } from '../../../core/private/resources/certificate-alarm';

const FIVE_MINUTES = { period: Duration.minutes(5) };
const ABOVE = { comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD };
const NO_DATA_IS_GOOD = { treatMissingData: TreatMissingData.NOT_BREACHING };

/** Alarm definitions of an API, most urgent first. */
export function apiAlarms(api: ObservedApi): AlarmDefinition[] {
  const noise: Noise = { suppressedAfter: startedDeployments(api), suppressedBy: ['NoHealthyTarget'] };
  const symptoms = symptomsOf(api);
  return [
    ...serviceAlarms(api, symptoms, [...symptomAlarms(api, noise), ...causeAlarms(api, symptoms, noise)]),
    ...(api.ownsCertificate ? [certificateAlarm(daysToExpiry(api), certificateNameOf(api))] : []),
  ];
}

/** What callers of the API notice. */
function symptomsOf({ url, serviceName }: ObservedApi): ServiceSymptoms {
  return {
    tasksMissing: `Fewer tasks answer at ${url} than should: one more failure and callers feel it.`,
    cpuHigh: `The tasks behind ${url} use more than 80 % of their CPU: soon answers come late.`,
    memoryHigh: `The tasks behind ${url} use more than 85 % of their memory: soon they are killed under requests.`,
    deploymentFailed: `A deployment of ${serviceName} failed: callers get what ran before, and not what was released.`,
  };
}

/** Pages on what callers notice. Tasks that are replaced cause errors and slow answers, but never leave no target. */
function symptomAlarms(api: ObservedApi, noise: Noise): AlarmDefinition[] {
  return [
    {
      id: 'NoHealthyTarget',
      metric: healthyTargets(api),
      threshold: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: 3,
      treatMissingData: TreatMissingData.BREACHING, // a group without targets reports nothing
      severity: AlarmSeverity.PAGE,
      notifyOnRecovery: true,
      symptom: `Nobody answers at ${api.url}: every request ends in an error.`,
      runbookAnchor: 'api-no-healthy-target',
    },
    {
      ...ABOVE,
      ...NO_DATA_IS_GOOD,
      ...noise,
      id: 'ServerErrors',
      metric: serverErrorRate(api, FIVE_MINUTES),
      threshold: 1,
      evaluationPeriods: 1,
      severity: AlarmSeverity.PAGE,
      symptom: `More than 1 % of the requests to ${api.url} end in an error of the server.`,
      runbookAnchor: 'api-server-errors',
    },
    {
      ...ABOVE,
      ...NO_DATA_IS_GOOD,
      ...noise,
      id: 'Latency',
      metric: latency(api, FIVE_MINUTES),
      threshold: 2,
      evaluationPeriods: 3,
      severity: AlarmSeverity.PAGE,
      symptom: `One request in a hundred to ${api.url} takes longer than 2 seconds.`,
      runbookAnchor: 'api-latency',
    },
  ];
}

/** The name that clients call with the certificate, be it a redirect alone. */
function certificateNameOf({ url, sharedLoadBalancer, certificateNames = [] }: ObservedApi): string {
  const [first] = sharedLoadBalancer ? certificateNames : [];
  return first ?? new URL(url).hostname;
}
