import { Stack } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { replacedName } from '../replaced-name';

/** A name that changes with everything that replaces the cache. */
export function cacheNameFor(cache: Construct, subnetIds: string[], key: IKey | undefined): string {
  // Resolved before they are sorted: tokens have numbers, which change with anything else in the app.
  const resolved: string[] = subnetIds.map((id) => JSON.stringify(Stack.of(cache).resolve(id)));
  return replacedName(cache, [...resolved.sort(), Stack.of(cache).resolve(key?.keyArn)], 31);
}
