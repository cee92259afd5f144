import { createHash } from 'node:crypto';
import { Names, Stack } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';

/** A name that changes with everything that replaces the cache. */
export function cacheNameFor(cache: Construct, subnetIds: string[], key: IKey | undefined): string {
  // Resolved before they are sorted: tokens have numbers, which change with anything else in the app.
  const resolved: string[] = subnetIds.map((id) => JSON.stringify(Stack.of(cache).resolve(id)));
  return nameWithHashOf(cache, [...resolved.sort(), key?.keyArn]);
}

/**
 * A name from the path of a construct and a hash of everything that replaces its resource. CloudFormation creates the new
 * resource before it deletes the old one, which fails if both have the same name.
 */
export function nameWithHashOf(construct: Construct, replacing: unknown[]): string {
  const resolved = JSON.stringify(Stack.of(construct).resolve(replacing.map((value) => value ?? null)));
  const hash = createHash('sha256').update(resolved).digest('hex').slice(0, 8);
  const place = Names.uniqueResourceName(construct, { maxLength: 31, separator: '-' }).toLowerCase();
  const wellFormed = place
    .replace(/^[^a-z]+/, '')
    .replace(/-{2,}/g, '-')
    .replace(/-$/, '');
  return `${wellFormed}-${hash}`;
}
