import { Annotations } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { FirewallRule } from './rules';
import { problemIf, throwOnProblems } from '../../../core/private/checks/problems';

/** Web ACL capacity units that the price of a web ACL includes. */
const INCLUDED = 1500;

/** Most that a web ACL can have. */
const MOST = 5000;

/**
 * Sums the web ACL capacity units of the rules. More than a web ACL can have is refused, and an extra charge is noted.
 * https://docs.aws.amazon.com/waf/latest/developerguide/aws-waf-capacity-units.html
 */
export function capacityOf(scope: Construct, rules: FirewallRule[]): number {
  const capacity = rules.reduce((sum, rule) => sum + rule.capacity, 0);
  throwOnProblems(
    scope,
    problemIf(capacity > MOST, {
      code: 'firewall/too-much-capacity',
      prop: 'ruleExceptions',
      value: `${capacity} web ACL capacity units`,
      allowed: `must leave the rules of the web ACL at ${MOST} units: each path of an exception takes 22`,
      fix: 'name a common prefix, such as "/uploads/*", in place of single paths',
    }),
  );
  if (capacity > INCLUDED) {
    Annotations.of(scope).addInfo(
      `${capacity} web ACL capacity units: AWS WAF charges extra per request above ${INCLUDED}.`,
    );
  }
  return capacity;
}
