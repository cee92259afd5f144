import { RemovalPolicy } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnSecret, ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { acknowledge } from '../../../core/private/resources/acknowledge';
import { crossStackValue } from '../../../core/private/stacks/cross-stack-value';
import { keySeenFromOtherStacks } from '../../../core/private/stacks/key-seen-from-other-stacks';

/** Name of the ElastiCache user that services log in as. */
export const USER_NAME = 'queue';

/** Field of the secret with the password. */
export const PASSWORD_FIELD = 'password';

/**
 * A secret with a password that Secrets Manager generates. The template has a reference to it alone, which CloudFormation
 * resolves when it creates or changes the user.
 */
export function passwordSecretOf(scope: Construct, encryptionKey: IKey | undefined): ISecret {
  const resource = new CfnSecret(scope, 'Password', {
    description: `Password of ${scope.node.path}`.slice(0, 2048),
    kmsKeyId: encryptionKey?.keyArn,
    generateSecretString: {
      secretStringTemplate: JSON.stringify({ username: USER_NAME }),
      generateStringKey: PASSWORD_FIELD,
      passwordLength: 64,
      excludePunctuation: true, // it may become part of a URL
    },
  });
  resource.applyRemovalPolicy(RemovalPolicy.DESTROY); // of no use without the nodes, and a snapshot has no user
  acknowledge(
    resource,
    'SMG4',
    'AWS has no hosted rotation for users of ElastiCache: an operator rotates by two commands, without a Lambda function.',
  );
  const secretCompleteArn = crossStackValue(resource, { name: 'RedisPassword', value: resource.ref });
  return Secret.fromSecretAttributes(scope, 'PasswordSecret', {
    secretCompleteArn,
    encryptionKey: encryptionKey && keySeenFromOtherStacks(scope, encryptionKey, 'RedisKey'),
  });
}
