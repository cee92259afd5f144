import { Names, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';

const LONGEST_REGION = 16;

/**
 * A name for a CloudFront resource whose name must be unique in the account, whatever the region. The CDK derives such
 * names from the stack's name only, so two stacks of one name in two regions would collide.
 */
export function accountWideName(scope: Construct, maxLength: number): string {
  const place = Names.uniqueResourceName(scope, { maxLength: maxLength - LONGEST_REGION - 1, separator: '-' });
  return `${place}-${Stack.of(scope).region}`;
}
