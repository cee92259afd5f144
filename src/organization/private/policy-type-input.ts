import { PendingInput } from '../../core';

/**
 * The command that enables a type of policy at the root, with its check: CloudFormation has no type for it.
 * @param root id of the root, or the shell expression that looks it up
 */
export function policyTypeInput(type: string, root: string): Pick<PendingInput, 'owner' | 'command' | 'check'> {
  const query = `Roots[0].PolicyTypes[?Type=='${type}'].Status`;
  return {
    owner: 'an administrator of the management account, before the first deployment',
    command: `aws organizations enable-policy-type --root-id ${root} --policy-type ${type}`,
    check: `aws organizations list-roots --query "${query}" --output text # prints ENABLED`,
  };
}
