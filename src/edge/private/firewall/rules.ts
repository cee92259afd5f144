import { Token } from 'aws-cdk-lib';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { exceptionRules, overridesOf } from './exceptions';
import { BOT_CONTROL, COMMON, IP_REPUTATION, KNOWN_BAD_INPUTS, ManagedRuleGroup, SQL_INJECTION } from './managed-rules';
import type { EdgeFirewallProps } from '../../edge-firewall';
import { FirewallMode } from '../../firewall-mode';
import { FirewallScope } from '../../firewall-scope';

/** A rule, and what it takes of the capacity of the web ACL. */
export interface FirewallRule {
  readonly name: string;
  readonly capacity: number;
  readonly statement: CfnWebACL.StatementProperty;
  /** Whether the statement is a rule group, whose rules have actions of their own. */
  readonly isGroup: boolean;
}

/** Name of the rule that limits the rate. */
export const RATE_LIMIT = 'RateLimit';

/** Rules, in the order in which AWS WAF evaluates them: cheap ones first, and what is paid by the request last. */
export function rulesOf(props: EdgeFirewallProps): FirewallRule[] {
  return [
    ...countryRules(props),
    // It sees the address that connects, which is that of the other CDN where there is one.
    ...(props.clientAddressHeader === undefined ? [managed(IP_REPUTATION, props)] : []),
    rateLimit(props),
    managed(COMMON, props),
    managed(KNOWN_BAD_INPUTS, props),
    managed(SQL_INJECTION, props),
    ...exceptionRules(props),
    ...(props.botControl ? [managed(BOT_CONTROL, props)] : []),
  ];
}

/** The rules as the template has them. Priorities leave room for rules of the team between them. */
export function renderRules(rules: FirewallRule[], mode: FirewallMode): CfnWebACL.RuleProperty[] {
  const isCounting = mode === FirewallMode.COUNT;
  return rules.map(({ name, statement, isGroup }, index) => ({
    name,
    priority: 10 * (index + 1),
    statement,
    ...(isGroup
      ? { overrideAction: isCounting ? { count: {} } : { none: {} } }
      : { action: isCounting ? { count: {} } : { block: {} } }),
    visibilityConfig: visibilityOf(name),
  }));
}

/** Metrics by that name, and samples of the requests in the console. */
export function visibilityOf(metricName: string): CfnWebACL.VisibilityConfigProperty {
  return { metricName, cloudWatchMetricsEnabled: true, sampledRequestsEnabled: true };
}

function managed(group: ManagedRuleGroup, props: EdgeFirewallProps): FirewallRule {
  const overrides = overridesOf(group, props);
  return {
    name: group.rule,
    capacity: group.capacity,
    isGroup: true,
    statement: {
      managedRuleGroupStatement: {
        vendorName: 'AWS',
        name: group.group,
        ...(overrides.length > 0 && { ruleActionOverrides: overrides }),
        ...(group === BOT_CONTROL && {
          managedRuleGroupConfigs: [{ awsManagedRulesBotControlRuleSet: { inspectionLevel: 'COMMON' } }],
        }),
      },
    },
  };
}

function rateLimit({ rateLimit: limit, rateLimitWindow, clientAddressHeader }: EdgeFirewallProps): FirewallRule {
  return {
    name: RATE_LIMIT,
    capacity: 2,
    isGroup: false,
    statement: {
      rateBasedStatement: {
        limit: limit ?? 2000,
        evaluationWindowSec: rateLimitWindow?.toSeconds() ?? 300,
        aggregateKeyType: clientAddressHeader === undefined ? 'IP' : 'FORWARDED_IP',
        forwardedIpConfig: forwardedIp(clientAddressHeader),
      },
    },
  };
}

function countryRules({ blockedCountries, allowedCountries, clientAddressHeader }: EdgeFirewallProps): FirewallRule[] {
  const from = (countries: string[], fallback?: string): CfnWebACL.StatementProperty => {
    const forwardedIpConfig = forwardedIp(clientAddressHeader, fallback);
    return { geoMatchStatement: { countryCodes: inOrder(countries), forwardedIpConfig } };
  };
  const rule = (statement: CfnWebACL.StatementProperty): FirewallRule => {
    return { name: 'Countries', capacity: 1, isGroup: false, statement };
  };
  return [
    ...(blockedCountries ? [rule(from(blockedCountries))] : []),
    ...(allowedCountries ? [rule({ notStatement: { statement: from(allowedCountries, 'NO_MATCH') } })] : []),
  ];
}

function inOrder(countries: string[]): string[] {
  return Token.isUnresolved(countries) ? countries : [...new Set(countries)].sort();
}

/** A header without a valid address did not come from the CDN: its request is blocked. Without the header no rule applies. */
function forwardedIp(
  headerName: string | undefined,
  fallbackBehavior: string = 'MATCH',
): CfnWebACL.ForwardedIPConfigurationProperty | undefined {
  return headerName === undefined ? undefined : { headerName, fallbackBehavior };
}

/** Resources of each scope whose limit can be set. That of a load balancer cannot. */
const LIMITED: Record<FirewallScope, string[]> = {
  [FirewallScope.CLOUDFRONT]: ['CLOUDFRONT'],
  [FirewallScope.REGIONAL]: ['API_GATEWAY', 'COGNITO_USER_POOL'],
};

/** Bytes of a body that rules inspect. */
export function inspectionOf(props: EdgeFirewallProps): CfnWebACL.AssociationConfigProperty | undefined {
  const { bodyInspectionLimit: limit, scope } = props;
  const defaultSizeInspectionLimit = `KB_${limit?.toKibibytes()}`;
  return limit && { requestBody: Object.fromEntries(LIMITED[scope].map((it) => [it, { defaultSizeInspectionLimit }])) };
}
