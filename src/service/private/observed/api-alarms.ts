import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import {
  cpuUtilization,
  daysToExpiry,
  failedDeployments,
  healthyTargets,
  latency,
  memoryUtilization,
  missingTasks,
  startedDeployments,
  serverErrorRate,
} from './api-metrics';
import type { ObservedApi } from './observed-api';
import { AlarmDefinition, AlarmSeverity } from '../../../core';
import { certificateAlarm } from '../../../core/private/resources/certificate-alarm';

const FIVE_MINUTES = { period: Duration.minutes(5) };
const ABOVE = { comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD };
const NO_DATA_IS_GOOD = { treatMissingData: TreatMissingData.NOT_BREACHING };

/** Suppresses alarms on tasks after a deployment starts, and while no target is healthy at all. */
type Noise = Pick<AlarmDefinition, 'suppressedAfter' | 'suppressedBy'>;

/** Alarm definitions of an API, most urgent first. */
export function apiAlarms(api: ObservedApi): AlarmDefinition[] {
  const noise: Noise = { suppressedAfter: startedDeployments(api), suppressedBy: ['NoHealthyTarget'] };
  const ofTasks = [...symptomAlarms(api, noise), ...causeAlarms(api, noise)];
  const { logGroupName, secretRollAlarm } = api;
  return [
    ...(api.hasTasks ? ofTasks : []).map((definition) => ({ ...definition, logGroupName })),
    { ...deploymentAlarm(api), logGroupName },
    ...(secretRollAlarm ? [secretRollAlarm] : []),
    ...(api.ownsCertificate ? [certificateAlarm(daysToExpiry(api), new URL(api.url).hostname)] : []),
  ];
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

/** Opens a ticket for causes that callers will notice later. */
function causeAlarms(api: ObservedApi, noise: Noise): AlarmDefinition[] {
  const load = { ...ABOVE, ...noise, evaluationPeriods: 3, severity: AlarmSeverity.TICKET, runbookAnchor: 'api-load' };
  return [
    {
      ...ABOVE,
      ...noise,
      id: 'TasksMissing',
      metric: missingTasks(api),
      threshold: 0,
      evaluationPeriods: 15, // longer than a task takes to start, and to start again
      datapointsToAlarm: 8, // a task that dies and starts again and again runs in between
      treatMissingData: TreatMissingData.MISSING, // without Container Insights there is no data
      severity: AlarmSeverity.TICKET,
      symptom: `Fewer tasks answer at ${api.url} than should: one more failure and callers feel it.`,
      runbookAnchor: 'api-tasks-missing',
    },
    {
      ...load,
      ...NO_DATA_IS_GOOD,
      id: 'CpuHigh',
      metric: cpuUtilization(api, FIVE_MINUTES),
      threshold: 80,
      symptom: `The tasks behind ${api.url} use more than 80 % of their CPU: soon answers come late.`,
    },
    {
      ...load,
      ...NO_DATA_IS_GOOD,
      id: 'MemoryHigh',
      metric: memoryUtilization(api, FIVE_MINUTES),
      threshold: 85,
      symptom: `The tasks behind ${api.url} use more than 85 % of their memory: soon they are killed under requests.`,
    },
  ];
}

/** Pages on a rollback by the circuit breaker, which leaves everything looking as before. */
function deploymentAlarm(api: ObservedApi): AlarmDefinition {
  return {
    ...ABOVE,
    ...NO_DATA_IS_GOOD,
    id: 'DeploymentFailed',
    metric: failedDeployments(api),
    threshold: 0,
    evaluationPeriods: 1,
    severity: AlarmSeverity.PAGE,
    symptom: `A deployment of ${api.serviceName} failed: callers get what ran before, and not what was released.`,
    runbookAnchor: 'api-deployment-failed',
  };
}
