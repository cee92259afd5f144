import { Duration, Stack } from 'aws-cdk-lib';
import { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { ILogArchive } from './i-log-archive';
import { IOrganization } from './i-organization';
import { AlarmDefinition, GraphDefinition, IMonitored, LogQueryDefinition, PendingInput } from '../core';
import { configAggregator } from './private/security/config-aggregator';
import { organizationTrail } from './private/security/organization-trail';
import { regionalTools } from './private/security/regional-tools';
import { securityHub } from './private/security/security-hub';
import { securityAlarms, securityGraphs, securityQueries } from './private/security/tooling-alarms';
import { toolingInputs } from './private/security/tooling-inputs';
import { countStops, stopMetric, Stopped, trailEventsMetric } from './private/security/tooling-metrics';
import { toolingProblems, TOOLING_TYPES, unknownRegion } from './private/security/tooling-problems';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireArgument, requireProps } from '../core/private/checks/required-props';
import { TEXT, typeProblems } from '../core/private/checks/types';

/** Properties for defining `SecurityTooling`. */
export interface SecurityToolingProps {
  /** The organization, known by its ids at synthesis. */
  readonly organization: IOrganization;

  /** The archive that the trail of the organization writes to. */
  readonly archive: ILogArchive;

  /**
   * Other regions in use: a twin of the stack in each has a detector, an analyzer and a sink, and Security Hub aggregates their
   * findings.
   * @default - the region of the stack alone; Security Hub links every region, since CloudFormation knows no aggregator of one
   */
  readonly regions?: string[];

  /**
   * Name of the trail.
   * @default 'organization'
   */
  readonly trailName?: string;

  /**
   * Retention of the trail's log group, which the alarms read. The archive keeps the trail by itself.
   * @default Duration.days(365)
   */
  readonly trailLogRetention?: Duration;

  /**
   * Standards of Security Hub that each account of the organization is checked by, as in their ARNs.
   * @default ['aws-foundational-security-best-practices/v/1.0.0']
   * @see https://docs.aws.amazon.com/securityhub/latest/userguide/standards-reference.html
   */
  readonly standards?: string[];

  /**
   * Age from which on an access that is not used is a finding of IAM Access Analyzer. It is billed by role and user of the
   * organization, each month.
   * @default - access from outside of the organization alone, which is free
   */
  readonly unusedAccessAge?: Duration;
}

/**
 * Security services of an organization, run from an account of its own as their delegated administrator: GuardDuty, Security Hub, the
 * organization trail, the aggregator of AWS Config, IAM Access Analyzer, and the sink of cross-account observability.
 *
 * Delegation and trusted access are no resources of CloudFormation: `pendingInputs` has the commands, in their order.
 *
 * @see https://docs.aws.amazon.com/prescriptive-guidance/latest/security-reference-architecture/security-tooling.html
 * @example
 * import { LogArchive, Organization, SecurityTooling } from 'rl-bank-constructs/organization';
 *
 * const organization = Organization.fromOrganizationAttributes(this, 'Organization', {
 *   organizationId: 'o-a1b2c3d4e5',
 *   rootId: 'r-ab12',
 *   managementAccountId: '100000000000',
 * });
 * const archive = LogArchive.fromLogArchiveAttributes(this, 'Archive', {
 *   accountId: '100000000002',
 *   region: 'us-east-1',
 *   bucketName: 'acme-log-archive',
 * });
 * new SecurityTooling(this, 'SecurityTooling', { organization, archive });
 */
@propertyInjectable
export class SecurityTooling extends Construct implements IMonitored {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.organization.SecurityTooling';

  /** Regions with a detector, an analyzer and a sink, that of the stack first. */
  public readonly regions: string[];

  /** Name of the trail of the organization. */
  public readonly trailName: string;

  /** Log group with the events of the trail, of all accounts and regions. */
  public readonly trailLogGroup: ILogGroup;

  /** ARN of the sink in the region of the stack: `monitoringSinkArn` of a `ProductCell`, which takes it written out. */
  public readonly sinkArn: string;

  /** What CloudFormation has no type for: trusted access, delegation and auto-enable, with command and check. */
  public readonly pendingInputs: PendingInput[];

  private readonly sinks: Map<string, string>;

  constructor(scope: Construct, id: string, props: SecurityToolingProps) {
    super(scope, id);
    requireProps(this, props, { organization: true, archive: true });
    throwOnProblems(this, ...typeProblems(props, TOOLING_TYPES));
    throwOnProblems(this, ...toolingProblems(this, props));
    const { region } = Stack.of(this);
    this.regions = [region, ...[...(props.regions ?? [])].sort()];
    this.trailName = props.trailName ?? 'organization';

    this.trailLogGroup = organizationTrail(this, this.trailName, props);
    countStops(this, this.trailName, this.trailLogGroup);
    securityHub(this, this.regions, props);
    configAggregator(this);
    this.sinks = regionalTools(this, this.regions, props);
    this.sinkArn = this.sinks.get(region)!;
    this.pendingInputs = toolingInputs(Stack.of(this), this.regions);
  }

  /** Alarms: `TrailStopped`, `TrailSilent` and `DetectorStopped` page; `RecorderStopped` and `HubStopped` are tickets. */
  public get alarmDefinitions(): AlarmDefinition[] {
    return securityAlarms(this);
  }

  /** Graphs of the events of the trail, and of what stopped a security service. */
  public get graphDefinitions(): GraphDefinition[] {
    return securityGraphs(this);
  }

  /** Queries for who stopped a security service, and for what the root users did. */
  public get logQueries(): LogQueryDefinition[] {
    return securityQueries(this);
  }

  /**
   * ARN of the sink in a region.
   * @param region one of `regions`
   */
  public sinkArnIn(region: string): string {
    requireArgument(this, 'region', region, TEXT);
    const arn = this.sinks.get(region);
    throwOnProblems(this, unknownRegion(region, this.regions));
    return arn!;
  }

  /**
   * Calls that stopped, deleted or changed the trail: the sum.
   * @param props metric options: period, statistic, label, region
   */
  public metricTrailStopped(props?: MetricOptions): Metric {
    return stopMetric(this.trailName, Stopped.TRAIL, props);
  }

  /**
   * Calls that stopped GuardDuty in an account, or took an account out of its administration: the sum.
   * @param props metric options: period, statistic, label, region
   */
  public metricDetectorStopped(props?: MetricOptions): Metric {
    return stopMetric(this.trailName, Stopped.DETECTOR, props);
  }

  /**
   * Calls that stopped AWS Config in an account: the sum.
   * @param props metric options: period, statistic, label, region
   */
  public metricRecorderStopped(props?: MetricOptions): Metric {
    return stopMetric(this.trailName, Stopped.RECORDER, props);
  }

  /**
   * Calls that stopped Security Hub in an account, or its aggregation: the sum.
   * @param props metric options: period, statistic, label, region
   */
  public metricHubStopped(props?: MetricOptions): Metric {
    return stopMetric(this.trailName, Stopped.HUB, props);
  }

  /**
   * Events of the trail: the sum.
   * @param props metric options: period, statistic, label, region
   */
  public metricTrailEvents(props?: MetricOptions): Metric {
    return trailEventsMetric(this.trailLogGroup.logGroupName, props);
  }
}
