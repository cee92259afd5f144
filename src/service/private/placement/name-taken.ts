import { Stage, Token } from 'aws-cdk-lib';
import { ICluster } from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { claimUnique } from '../../../core/private/checks/unique-claims';
import { topLevelStack } from '../../../core/private/stacks/stack-of';

/** Problem of a name that another service has: a cluster has one service of a name, a region one cluster and log group. */
export function nameTakenProblem(
  scope: Construct,
  serviceName: string,
  cluster?: ICluster,
  prop: string = 'serviceName',
): Problem | undefined {
  const { account, region } = topLevelStack(scope);
  const isKnown = ![account, region].some((value) => Token.isUnresolved(value));
  const home = isKnown ? [account, region] : [Stage.of(scope)!.node.path, topLevelStack(scope).node.path];
  const before = claimUnique(scope, ['service/name', ...home, cluster?.node.path ?? '', serviceName], scope);
  return problemIf(before !== undefined, {
    code: 'service/name-taken',
    prop,
    value: serviceName,
    allowed: `must be unique, and ${before} has that name: cluster, log group and service would collide`,
    fix: 'give one of the two another name',
  });
}
