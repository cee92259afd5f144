import { RemovalPolicy } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnSecret, ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { acknowledge } from '../../../core/private/resources/acknowledge';
import { crossStackValue } from '../../../core/private/stacks/cross-stack-value';
import { keySeenFromOtherStacks } from '../../../core/private/stacks/key-seen-from-other-stacks';

/** The key that clients show, which Secrets Manager generates: no template and no person has it. */
export function presharedKeyOf(scope: Construct, encryptionKey: IKey | undefined): ISecret {
  const resource = new CfnSecret(scope, 'PresharedKey', {
    description: `Key that clients of ${scope.node.path} show`.slice(0, 2048),
    kmsKeyId: encryptionKey?.keyArn,
    generateSecretString: { passwordLength: 64, excludePunctuation: true }, // a comma would be two keys
  });
  resource.applyRemovalPolicy(RemovalPolicy.DESTROY); // of no use without the service
  acknowledge(
    resource,
    'SMG4',
    'The service and its clients read the key when their tasks start: an operator rotates it, and rolls both.',
  );
  const secretCompleteArn = crossStackValue(resource, { name: 'PresharedKey', value: resource.ref });
  return Secret.fromSecretAttributes(scope, 'PresharedKeySecret', {
    secretCompleteArn,
    encryptionKey: encryptionKey && keySeenFromOtherStacks(scope, encryptionKey, 'PermissionsKey'),
  });
}
