import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { ManagedRuleGroup, managedRule } from './managed-rules';
import type { FirewallRule } from './rules';
import { entriesOf } from '../../../core/private/checks/types';
import type { EdgeFirewallProps } from '../../edge-firewall';

type Exceptions = Pick<EdgeFirewallProps, 'ruleExceptions'>;

/** Rules of a group that only count, since a rule of ours decides by the path. */
export function overridesOf(
  group: ManagedRuleGroup,
  { ruleExceptions }: Exceptions,
): CfnWebACL.RuleActionOverrideProperty[] {
  return entriesOf(ruleExceptions)
    .filter(([name]) => managedRule(name)?.group === group)
    .map(([name]) => ({ name, actionToUse: { count: {} } }));
}

/**
 * A rule for each managed rule with exceptions: the managed one only adds its label, and this one acts on it, on all paths
 * but the excepted ones.
 * https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-label-match-examples.html
 */
export function exceptionRules({ ruleExceptions }: Exceptions): FirewallRule[] {
  return entriesOf(ruleExceptions).map(([name, patterns]) => {
    const paths = [...new Set(patterns)].sort().map(pathStatement);
    const excepted = paths.length === 1 ? paths[0] : { orStatement: { statements: paths } };
    const labelled = { labelMatchStatement: { scope: 'LABEL', key: managedRule(name)!.label } };
    return {
      name: `${name}-OnOtherPaths`,
      capacity: 1 + PATH_CAPACITY * paths.length,
      isGroup: false,
      statement: { andStatement: { statements: [labelled, { notStatement: { statement: excepted } }] } },
    };
  });
}

/** Of a string match: 2, and 10 for each transformation. */
const PATH_CAPACITY = 22;

/** The path as the origin reads it, so that `/uploads/../login` is not below `/uploads/`. */
function pathStatement(pattern: string): CfnWebACL.StatementProperty {
  const isPrefix = pattern.endsWith('*');
  return {
    byteMatchStatement: {
      fieldToMatch: { uriPath: {} },
      positionalConstraint: isPrefix ? 'STARTS_WITH' : 'EXACTLY',
      searchString: isPrefix ? pattern.slice(0, -1) : pattern,
      textTransformations: [
        { priority: 0, type: 'URL_DECODE' },
        { priority: 1, type: 'NORMALIZE_PATH' },
      ],
    },
  };
}
