import { Names, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';

const LONGEST_REGION = 16;

/**
 * A name for what CloudFront keeps once in an account, whatever the region. The CDK derives such names from the stack's
 * name alone, so a stack of one name in two regions could not be deployed twice.
 */
export function accountWideName(scope: Construct, maxLength: number): string {
  const place = Names.uniqueResourceName(scope, { maxLength: maxLength - LONGEST_REGION - 1, separator: '-' });
  return `${place}-${Stack.of(scope).region}`;
}
