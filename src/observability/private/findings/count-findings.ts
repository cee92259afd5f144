import { Duration } from 'aws-cdk-lib';
import { EventPattern, Rule } from 'aws-cdk-lib/aws-events';
import { FilterPattern, IFilterPattern, LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { findingLogName, findingNamespace, Scanner } from './finding-metrics';
import { externalPattern, imageScanPattern, inspectorPattern, securityHubPattern } from './finding-patterns';
import type { FindingScope } from './finding-scope';
import { sendTo } from '../../../core/private/resources/event-log';
import { eventLogGroup } from '../../../core/private/resources/named-log-group';
import type { ScannerFindingsProps } from '../../scanner-findings';

/** Findings of one scanner: the rule that matches them, and the metric that counts them. */
export interface Counted {
  readonly scanner: Scanner;
  readonly id: string;
  readonly description: string;
  readonly pattern: EventPattern | undefined;
}

/** The rules of a scope, by scanner. */
export function countedOf(scope: FindingScope): Counted[] {
  const all: Counted[] = [
    {
      scanner: Scanner.INSPECTOR,
      id: 'Inspector',
      description: 'Amazon Inspector found a vulnerability',
      pattern: inspectorPattern(scope),
    },
    {
      scanner: Scanner.IMAGE_SCAN,
      id: 'ImageScan',
      description: 'A basic scan of Amazon ECR found vulnerabilities in an image',
      pattern: imageScanPattern(scope),
    },
    {
      scanner: Scanner.SECURITY_HUB,
      id: 'SecurityHub',
      description: 'AWS Security Hub has a finding that is new',
      pattern: securityHubPattern(scope),
    },
    {
      scanner: Scanner.EXTERNAL,
      id: 'External',
      description: 'A scanner outside of AWS found a vulnerability',
      pattern: externalPattern(scope),
    },
  ];
  return all.filter(({ pattern }) => pattern !== undefined);
}

/** PutEvents refuses a source of AWS: an event that another rule of the account brings is not counted. */
export function filterOf(names: string[]): IFilterPattern {
  const sources = names.map((name) => FilterPattern.stringValue('$.source', '=', name));
  return sources.length > 1 ? FilterPattern.any(...sources) : sources[0];
}

/**
 * Counts findings. EventBridge delivers the events to a log group, and metric filters count them there: what the metrics of a rule
 * count is best effort. The log has whole events, since a template of EventBridge that puts a title into a line has no way to
 * escape its quotes, and a finding whose line cannot be written would be lost.
 */
export function countFindings(
  scope: Construct,
  name: string,
  counted: Counted[],
  { logRetention = Duration.days(365) }: ScannerFindingsProps,
): LogGroup {
  const log = eventLogGroup(scope, 'Events', findingLogName(name), { logRetention });
  counted.forEach((one) => count(scope, name, one, log));
  return log;
}

function count(scope: Construct, name: string, { scanner, id, description, pattern }: Counted, log: LogGroup): void {
  const rule = new Rule(scope, id, { description, eventPattern: pattern });
  sendTo(rule, log);
  new MetricFilter(log, id, {
    logGroup: log,
    filterPattern: filterOf(pattern!.source!),
    metricNamespace: findingNamespace(name),
    metricName: scanner,
  });
}
