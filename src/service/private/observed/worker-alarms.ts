import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { ObservedService } from './observed-service';
import { causeAlarms, deploymentAlarm, Noise, ServiceSymptoms } from './service-alarms';
import { runningTasks, startedDeployments } from './service-metrics';
import { AlarmDefinition, AlarmSeverity } from '../../../core';

/** Alarm definitions of a worker, most urgent first. */
export function workerAlarms(worker: ObservedService): AlarmDefinition[] {
  const { logGroupName, secretRollAlarm } = worker;
  const noise: Noise = { suppressedAfter: startedDeployments(worker), suppressedBy: ['NoTasks'] };
  const symptoms = symptomsOf(worker);
  const ofTasks = [noTasks(worker), ...causeAlarms(worker, symptoms, noise)];
  return [
    ...(worker.hasTasks ? ofTasks : []).map((definition) => ({ ...definition, logGroupName })),
    { ...deploymentAlarm(worker, symptoms), logGroupName },
    ...(secretRollAlarm ? [secretRollAlarm] : []),
  ];
}

/** Pages when no task runs at all. A deployment never leaves none: the old tasks run until the new ones do. */
function noTasks(worker: ObservedService): AlarmDefinition {
  return {
    id: 'NoTasks',
    metric: runningTasks(worker),
    threshold: 1,
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    evaluationPeriods: 5, // longer than a task takes to start
    treatMissingData: TreatMissingData.MISSING, // without Container Insights there is no data
    severity: AlarmSeverity.PAGE,
    notifyOnRecovery: true,
    symptom: `No task of ${worker.serviceName} runs: its work waits.`,
    runbookAnchor: 'worker-no-tasks',
  };
}

function symptomsOf({ serviceName }: ObservedService): ServiceSymptoms {
  return {
    tasksMissing: `Fewer tasks of ${serviceName} run than should: one more failure and its work waits.`,
    cpuHigh: `The tasks of ${serviceName} use more than 80 % of their CPU: soon work waits.`,
    memoryHigh: `The tasks of ${serviceName} use more than 85 % of their memory: soon they are killed in the middle of work.`,
    deploymentFailed: `A deployment of ${serviceName} failed: what ran before runs on, and not what was released.`,
  };
}
