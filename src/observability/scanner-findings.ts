import { Duration, Names } from 'aws-cdk-lib';
import { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { AlarmDefinition, GraphDefinition, IMonitored, LogQueryDefinition } from '../core';
import { FindingSeverity } from './finding-severity';
import { countedOf, countFindings } from './private/findings/count-findings';
import { findingAlarms, findingGraphs, findingQueries } from './private/findings/finding-alarms';
import { findingMetric, Scanner } from './private/findings/finding-metrics';
import {
  filterProblem,
  findingProblems,
  findingTypeProblems,
  patternProblems,
} from './private/findings/finding-problems';
import { scopeOf } from './private/findings/finding-scope';
import { throwOnProblems } from '../core/private/checks/problems';
import type { IImageRepository } from '../service';

/** Properties for defining `ScannerFindings`. */
export interface ScannerFindingsProps {
  /**
   * Severity from which on a finding counts, in all scanners.
   * @default FindingSeverity.HIGH
   */
  readonly minimumSeverity?: FindingSeverity;

  /**
   * Repositories whose images count, in the account and region of the stack. With `tags`, other resources count that have them.
   * @default - every image and every other resource
   */
  readonly repositories?: IImageRepository[];

  /**
   * Tags of the resources that count: a resource must have all of them. Amazon ECR's own scans have no tags, so name the
   * `repositories` for these.
   * @default - resources of any tags
   */
  readonly tags?: Record<string, string>;

  /**
   * Ids of the AWS accounts whose findings count. The accounts that administer Amazon Inspector and AWS Security Hub get the
   * findings of their member accounts, too.
   * @see https://docs.aws.amazon.com/inspector/latest/user/findings-managing-automating-responses.html
   * @default - the account of the stack
   */
  readonly accounts?: string[];

  /**
   * Sources of the events of other scanners, such as `ci.trivy`. A scanner puts an event of detail type `Scanner Finding` on the
   * default event bus, whose detail has a `severity` of `FindingSeverity`, a `title`, a `resource` and a `link`. Neither
   * `repositories`, `tags` nor `accounts` restrict them.
   * @default - no other scanner
   * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html
   */
  readonly externalSources?: string[];

  /**
   * Retention of the log with the findings.
   * @default Duration.days(365)
   */
  readonly logRetention?: Duration;
}

/**
 * Alarms on findings of security scanners: Amazon Inspector, the basic scans of Amazon ECR, AWS Security Hub, and scanners of
 * your own.
 *
 * EventBridge writes the events to a log group, and metric filters count them. It turns no scanner on.
 *
 * @see https://docs.aws.amazon.com/inspector/latest/user/findings-managing-automating-responses.html
 * @example
 * import { AlarmTarget, BankObservability, ScannerFindings } from 'rl-bank-constructs/observability';
 * import { IImageRepository } from 'rl-bank-constructs/service';
 *
 * declare const image: IImageRepository;
 *
 * const findings = new ScannerFindings(this, 'Findings', { repositories: [image] });
 * new BankObservability(this, 'Observability', {
 *   namePrefix: 'prd-shop',
 *   sources: { findings },
 *   page: [AlarmTarget.email('oncall@shop.example')],
 *   ticket: [AlarmTarget.email('security@shop.example')],
 * });
 */
@propertyInjectable
export class ScannerFindings extends Construct implements IMonitored {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.observability.ScannerFindings';

  /** Log group with the events of the findings. */
  public readonly logGroup: ILogGroup;

  private readonly name: string;
  private readonly scanners: Scanner[];

  constructor(scope: Construct, id: string, props: ScannerFindingsProps = {}) {
    super(scope, id);
    throwOnProblems(this, ...findingTypeProblems(props));
    throwOnProblems(this, ...findingProblems(this, props));
    const counted = countedOf(scopeOf(this, props));
    throwOnProblems(this, filterProblem(props), ...patternProblems(this, counted));

    this.name = Names.uniqueResourceName(this, { maxLength: 100, separator: '-' });
    this.scanners = counted.map(({ scanner }) => scanner);
    this.logGroup = countFindings(this, this.name, counted, props);
  }

  /**
   * Alarms, all tickets: `InspectorFinding`, `ImageScanFinding`, `SecurityHubFinding`, and with `externalSources`
   * `ExternalFinding`.
   */
  public get alarmDefinitions(): AlarmDefinition[] {
    return findingAlarms(this.name, this.scanners);
  }

  /** Graph of the findings, by scanner. */
  public get graphDefinitions(): GraphDefinition[] {
    return findingGraphs(this.name, this.scanners);
  }

  /** Queries for the last findings, with a link each, and for those that come again. */
  public get logQueries(): LogQueryDefinition[] {
    return findingQueries(this.name);
  }

  /**
   * Findings of Amazon Inspector that are new or have changed: the sum.
   * @param props metric options: period, statistic, label, region
   */
  public metricInspectorFindings(props?: MetricOptions): Metric {
    return findingMetric(this.name, Scanner.INSPECTOR, props);
  }

  /**
   * Images in which a basic scan of Amazon ECR found something: the sum.
   * @param props metric options: period, statistic, label, region
   */
  public metricImagesWithFindings(props?: MetricOptions): Metric {
    return findingMetric(this.name, Scanner.IMAGE_SCAN, props);
  }

  /**
   * Findings of AWS Security Hub whose workflow status is NEW, each time that it sends them: the sum.
   * @param props metric options: period, statistic, label, region
   */
  public metricSecurityHubFindings(props?: MetricOptions): Metric {
    return findingMetric(this.name, Scanner.SECURITY_HUB, props);
  }

  /**
   * Findings of other scanners: the sum.
   * @param props metric options: period, statistic, label, region
   */
  public metricExternalFindings(props?: MetricOptions): Metric {
    return findingMetric(this.name, Scanner.EXTERNAL, props);
  }
}
