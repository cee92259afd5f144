import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { activeConnections, healthyRelays, MeteredEndpoint } from './replication-metrics';
import { AlarmDefinition, AlarmSeverity } from '../../../core';
import { WorkerService } from '../../../service';

/** Pages for it while the tasks run, in place of the alarm of the service. */
const PAGE = 'NoHealthyRelay';

const SYMPTOMS: Record<string, string> = {
  TasksMissing: 'Fewer relays run than should: one more failure and nothing is replicated.',
  CpuHigh: 'The relays use more than 80 % of their CPU: soon changes reach the sync service late.',
  MemoryHigh: 'The relays use more than 85 % of their memory: soon they are killed with their connections.',
  DeploymentFailed: 'A deployment of the relays failed: those that ran before run on, and not what was released.',
};

/** Alarm definitions of an endpoint, most urgent first. */
export function replicationAlarms(endpoint: MeteredEndpoint, relay: WorkerService): AlarmDefinition[] {
  return [
    ...(endpoint.hasTasks ? connectionAlarms(endpoint, relay.logQueries[0].logGroupName) : []),
    ...relay.alarmDefinitions
      .filter(({ id }) => id in SYMPTOMS)
      .map((definition) => ({
        ...definition,
        symptom: SYMPTOMS[definition.id],
        ...(definition.suppressedBy && { suppressedBy: [PAGE] }),
      })),
  ];
}

function connectionAlarms(endpoint: MeteredEndpoint, logGroupName: string): AlarmDefinition[] {
  const none = {
    threshold: 1,
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    treatMissingData: TreatMissingData.BREACHING, // without a registered relay, or a connection, there is no data
    logGroupName,
  };
  return [
    {
      ...none,
      id: PAGE,
      metric: healthyRelays(endpoint, { statistic: 'Maximum' }),
      evaluationPeriods: 5, // longer than a task takes to start
      severity: AlarmSeverity.PAGE,
      notifyOnRecovery: true,
      symptom:
        'The sync service cannot reach the database: offline devices get no changes, and a replication slot fills its storage.',
      runbookAnchor: 'replication-no-healthy-relay',
    },
    {
      ...none,
      id: 'ConsumerDisconnected',
      metric: activeConnections(endpoint, { period: Duration.minutes(5) }),
      evaluationPeriods: 3,
      severity: AlarmSeverity.TICKET,
      suppressedBy: [PAGE],
      symptom:
        'The sync service has no connection to the database: offline devices get no changes, and a replication slot fills its storage.',
      runbookAnchor: 'replication-consumer-disconnected',
    },
  ];
}
