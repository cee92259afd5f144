import { Stack } from 'aws-cdk-lib';
import { resourcesOf, workloadStack } from './cloud';
import { EdgeFirewall, EdgeFirewallProps, FirewallMode, FirewallScope } from '../../src/edge';

/** A firewall that blocks, for resources of the region, unless the test says otherwise. */
export function firewallIn(stack: Stack, props: Partial<EdgeFirewallProps> = {}, id = 'Firewall'): EdgeFirewall {
  return new EdgeFirewall(stack, id, { scope: FirewallScope.REGIONAL, mode: FirewallMode.BLOCK, ...props });
}

/** The web ACL in a template of its own. */
export function aclOf(props: Partial<EdgeFirewallProps> = {}): any {
  const stack = workloadStack();
  firewallIn(stack, props);
  return resourcesOf(stack, 'AWS::WAFv2::WebACL')[0].Properties;
}

/** Everything that a web ACL can have. */
export const EVERYTHING: Partial<EdgeFirewallProps> = {
  botControl: true,
  blockedCountries: ['KP', 'IR', 'KP'],
  ruleExceptions: {
    SizeRestrictions_BODY: ['/uploads/*', '/api/graphql'],
    CrossSiteScripting_BODY: ['/uploads/*'],
  },
};
