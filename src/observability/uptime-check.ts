import { Duration, Tags } from 'aws-cdk-lib';
import { ComparisonOperator, Metric, MetricOptions, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnHealthCheck, HealthCheck, HealthCheckType } from 'aws-cdk-lib/aws-route53';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { AlarmDefinition, AlarmSeverity, GraphDefinition, IMonitored, LogQueryDefinition, TrafficTier } from '../core';
import { uptimeProblems } from './private/uptime-problems';
import { DURATION } from '../core/private/checks/cdk-types';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireProps } from '../core/private/checks/required-props';
import { typeProblems } from '../core/private/checks/types';
import { EDGE_REGION } from '../core/private/stacks/edge-stack';
import { topLevelStack } from '../core/private/stacks/stack-of';
import { weakReference } from '../core/private/stacks/weak-reference';

/** Properties for defining an `UptimeCheck`. */
export interface UptimeCheckProps {
  /** URL to request, such as `https://api.bank.example/health`. A status from 200 to 399 is healthy. */
  readonly url: string;

  /**
   * Text that the first 5,120 bytes of the answer must contain.
   * @default - no check of the content
   */
  readonly expectedText?: string;

  /**
   * Interval between requests of each Route 53 health checker: 10 or 30 seconds.
   * @default Duration.seconds(30)
   */
  readonly interval?: Duration;

  /**
   * Number of consecutive failures, or successes, after which a health checker changes its state: 1 to 10.
   * @default 3
   */
  readonly failureThreshold?: number;
}

/**
 * Route 53 health check of a public URL.
 *
 * Health checkers in several regions request the URL over the internet and report what alarms inside AWS cannot see: DNS,
 * certificates, blocked ports. Add it when the URL answers: before the first deployment it pages.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover.html
 * @example
 * import { UptimeCheck } from 'rl-bank-constructs/observability';
 *
 * new UptimeCheck(this, 'ApiUptime', { url: 'https://api.bank.example/health', expectedText: 'ok' });
 */
@propertyInjectable
export class UptimeCheck extends Construct implements IMonitored {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.observability.UptimeCheck';

  /** Route 53 health check. */
  public readonly healthCheck: HealthCheck;

  private readonly url: string;
  private readonly replacedBy: unknown[];

  constructor(scope: Construct, id: string, props: UptimeCheckProps) {
    super(scope, id);
    requireProps(this, props, { url: true });
    throwOnProblems(this, ...typeProblems(props, { interval: DURATION }));
    throwOnProblems(this, ...uptimeProblems(props));
    const { hostname, port, pathname, search } = new URL(props.url);
    const type = props.expectedText === undefined ? HealthCheckType.HTTPS : HealthCheckType.HTTPS_STR_MATCH;
    const requestInterval = props.interval ?? Duration.seconds(30);
    this.url = props.url;
    this.healthCheck = new HealthCheck(this, 'Resource', {
      type,
      fqdn: hostname,
      port: port === '' ? 443 : Number(port),
      resourcePath: `${pathname}${search}`,
      searchString: props.expectedText,
      requestInterval,
      failureThreshold: props.failureThreshold ?? 3,
      enableSNI: true,
    });
    this.replacedBy = [type, requestInterval.toSeconds()];
    Tags.of(this.healthCheck).add('Name', props.url.replace(/[^\w\s.:/=+@-]/g, '_').slice(0, 255));
  }

  /** Alarm `Unreachable`, on a URL that the health checkers cannot reach, in us-east-1. */
  public get alarmDefinitions(): AlarmDefinition[] {
    return [
      {
        id: 'Unreachable',
        metric: this.metricHealthy({ period: Duration.minutes(1) }),
        region: EDGE_REGION,
        threshold: 1,
        comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
        evaluationPeriods: 2,
        treatMissingData: TreatMissingData.BREACHING, // Route 53 always reports
        severity: AlarmSeverity.PAGE,
        notifyOnRecovery: true,
        symptom: `Users on the internet cannot reach ${this.url}.`,
        runbookAnchor: 'unreachable-from-outside',
      },
    ];
  }

  /** Graph of the health checkers that reach the URL. */
  public get graphDefinitions(): GraphDefinition[] {
    return [
      {
        tier: TrafficTier.DNS,
        title: `Places that reach ${this.url}, in percent`,
        healthy: 'is 100; a single place now and then is the internet',
        metrics: [this.metricHealthyPercentage({ label: 'Places' })],
        region: EDGE_REGION,
      },
    ];
  }

  /** No log queries: a health check writes no logs. */
  public get logQueries(): LogQueryDefinition[] {
    return [];
  }

  /**
   * Status of the health check: 1 for healthy, 0 for unhealthy, in us-east-1. The statistic is the minimum by default.
   * @param props metric options: period, statistic, label
   */
  public metricHealthy(props?: MetricOptions): Metric {
    return this.metric('HealthCheckStatus', Stats.MINIMUM, props);
  }

  /**
   * Percentage of health checkers that reach the URL, in us-east-1. The statistic is the average by default.
   * @param props metric options: period, statistic, label
   */
  public metricHealthyPercentage(props?: MetricOptions): Metric {
    return this.metric('HealthCheckPercentageHealthy', Stats.AVERAGE, props);
  }

  private metric(metricName: string, statistic: string, props?: MetricOptions): Metric {
    const HealthCheckId = weakReference({
      producer: topLevelStack(this),
      name: 'HealthCheckId',
      value: this.healthCheck.healthCheckId,
      identity: () => [(this.healthCheck.node.defaultChild as CfnHealthCheck).logicalId, ...this.replacedBy],
    });
    return new Metric({
      namespace: 'AWS/Route53',
      period: Duration.minutes(1),
      statistic,
      ...props,
      metricName,
      dimensionsMap: { HealthCheckId },
      region: EDGE_REGION,
    });
  }
}
