import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { findingLogName, findingMetric, Scanner } from './finding-metrics';
import { AlarmDefinition, AlarmSeverity, GraphDefinition, LogQueryDefinition, TrafficTier } from '../../../core';

interface Alarmed {
  readonly id: string;
  readonly symptom: string;
  readonly runbookAnchor: string;
  readonly label: string;
}

const ALARMS: Record<Scanner, Alarmed> = {
  [Scanner.INSPECTOR]: {
    id: 'InspectorFinding',
    symptom: 'Amazon Inspector found a vulnerability that has to be fixed: users feel nothing yet.',
    runbookAnchor: 'scanner-finding-of-inspector',
    label: 'Inspector',
  },
  [Scanner.IMAGE_SCAN]: {
    id: 'ImageScanFinding',
    symptom: 'An image that CI pushed has vulnerabilities that have to be fixed: users feel nothing yet.',
    runbookAnchor: 'scanner-finding-in-an-image',
    label: 'Images',
  },
  [Scanner.SECURITY_HUB]: {
    id: 'SecurityHubFinding',
    symptom: 'AWS Security Hub has a finding that no operator has looked at: users feel nothing yet.',
    runbookAnchor: 'scanner-finding-of-security-hub',
    label: 'Security Hub',
  },
  [Scanner.EXTERNAL]: {
    id: 'ExternalFinding',
    symptom: 'A scanner outside of AWS found a vulnerability that has to be fixed: users feel nothing yet.',
    runbookAnchor: 'scanner-finding-from-outside',
    label: 'Other scanners',
  },
};

/**
 * Alarms on findings: one notification for all that come within an hour, since the first scan of an image finds many at once.
 * None recovers by itself: a finding that is not repeated is still open.
 */
export function findingAlarms(name: string, scanners: Scanner[]): AlarmDefinition[] {
  return scanners.map((scanner) => {
    const { id, symptom, runbookAnchor } = ALARMS[scanner];
    return {
      id,
      metric: findingMetric(name, scanner, { period: Duration.hours(1) }),
      threshold: 0,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      severity: AlarmSeverity.TICKET,
      symptom,
      runbookAnchor,
      logGroupName: findingLogName(name),
    };
  });
}

/** One graph, with a line for each scanner. */
export function findingGraphs(name: string, scanners: Scanner[]): GraphDefinition[] {
  const metrics = scanners.map((scanner) => findingMetric(name, scanner, { label: ALARMS[scanner].label }));
  return [{ tier: TrafficTier.ACCOUNT, title: 'Findings of scanners', healthy: 'has no points', metrics }];
}

/**
 * The findings as tables: how severe, what, where, and a link to read. Whole messages are parsed: CloudWatch Logs Insights finds
 * 200 fields of an event by itself, and a finding about many packages has more.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-operations-functions.html
 */
export function findingQueries(name: string): LogQueryDefinition[] {
  const logGroupName = findingLogName(name);
  return [
    {
      question: 'Which findings came last?',
      logGroupName,
      commands: [
        ...PARSED,
        'display @timestamp, severity, critical, high, finding, place, link',
        'sort @timestamp desc',
        'limit 100',
      ],
    },
    {
      question: 'Which findings come again?',
      logGroupName,
      commands: [
        ...PARSED,
        'stats count(*) as events, max(@timestamp) as newest by finding, place',
        'sort events desc',
        'limit 100',
      ],
    },
  ];
}

/** By column, where Inspector, Security Hub, ECR and other scanners have it. ECR has counts in place of a severity. */
const COLUMNS: Record<string, string[]> = {
  severity: ['detail.severity', 'detail.findings[0].Severity.Label'],
  critical: ['detail.`finding-severity-counts`.CRITICAL'],
  high: ['detail.`finding-severity-counts`.HIGH'],
  finding: ['detail.title', 'detail.findings[0].Title', '`detail-type`'],
  place: ['detail.resource', 'detail.resources[0].id', 'detail.findings[0].Resources[0].Id', 'resources[0]'],
  link: [
    'detail.link',
    'detail.packageVulnerabilityDetails.sourceUrl',
    'detail.findings[0].Remediation.Recommendation.Url',
    'detail.findings[0].SourceUrl',
    'detail.findingArn',
    'detail.`image-digest`',
  ],
};

const PARSED = [
  'fields jsonParse(@message) as event',
  `fields ${Object.entries(COLUMNS)
    .map(([column, places]) => `coalesce(${places.map((place) => `event.${place}`).join(', ')}) as ${column}`)
    .join(', ')}`,
];
