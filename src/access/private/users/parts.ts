import { CfnLogGroup, LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { topLevelStack } from '../../../core/private/stacks/stack-of';
import { weakReference } from '../../../core/private/stacks/weak-reference';

/** Place of the parts of one kind, whose ids the caller chooses. */
export function partOf(scope: Construct, kind: string): Construct {
  return (scope.node.tryFindChild(kind) as Construct | undefined) ?? new Construct(scope, kind);
}

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
