import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric, MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { FirewallMode } from '../../firewall-mode';

/** What metrics have to know of a firewall. */
export interface MeteredFirewall {
  /** Name of the web ACL in metrics. */
  readonly metricName: string;
  readonly mode: FirewallMode;
  /** Region of the metrics; undefined for that of the stack. */
  readonly region: string | undefined;
  /** Region in their dimensions: metrics of distributions have none. */
  readonly regionDimension: string | undefined;
  /** Names of the rules, in their order. */
  readonly ruleNames: string[];
}

const PERIOD = Duration.minutes(5);

/** Fewer requests than this that match rules in a period count as none: scanners call every address of the internet. */
const LEAST_MATCHES = 50;

export type RequestMetric = 'AllowedRequests' | 'BlockedRequests' | 'CountedRequests';

/** Requests by what was done with them, of all rules or of one: the sum. */
export function requests(
  firewall: MeteredFirewall,
  metricName: RequestMetric,
  props: MetricOptions = {},
  rule: string = 'ALL',
): Metric {
  const { metricName: WebACL, region, regionDimension: Region } = firewall;
  return new Metric({
    period: PERIOD,
    statistic: Stats.SUM,
    ...props,
    region: props.region ?? region,
    namespace: 'AWS/WAFV2',
    metricName,
    dimensionsMap: { WebACL, Rule: rule, ...(Region !== undefined && { Region }) },
  });
}

/** Requests that rules match: those that they block, or count in COUNT mode. */
export function matchedRequests(firewall: MeteredFirewall, props?: MetricOptions, rule?: string): Metric {
  const isCounting = firewall.mode === FirewallMode.COUNT;
  return requests(firewall, isCounting ? 'CountedRequests' : 'BlockedRequests', props, rule);
}

/** Requests that rules match, in percent of all. In COUNT mode they are among those that are allowed. */
export function matchRate(firewall: MeteredFirewall, props: MetricOptions = {}): MathExpression {
  const { period = PERIOD, account, region, unit } = props;
  const source = { period, account, region, unit };
  const others = firewall.mode === FirewallMode.COUNT ? 'FILL(allowed, 0) - matched' : 'FILL(allowed, 0)';
  return new MathExpression({
    label: 'Requests that match rules, in percent',
    ...props,
    period,
    expression: `IF(matched >= ${LEAST_MATCHES}, 100 * matched / (matched + ${others}), 0)`,
    usingMetrics: {
      matched: new MathExpression({
        expression: 'FILL(requests, 0)',
        period,
        usingMetrics: { requests: matchedRequests(firewall, source) },
      }),
      allowed: requests(firewall, 'AllowedRequests', source),
    },
  });
}
