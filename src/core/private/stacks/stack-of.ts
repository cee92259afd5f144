import { Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** Regions outside the partition aws. Loading the CDK's table of regions takes a fifth of a small app's synthesis. */
const OTHER_PARTITIONS = /^(cn|us-gov|us-iso[a-z]*|eu-iso[a-z]*|eusc)-/;

/** The stack of the scope, or the outermost parent of a nested one. */
export function topLevelStack(scope: Construct): Stack {
  const stack = Stack.of(scope);
  return stack.nestedStackParent ? topLevelStack(stack.nestedStackParent) : stack;
}

/** Whether the region is known and in another partition than us-east-1. */
export function isOutsidePartitionAws(region: string): boolean {
  return OTHER_PARTITIONS.test(region);
}

/** Whether resources of both regions can refer to each other; a region that is not known yet counts as such. */
export function areInOnePartition(one: string, other: string): boolean {
  const [first, second] = [one, other].map((region) => OTHER_PARTITIONS.exec(region)?.[1]);
  return first === second || Token.isUnresolved(one) || Token.isUnresolved(other);
}

/** Whether both are known and differ. */
export function areDifferent(one: string | number, other: string | number): boolean {
  return !Token.isUnresolved(one) && !Token.isUnresolved(other) && one !== other;
}

/** Account and region of a stack or resource. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

/** Whether two places are different accounts or regions, as far as both are known. */
export function isElsewhere(one: Place, other: Place): boolean {
  return areDifferent(one.account, other.account) || areDifferent(one.region, other.region);
}
