import { IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { crossStackValue } from './cross-stack-value';

/**
 * The key for other stacks, whose roles decrypt secrets with it: no CloudFormation export blocks its replacement.
 *
 * @param name part of the name of the output
 */
export function keySeenFromOtherStacks(scope: Construct, key: IKey, name: string): IKey {
  const isImported = key.node.defaultChild === undefined;
  return isImported ? key : Key.fromKeyArn(scope, 'KeyOfSecrets', crossStackValue(key, { name, value: key.keyArn }));
}
