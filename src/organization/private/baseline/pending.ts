import { POLICY_TYPES } from './policies';
import { PendingInput } from '../../../core';
import { policyTypeInput } from '../policy-type-input';

/**
 * What CloudFormation has no resource type for, in the order in which it is needed.
 * @param root id of the root, or the shell expression that looks it up
 */
export function baselinePending(root: string, costTags: string[]): PendingInput[] {
  const tags = [...costTags].sort();
  return [
    {
      key: 'stackSetsAccess',
      target: 'trusted access of CloudFormation StackSets',
      owner: 'an administrator of the management account, before the first deployment',
      command: 'aws cloudformation activate-organizations-access',
      check: 'aws cloudformation describe-organizations-access --query Status --output text # prints ENABLED',
    },
    ...POLICY_TYPES.map((type) => ({
      key: `policyType.${type}`,
      target: `policies of type ${type} in the organization`,
      ...policyTypeInput(type, root),
    })),
    {
      key: 'costAllocationTags',
      target: `cost allocation tags ${tags.join(', ')}`,
      owner: 'an administrator of the management account, a day after the first resource has the tags',
      command: `aws ce update-cost-allocation-tags-status --cost-allocation-tags-status ${tags.map((tag) => `TagKey=${tag},Status=Active`).join(' ')}`,
      check: `aws ce list-cost-allocation-tags --status Active --tag-keys ${tags.join(' ')} --query 'CostAllocationTags[].TagKey' --output text # prints ${tags.join(' and ')}`,
    },
  ];
}
