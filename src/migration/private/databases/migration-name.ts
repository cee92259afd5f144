import { createHash } from 'node:crypto';
import { Stack } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { resolveStable } from '../../../core/private/stacks/weak-reference';

/**
 * A name of up to 24 characters: the end of the path, and a hash of it and of what replaces the instance. CloudFormation creates the
 * new instance before it deletes the old one, which fails if both have the same name.
 */
export function migrationNameOf(scope: Construct, encryptionKey: IKey | undefined): string {
  const replacing = resolveStable(Stack.of(scope), [scope.node.path, encryptionKey?.keyArn ?? '']);
  const hash = createHash('sha256').update(JSON.stringify(replacing)).digest('hex').slice(0, 8);
  const place = scope.node.path.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return `${place.slice(-15).replace(/^[^a-z]+|-$/g, '') || 'migration'}-${hash}`;
}
