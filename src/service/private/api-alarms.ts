import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmDefinition, AlarmSeverity } from '../../core';
import type { BankApiService } from '../bank-api-service';

const FIVE_MINUTES = { period: Duration.minutes(5) };
const ABOVE = { comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD };
const UNLESS_TOLD = { treatMissingData: TreatMissingData.NOT_BREACHING };

/** What callers feel: it pages. The one on deployments holds whatever the number of tasks. */
export function symptomAlarms(api: BankApiService): AlarmDefinition[] {
  return [
    {
      id: 'NoHealthyTarget',
      metric: api.metricHealthyTargets(),
      threshold: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: 3,
      treatMissingData: TreatMissingData.BREACHING, // a group without targets reports nothing
      severity: AlarmSeverity.PAGE,
      symptom: `Nobody answers at ${api.url}: every request ends in an error.`,
      runbookAnchor: 'api-no-healthy-target',
    },
    {
      ...ABOVE,
      ...UNLESS_TOLD,
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
export function causeAlarms(api: BankApiService): AlarmDefinition[] {
  const load = { ...ABOVE, evaluationPeriods: 3, severity: AlarmSeverity.TICKET, runbookAnchor: 'api-load' };
  return [
    {
      ...ABOVE,
      id: 'TasksMissing',
      metric: api.metricMissingTasks(),
      threshold: 0,
      evaluationPeriods: 15, // longer than a task takes to start, and to start again
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
export function deploymentAlarm(api: BankApiService): AlarmDefinition {
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
