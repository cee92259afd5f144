import { Names, Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { accountWideName } from '../../../core/private/resources/account-wide-name';

/**
 * Name of a firewall in the region of its web ACL, from the stack and the path of the construct. In an edge stack of the team
 * it has the region as well: stacks of several regions share that stack, and they may have one name.
 */
export function firewallName(firewall: Construct, maxLength: number, edgeStack: Stack | undefined): string {
  const isShared = edgeStack !== undefined && !Token.isUnresolved(Stack.of(firewall).region);
  return isShared
    ? accountWideName(firewall, maxLength)
    : Names.uniqueResourceName(firewall, { maxLength, separator: '-' });
}
