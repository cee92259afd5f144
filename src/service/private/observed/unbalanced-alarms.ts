import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { ObservedService } from './observed-service';
import { causeAlarms, Noise, serviceAlarms, ServiceSymptoms } from './service-alarms';
import { runningTasks, startedDeployments } from './service-metrics';
import { AlarmDefinition, AlarmSeverity } from '../../../core';

/** What users of a service without a load balancer notice, and where the runbook says what to do if no task runs. */
export interface UnbalancedSymptoms extends ServiceSymptoms {
  readonly noTasks: Pick<AlarmDefinition, 'symptom' | 'runbookAnchor'>;
}

/** Alarm definitions of a service without a load balancer, most urgent first. */
export function unbalancedAlarms(service: ObservedService, symptoms: UnbalancedSymptoms): AlarmDefinition[] {
  const noise: Noise = { suppressedAfter: startedDeployments(service), suppressedBy: ['NoTasks'] };
  return serviceAlarms(service, symptoms, [noTasks(service, symptoms), ...causeAlarms(service, symptoms, noise)]);
}

/** Pages when no task runs at all. A deployment never leaves none: the old tasks run until the new ones do. */
function noTasks(service: ObservedService, symptoms: UnbalancedSymptoms): AlarmDefinition {
  return {
    ...symptoms.noTasks,
    id: 'NoTasks',
    metric: runningTasks(service),
    threshold: 1,
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    evaluationPeriods: 5, // longer than a task takes to start
    treatMissingData: TreatMissingData.MISSING, // without Container Insights there is no data
    severity: AlarmSeverity.PAGE,
    notifyOnRecovery: true,
  };
}

/** What waits when the tasks of a worker do not run as they should. */
export function workerSymptoms({ serviceName }: ObservedService): UnbalancedSymptoms {
  return {
    noTasks: {
      symptom: `No task of ${serviceName} runs: its work waits.`,
      runbookAnchor: 'worker-no-tasks',
    },
    tasksMissing: `Fewer tasks of ${serviceName} run than should: one more failure and its work waits.`,
    cpuHigh: `The tasks of ${serviceName} use more than 80 % of their CPU: soon work waits.`,
    memoryHigh: `The tasks of ${serviceName} use more than 85 % of their memory: soon they are killed in the middle of work.`,
    deploymentFailed: `A deployment of ${serviceName} failed: what ran before runs on, and not what was released.`,
  };
}

/** What the services notice that call an internal service by its URL. */
export function callerSymptoms(url: string, { serviceName }: ObservedService): UnbalancedSymptoms {
  return {
    noTasks: {
      symptom: `No task answers at ${url}: every call of another service fails.`,
      runbookAnchor: 'internal-service-no-tasks',
    },
    tasksMissing: `Fewer tasks answer at ${url} than should: one more failure and its callers feel it.`,
    cpuHigh: `The tasks behind ${url} use more than 80 % of their CPU: soon answers to other services come late.`,
    memoryHigh: `The tasks behind ${url} use more than 85 % of their memory: soon they are killed under calls.`,
    deploymentFailed: `A deployment of ${serviceName} failed: callers get what ran before, and not what was released.`,
  };
}
