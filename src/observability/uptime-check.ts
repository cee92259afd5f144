import { Duration, Tags } from 'aws-cdk-lib';
import { ComparisonOperator, Metric, MetricOptions, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnHealthCheck, HealthCheck, HealthCheckType } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { AlarmDefinition, AlarmSeverity, GraphDefinition, IMonitored, LogQueryDefinition, TrafficTier } from '../core';
import { uptimeProblems } from './private/uptime-problems';
import { throwOnProblems } from '../core/private/checks/problems';
import { EDGE_REGION } from '../core/private/stacks/edge-stack';
import { topLevelStack } from '../core/private/stacks/stack-of';
import { weakReference } from '../core/private/stacks/weak-reference';

/** Properties for defining an `UptimeCheck`. */
export interface UptimeCheckProps {
  /** What is asked for, such as `https://api.bank.example/health`. An answer from 200 to 399 is healthy. */
  readonly url: string;

  /**
   * What the first 5,120 bytes of the answer have to hold.
   * @default - any answer will do
   */
  readonly expectedText?: string;

  /**
   * How often each of Route 53's places asks: 10 or 30 seconds.
   * @default Duration.seconds(30)
   */
  readonly interval?: Duration;

  /**
   * How many answers in a row have to fail, or to succeed, until a place changes its mind.
   * @default 3
   */
  readonly failureThreshold?: number;
}

/** Asks from outside, from many places of the world: what no alarm inside can see. */
export class UptimeCheck extends Construct implements IMonitored {
  /** The health check. */
  public readonly healthCheck: HealthCheck;

  private readonly url: string;
  private readonly replacedBy: unknown[];

  constructor(scope: Construct, id: string, props: UptimeCheckProps) {
    super(scope, id);
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

  /** The alarm on nobody being able to reach it. */
  public get alarmDefinitions(): AlarmDefinition[] {
    return [
      {
        id: 'Unreachable',
        metric: this.metricHealthy({ period: Duration.minutes(1) }),
        region: EDGE_REGION,
        threshold: 1,
        comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
        evaluationPeriods: 2,
        treatMissingData: TreatMissingData.BREACHING, // Route 53 always has an opinion
        severity: AlarmSeverity.PAGE,
        notifyOnRecovery: true,
        symptom: `Nobody can reach ${this.url} from the internet.`,
        runbookAnchor: 'unreachable-from-outside',
      },
    ];
  }

  /** How many of the places reach it. */
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

  /** None: it writes no log. */
  public get logQueries(): LogQueryDefinition[] {
    return [];
  }

  /**
   * 1 while it is reached, else 0: the minimum, in us-east-1.
   * @param props how it is drawn
   */
  public metricHealthy(props?: MetricOptions): Metric {
    return this.metric('HealthCheckStatus', Stats.MINIMUM, props);
  }

  /**
   * The share of Route 53's places that reach it, in percent: the mean, in us-east-1.
   * @param props how it is drawn
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
