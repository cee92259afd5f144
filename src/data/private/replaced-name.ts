import { createHash } from 'node:crypto';
import { Names } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/**
 * A name of lower-case letters, digits and single hyphens that changes with everything that replaces the resource.
 * CloudFormation creates the new resource before it deletes the old one, which fails if both have the same name.
 *
 * @param replacing resolved values: tokens have numbers, which change with anything else in the app
 * @param maxLength of the name without the hash and the hyphen before it
 */
export function replacedName(scope: Construct, replacing: unknown[], maxLength: number): string {
  const hash = createHash('sha256').update(JSON.stringify(replacing)).digest('hex').slice(0, 8);
  const place = Names.uniqueResourceName(scope, { maxLength, separator: '-' }).toLowerCase();
  const wellFormed = place
    .replace(/^[^a-z]+/, '')
    .replace(/-{2,}/g, '-')
    .replace(/-$/, '');
  return `${wellFormed}-${hash}`;
}
