import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { ObservedService } from './observed-service';
import { cpuUtilization, failedDeployments, memoryUtilization, missingTasks } from './service-metrics';
import { AlarmDefinition, AlarmSeverity } from '../../../core';

const FIVE_MINUTES = { period: Duration.minutes(5) };
const ABOVE = { comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD };
const NO_DATA_IS_GOOD = { treatMissingData: TreatMissingData.NOT_BREACHING };

/** Suppresses alarms on tasks after a deployment starts, and while an alarm says that none of them works. */
export type Noise = Pick<AlarmDefinition, 'suppressedAfter' | 'suppressedBy'>;

/** What users of the service notice, in the words of its kind. */
export interface ServiceSymptoms {
  readonly tasksMissing: string;
  readonly cpuHigh: string;
  readonly memoryHigh: string;
  readonly deploymentFailed: string;
}

/** Alarm definitions of a service, most urgent first: those of its tasks while it has some, then those of its deployments. */
export function serviceAlarms(
  service: ObservedService,
  symptoms: ServiceSymptoms,
  ofTasks: AlarmDefinition[],
): AlarmDefinition[] {
  const { hasTasks, logGroupName, secretRollAlarm } = service;
  const logged = [...(hasTasks ? ofTasks : []), deploymentAlarm(service, symptoms)];
  return [
    ...logged.map((definition) => ({ ...definition, logGroupName })),
    ...(secretRollAlarm ? [secretRollAlarm] : []),
  ];
}

/** Opens a ticket for causes that users will notice later. */
export function causeAlarms(service: ObservedService, symptoms: ServiceSymptoms, noise: Noise): AlarmDefinition[] {
  const load = { ...ABOVE, ...noise, evaluationPeriods: 3, severity: AlarmSeverity.TICKET, runbookAnchor: 'api-load' };
  return [
    {
      ...ABOVE,
      ...noise,
      id: 'TasksMissing',
      metric: missingTasks(service),
      threshold: 0,
      evaluationPeriods: 15, // longer than a task takes to start, and to start again
      datapointsToAlarm: 8, // a task that dies and starts again and again runs in between
      treatMissingData: TreatMissingData.MISSING, // without Container Insights there is no data
      severity: AlarmSeverity.TICKET,
      symptom: symptoms.tasksMissing,
      runbookAnchor: 'api-tasks-missing',
    },
    {
      ...load,
      ...NO_DATA_IS_GOOD,
      id: 'CpuHigh',
      metric: cpuUtilization(service, FIVE_MINUTES),
      threshold: 80,
      symptom: symptoms.cpuHigh,
    },
    {
      ...load,
      ...NO_DATA_IS_GOOD,
      id: 'MemoryHigh',
      metric: memoryUtilization(service, FIVE_MINUTES),
      threshold: 85,
      symptom: symptoms.memoryHigh,
    },
  ];
}

/** Pages on a rollback by the circuit breaker, which leaves everything looking as before. */
function deploymentAlarm(service: ObservedService, symptoms: ServiceSymptoms): AlarmDefinition {
  return {
    ...ABOVE,
    ...NO_DATA_IS_GOOD,
    id: 'DeploymentFailed',
    metric: failedDeployments(service),
    threshold: 0,
    evaluationPeriods: 1,
    severity: AlarmSeverity.PAGE,
    symptom: symptoms.deploymentFailed,
    runbookAnchor: 'api-deployment-failed',
  };
}
