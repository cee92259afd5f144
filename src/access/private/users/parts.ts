import { CfnLogGroup, LogGroup } from 'aws-cdk-lib/aws-logs';
import { topLevelStack } from '../../../core/private/stacks/stack-of';
import { weakReference } from '../../../core/private/stacks/weak-reference';

/** Name of a log group, for any stack. */
export function nameSeenFromOtherStacks(log: LogGroup): string {
  const { logicalId } = log.node.defaultChild as CfnLogGroup;
  return weakReference({
    producer: topLevelStack(log),
    name: 'DeliveryLogName',
    value: log.logGroupName,
    identity: () => logicalId,
  });
}
