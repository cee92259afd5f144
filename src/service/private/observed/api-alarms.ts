import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { daysToExpiry } from './api-metrics';
import { AlarmDefinition, AlarmSeverity } from '../../../core';
import { certificateAlarm } from '../../../core/private/resources/certificate-alarm';
import type { BankApiService } from '../../bank-api-service';

const FIVE_MINUTES = { period: Duration.minutes(5) };
const ABOVE = { comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD };
const UNLESS_TOLD = { treatMissingData: TreatMissingData.NOT_BREACHING };

/** What decides which alarms an API has, and what they lead to. */
export interface WatchedApi {
  /** Whether tasks should run. */
  readonly hasTasks: boolean;
  /** Whether the certificate is the API's own. */
  readonly ownsCertificate: boolean;
  /** What the tasks say. */
  readonly logGroupName: string;
  /** The alarm on rolls that fail, where secrets roll the service. */
  readonly secretRollAlarm?: AlarmDefinition;
}

/** When an alarm of tasks is of no news: after a deployment, and while nobody answers at all. */
type Noise = Pick<AlarmDefinition, 'suppressedAfter' | 'suppressedBy'>;

/** The alarms of an API, most urgent first. */
export function apiAlarms(api: BankApiService, watched: WatchedApi): AlarmDefinition[] {
  const noise: Noise = { suppressedAfter: api.metricStartedDeployments(), suppressedBy: ['NoHealthyTarget'] };
  const ofTasks = [...symptomAlarms(api, noise), ...causeAlarms(api, noise)];
  const { logGroupName, secretRollAlarm } = watched;
  return [
    ...(watched.hasTasks ? ofTasks : []).map((definition) => ({ ...definition, logGroupName })),
    { ...deploymentAlarm(api), logGroupName },
    ...(secretRollAlarm ? [secretRollAlarm] : []),
    ...(watched.ownsCertificate ? [certificateAlarm(daysToExpiry(api), new URL(api.url).hostname)] : []),
  ];
}

/** What callers feel: it pages. Tasks that come and go make errors and slow answers, but never leave nobody to ask. */
function symptomAlarms(api: BankApiService, noise: Noise): AlarmDefinition[] {
  return [
    {
      id: 'NoHealthyTarget',
      metric: api.metricHealthyTargets(),
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
      ...UNLESS_TOLD,
      ...noise,
      id: 'ServerErrors',
      metric: api.metricServerErrorRate(FIVE_MINUTES),
      threshold: 1,
      evaluationPeriods: 1,
      severity: AlarmSeverity.PAGE,
      symptom: `More than 1 % of the requests to ${api.url} end in an error of the server.`,
      runbookAnchor: 'api-server-errors',
    },
    {
      ...ABOVE,
      ...UNLESS_TOLD,
      ...noise,
      id: 'Latency',
      metric: api.metricLatency(FIVE_MINUTES),
      threshold: 2,
      evaluationPeriods: 3,
      severity: AlarmSeverity.PAGE,
      symptom: `One request in a hundred to ${api.url} takes longer than 2 seconds.`,
      runbookAnchor: 'api-latency',
    },
  ];
}

/** What will be felt: a ticket. */
function causeAlarms(api: BankApiService, noise: Noise): AlarmDefinition[] {
  const load = { ...ABOVE, ...noise, evaluationPeriods: 3, severity: AlarmSeverity.TICKET, runbookAnchor: 'api-load' };
  return [
    {
      ...ABOVE,
      ...noise,
      id: 'TasksMissing',
      metric: api.metricMissingTasks(),
      threshold: 0,
      evaluationPeriods: 15, // longer than a task takes to start, and to start again
      datapointsToAlarm: 8, // a task that dies and starts again and again runs in between
      treatMissingData: TreatMissingData.MISSING, // without Container Insights nobody counts
      severity: AlarmSeverity.TICKET,
      symptom: `Fewer tasks answer at ${api.url} than should: one more failure and callers feel it.`,
      runbookAnchor: 'api-tasks-missing',
    },
    {
      ...load,
      ...UNLESS_TOLD,
      id: 'CpuHigh',
      metric: api.metricCpuUtilization(FIVE_MINUTES),
      threshold: 80,
      symptom: `The tasks behind ${api.url} use more than 80 % of their CPU: soon answers come late.`,
    },
    {
      ...load,
      ...UNLESS_TOLD,
      id: 'MemoryHigh',
      metric: api.metricMemoryUtilization(FIVE_MINUTES),
      threshold: 85,
      symptom: `The tasks behind ${api.url} use more than 85 % of their memory: soon they are killed under requests.`,
    },
  ];
}

/** What would otherwise look as if nothing had happened. */
function deploymentAlarm(api: BankApiService): AlarmDefinition {
  return {
    ...ABOVE,
    ...UNLESS_TOLD,
    id: 'DeploymentFailed',
    metric: api.metricFailedDeployments(),
    threshold: 0,
    evaluationPeriods: 1,
    severity: AlarmSeverity.PAGE,
    symptom: `A deployment of ${api.serviceName} failed: callers get what ran before, and not what was released.`,
    runbookAnchor: 'api-deployment-failed',
  };
}
