import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmDefinition, AlarmSeverity, GraphDefinition, LogQueryDefinition, TrafficTier } from '../../../core';
import type { SecurityTooling } from '../../security-tooling';

const minutes = { period: Duration.minutes(5) };

/** One call is one too many, and what is stopped stays so: no alarm recovers by itself. */
const stopped = {
  threshold: 0,
  comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
  evaluationPeriods: 1,
  treatMissingData: TreatMissingData.NOT_BREACHING, // no such call
};

/** Alarms of the security services. An attacker stops the log first: that pages. */
export function securityAlarms(tooling: SecurityTooling): AlarmDefinition[] {
  const { logGroupName } = tooling.trailLogGroup;
  return [
    {
      ...stopped,
      id: 'TrailStopped',
      metric: tooling.metricTrailStopped(minutes),
      severity: AlarmSeverity.PAGE,
      symptom: 'A call stopped, deleted or changed the trail of the organization: what follows may be in no log.',
      runbookAnchor: 'security-trail-stopped',
      logGroupName,
    },
    {
      id: 'TrailSilent',
      metric: tooling.metricTrailEvents(minutes),
      threshold: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: 6, // CloudTrail delivers within 15 minutes
      treatMissingData: TreatMissingData.BREACHING,
      severity: AlarmSeverity.PAGE,
      notifyOnRecovery: true,
      symptom:
        'For half an hour the trail of the organization had no event: what happens in the accounts is in no log.',
      runbookAnchor: 'security-trail-stopped',
      logGroupName,
    },
    {
      ...stopped,
      id: 'DetectorStopped',
      metric: tooling.metricDetectorStopped(minutes),
      severity: AlarmSeverity.PAGE,
      symptom: 'A call stopped GuardDuty in an account, or took an account out of it: an attack there has no finding.',
      runbookAnchor: 'security-detector-stopped',
      logGroupName,
    },
    {
      ...stopped,
      id: 'RecorderStopped',
      metric: tooling.metricRecorderStopped(minutes),
      severity: AlarmSeverity.TICKET,
      symptom: 'A call stopped AWS Config in an account: changes there are not recorded.',
      runbookAnchor: 'security-recorder-or-hub-stopped',
      logGroupName,
    },
    {
      ...stopped,
      id: 'HubStopped',
      metric: tooling.metricHubStopped(minutes),
      severity: AlarmSeverity.TICKET,
      symptom: 'A call stopped Security Hub in an account, or its aggregation: findings of it are missing.',
      runbookAnchor: 'security-recorder-or-hub-stopped',
      logGroupName,
    },
  ];
}

/** Graphs of the trail, and of the calls. */
export function securityGraphs(tooling: SecurityTooling): GraphDefinition[] {
  return [
    {
      tier: TrafficTier.ACCOUNT,
      title: 'Organization trail: events',
      healthy: 'never ends',
      metrics: [tooling.metricTrailEvents()],
    },
    {
      tier: TrafficTier.ACCOUNT,
      title: 'Security services: calls that stop them',
      healthy: 'has no points',
      metrics: [
        tooling.metricTrailStopped(),
        tooling.metricDetectorStopped(),
        tooling.metricRecorderStopped(),
        tooling.metricHubStopped(),
      ],
    },
  ];
}

const COLUMNS =
  'fields @timestamp, recipientAccountId, awsRegion, eventSource, eventName, userIdentity.arn, sourceIPAddress, errorCode';

/** Queries of the events of all accounts. */
export function securityQueries(tooling: SecurityTooling): LogQueryDefinition[] {
  const { logGroupName } = tooling.trailLogGroup;
  const last = ['sort @timestamp desc', 'limit 100'];
  return [
    {
      question: 'Which principals stopped a security service, and by which call?',
      logGroupName,
      commands: [
        COLUMNS,
        'filter eventSource in ["cloudtrail.amazonaws.com", "guardduty.amazonaws.com", "config.amazonaws.com", "securityhub.amazonaws.com"]',
        'filter eventName like /^(Delete|Disable|Disassociate|Stop|Update|PutEventSelectors)/',
        ...last,
      ],
    },
    {
      question: 'What did root users do?',
      logGroupName,
      commands: [COLUMNS, 'filter userIdentity.type = "Root"', ...last],
    },
  ];
}
