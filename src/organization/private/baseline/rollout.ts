import { CfnStackSet } from 'aws-cdk-lib/aws-cloudformation';
import { BaselineRollout } from '../../baseline-rollout';

/** One region after the other, and a region that fails keeps the next ones as they are. */
export function operationPreferences(
  regions: string[],
  { failureTolerancePercentage = 10, maxConcurrentPercentage = 25 }: BaselineRollout = {},
): CfnStackSet.OperationPreferencesProperty {
  return {
    failureTolerancePercentage,
    maxConcurrentPercentage,
    regionConcurrencyType: 'SEQUENTIAL',
    regionOrder: regions,
  };
}
