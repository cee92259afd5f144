import { createHash } from 'node:crypto';
import { Names, Stack } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';

/**
 * A name that changes with everything that replaces the cache. CloudFormation creates the new cache before it deletes the
 * old one, which fails if both have the same name.
 */
export function cacheNameFor(cache: Construct, subnetIds: string[], key: IKey | undefined): string {
  // Resolved before they are sorted: tokens have numbers, which change with anything else in the app.
  const resolved: string[] = subnetIds.map((id) => JSON.stringify(Stack.of(cache).resolve(id)));
  const replacing = [...resolved.sort(), Stack.of(cache).resolve(key?.keyArn)];
  const hash = createHash('sha256').update(JSON.stringify(replacing)).digest('hex').slice(0, 8);
  const place = Names.uniqueResourceName(cache, { maxLength: 31, separator: '-' }).toLowerCase();
  const wellFormed = place
    .replace(/^[^a-z]+/, '')
    .replace(/-{2,}/g, '-')
    .replace(/-$/, '');
  return `${wellFormed}-${hash}`;
}
