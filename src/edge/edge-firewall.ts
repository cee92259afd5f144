import { Duration, RemovalPolicy, Size, Stack } from 'aws-cdk-lib';
import { MathExpression, Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct, IConstruct } from 'constructs';
import { FirewallMode } from './firewall-mode';
import { FirewallScope } from './firewall-scope';
import { AlarmDefinition, GraphDefinition, IMonitored, LogQueryDefinition } from '../core';
import { placeIn } from './private/edge-place';
import { capacityOf } from './private/firewall/capacity';
import { firewallAlarms } from './private/firewall/firewall-alarms';
import { firewallGraphs } from './private/firewall/firewall-graphs';
import { dataProtectionOf, logGroupNameOf, logOf } from './private/firewall/firewall-log';
import { firewallLogQueries } from './private/firewall/firewall-log-queries';
import { matchRate, MeteredFirewall, requests } from './private/firewall/firewall-metrics';
import { firewallName } from './private/firewall/firewall-name';
import { FIREWALL_TYPES, firewallProblems } from './private/firewall/firewall-problems';
import { inspectionOf, renderRules, rulesOf, visibilityOf } from './private/firewall/rules';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireProps } from '../core/private/checks/required-props';
import { typeProblems } from '../core/private/checks/types';
import { removalPolicyOf } from '../core/private/resources/removal-policy';
import { EDGE_REGION, edgeStackOf } from '../core/private/stacks/edge-stack';
import { topLevelStack } from '../core/private/stacks/stack-of';
import { nameMadeBy, weakReference } from '../core/private/stacks/weak-reference';
import { recordWebAcl } from '../core/private/stacks/web-acl';

/** Properties for defining an `EdgeFirewall`. */
export interface EdgeFirewallProps {
  /** Resources that the web ACL is for. */
  readonly scope: FirewallScope;

  /** Whether rules count or block. Begin with `FirewallMode.COUNT`, and read what they would block. */
  readonly mode: FirewallMode;

  /**
   * Requests of one client address in a `rateLimitWindow` above which the address is blocked, 10 at least.
   * @default 2000
   */
  readonly rateLimit?: number;

  /**
   * Time over which requests of an address are counted: 1, 2, 5 or 10 minutes.
   * @default Duration.minutes(5)
   */
  readonly rateLimitWindow?: Duration;

  /**
   * Countries whose requests are blocked, by their ISO 3166-1 codes, such as `KP`. Not beside `allowedCountries`.
   * @default - no country is blocked
   */
  readonly blockedCountries?: string[];

  /**
   * Countries whose requests are let through, by their ISO 3166-1 codes, such as `SG`: those of all others are blocked.
   * @default - no country is blocked
   */
  readonly allowedCountries?: string[];

  /**
   * Whether AWS WAF Bot Control blocks bots, at the inspection level COMMON. AWS charges for it by the month and by the
   * request. It blocks clients that are no browsers, such as programs that call an API.
   * @default false
   */
  readonly botControl?: boolean;

  /**
   * Paths on which a managed rule does not apply, by the name of the rule, such as
   * `{ SizeRestrictions_BODY: ['/api/graphql', '/uploads/*'] }`. A `*` at the end stands for any characters.
   *
   * `SizeRestrictions_BODY` blocks each body of more than 8 KB: GraphQL and uploads need it.
   * @default - each rule applies on all paths
   * @see https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html
   */
  readonly ruleExceptions?: Record<string, string[]>;

  /**
   * Request header in which another CDN, in front of the resource, passes the address of the client, such as
   * `CF-Connecting-IP`. Rate limit and countries go by it. Rules of IP reputation are left out: AWS WAF applies them only to
   * the address that connects, which is that of the CDN.
   *
   * The resource must admit the CDN alone, as with `ApiExposure.externalEdge()`, or clients write the header themselves.
   * @default - the address that connects
   */
  readonly clientAddressHeader?: string;

  /**
   * Bytes of a body that rules inspect, where the resource is a distribution, a REST API or a user pool: 16, 32, 48 or 64
   * KiB. AWS charges extra for more than 16. Of an Application Load Balancer it is always 8 KiB.
   * @default Size.kibibytes(16)
   */
  readonly bodyInspectionLimit?: Size;

  /**
   * Further request headers whose values are in neither the log nor the samples of the console.
   * @default - `authorization`, `cookie` and `x-api-key`
   */
  readonly redactedHeaders?: string[];

  /**
   * Whether query strings are in neither the log nor the samples.
   * @default false
   */
  readonly redactQueryString?: boolean;

  /**
   * Whether requests are logged that no rule matches, too.
   * @default false
   */
  readonly logAllRequests?: boolean;

  /**
   * Retention of the log.
   * @default Duration.days(90)
   */
  readonly logRetention?: Duration;

  /**
   * Removal policy of the log group. `RemovalPolicy.DESTROY` takes the context `rl-bank-constructs:destroyData`.
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * Stack in us-east-1 that holds a web ACL of scope CLOUDFRONT, if the app has one already.
   * @default - the stack of the construct where that is in us-east-1, else its twin `<stack>-edge`
   */
  readonly edgeStack?: Stack;
}

/**
 * AWS WAF web ACL with managed rules against SQL injection, cross-site scripting and known exploits, a rate limit, its log and
 * its alarms.
 *
 * A web ACL for distributions is in us-east-1: in a twin of the stack, where that is elsewhere. Stacks that use it read its
 * ARN by `Fn::GetStackOutput`, and are deployed after it.
 *
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/web-acl.html
 *
 * @example
 * import { EdgeFirewall, FirewallMode, FirewallScope } from 'rl-bank-constructs/edge';
 * import { SpaToolchain, StaticSpaSite } from 'rl-bank-constructs/site';
 *
 * const firewall = new EdgeFirewall(this, 'Firewall', { scope: FirewallScope.CLOUDFRONT, mode: FirewallMode.COUNT });
 * new StaticSpaSite(this, 'Portal', { toolchain: SpaToolchain.vite(), webAclArn: firewall.webAclArn });
 */
@propertyInjectable
export class EdgeFirewall extends Construct implements IMonitored {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.edge.EdgeFirewall';

  /** ARN of the web ACL, for stacks of the same account and Stage: for `webAclArn` of a site, an API or a load balancer. */
  public readonly webAclArn: string;

  /** Web ACL: a `CfnWebACL`. Rules of the team go between its own, whose priorities are 10, 20 and so on. */
  public readonly webAcl: IConstruct;

  /** Log group of the web ACL, in its stack. */
  public readonly logGroup: LogGroup;

  /** Web ACL capacity units (WCU) of the rules. AWS WAF charges extra above 1,500. */
  public readonly capacity: number;

  private readonly metered: MeteredFirewall;
  private readonly logGroupName: string;
  private readonly clientAddressHeader?: string;

  constructor(scope: Construct, id: string, props: EdgeFirewallProps) {
    super(scope, id);
    requireProps(this, props, { scope: true, mode: true });
    throwOnProblems(this, ...typeProblems(props, FIREWALL_TYPES));
    throwOnProblems(this, ...firewallProblems(props));
    const removalPolicy = removalPolicyOf(this, props.removalPolicy);
    const rules = rulesOf(props);
    this.capacity = capacityOf(this, rules);
    const isOfEdge = props.scope === FirewallScope.CLOUDFRONT;
    const producer = isOfEdge ? edgeStackOf(this, props.edgeStack) : topLevelStack(this);
    const home = isOfEdge && producer !== Stack.of(this) ? placeIn(producer, this) : this;

    const metricName = firewallName(this, 128, props.edgeStack);
    const webAcl = new CfnWebACL(home, 'WebAcl', {
      scope: props.scope,
      description: `Firewall of ${topLevelStack(this).stackName}`,
      defaultAction: { allow: {} },
      rules: renderRules(rules, props.mode),
      associationConfig: inspectionOf(props),
      dataProtectionConfig: dataProtectionOf(props),
      visibilityConfig: visibilityOf(metricName),
    });
    this.webAcl = webAcl;
    this.logGroupName = logGroupNameOf(this, props.edgeStack);
    this.logGroup = logOf(home, webAcl, { logGroupName: this.logGroupName, removalPolicy, props });

    this.webAclArn = weakReference({
      producer,
      name: 'WebAclArn',
      value: webAcl.attrArn,
      identity: () => [webAcl.logicalId, webAcl.name, webAcl.scope], // what replaces it
    });
    recordWebAcl(this, this.webAclArn, webAcl, props.clientAddressHeader);
    this.clientAddressHeader = props.clientAddressHeader;
    this.metered = {
      metricName,
      mode: props.mode,
      region: isOfEdge ? EDGE_REGION : undefined,
      regionDimension: isOfEdge ? undefined : Stack.of(this).region,
      ruleNames: rules.map(({ name }) => name),
    };
  }

  /** Alarms: `ManyRequestsMatch` and `RateLimitReached`. */
  public get alarmDefinitions(): AlarmDefinition[] {
    return firewallAlarms(this.metered);
  }

  /** Graphs of all requests, of the share that matches rules, and of each rule. */
  public get graphDefinitions(): GraphDefinition[] {
    return firewallGraphs(this.metered);
  }

  /** Log queries: rules, clients and paths that match, and the requests that were blocked last. */
  public get logQueries(): LogQueryDefinition[] {
    return firewallLogQueries({
      logGroupName: nameMadeBy(topLevelStack(this.webAcl), this.logGroupName),
      region: this.metered.region,
      clientAddressHeader: this.clientAddressHeader,
    });
  }

  /**
   * Requests that are allowed: the sum.
   * @param props metric options: period, statistic, label, region
   */
  public metricAllowedRequests(props?: MetricOptions): Metric {
    return requests(this.metered, 'AllowedRequests', props);
  }

  /**
   * Requests that rules block: the sum. None in COUNT mode.
   * @param props metric options: period, statistic, label, region
   */
  public metricBlockedRequests(props?: MetricOptions): Metric {
    return requests(this.metered, 'BlockedRequests', props);
  }

  /**
   * Requests that rules count: the sum. In BLOCK mode those that a rule with exceptions lets through are among them.
   * @param props metric options: period, statistic, label, region
   */
  public metricCountedRequests(props?: MetricOptions): Metric {
    return requests(this.metered, 'CountedRequests', props);
  }

  /**
   * Requests that rules match, in percent of all: those that they block, or count in COUNT mode. Fewer than 50 in a period
   * count as none. A math expression: `statistic`, `id` and `visible` have no effect.
   * @param props metric options: period, label, region
   */
  public metricMatchRate(props?: MetricOptions): MathExpression {
    return matchRate(this.metered, props);
  }
}
