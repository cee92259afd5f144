import { CfnRotationSchedule, CfnSecret, ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { acknowledge } from '../../core/private/acknowledge';
import { removalOf } from '../../core/private/removal';
import type { BankSecretsScaffoldProps } from '../bank-secrets-scaffold';
import { SecretRotation } from '../secret-rotation';
import { secretName } from './setting-names';

/** A secret without any version, or one that exists. */
export function secretFor(scope: Construct, key: string, props: BankSecretsScaffoldProps): ISecret {
  const place = new Construct(scope, key);
  const existing = props.existingSecretArns?.[key];
  const resource = existing === undefined ? emptySecret(place, key, props) : undefined;
  const rotation = props.rotations?.[key];
  const secretCompleteArn = existing ?? resource!.ref;
  if (rotation) {
    rotate(place, secretCompleteArn, rotation);
  } else if (resource) {
    acknowledge(
      resource,
      'SMG4',
      'Another company issues the value: it changes there first, and then it is filled in here.',
    );
  }
  return Secret.fromSecretAttributes(place, 'Secret', { secretCompleteArn, encryptionKey: props.encryptionKey });
}

/** CDK's own `Secret` always makes a value up, and a service would start on it. */
function emptySecret(place: Construct, key: string, props: BankSecretsScaffoldProps): CfnSecret {
  const resource = new CfnSecret(place, 'Resource', {
    name: secretName(key, props.path),
    description: `${key} of the API`,
    kmsKeyId: props.encryptionKey?.keyArn,
  });
  resource.applyRemovalPolicy(removalOf(place, 'destroySecrets', props.destroySecrets));
  return resource;
}

function rotate(place: Construct, secretId: string, { rotationFunction, every }: SecretRotation): void {
  new CfnRotationSchedule(place, 'Rotation', {
    secretId,
    rotationLambdaArn: rotationFunction.functionArn,
    rotationRules: { automaticallyAfterDays: every.toDays() },
    rotateImmediatelyOnUpdate: false, // there may be nothing to rotate yet
  });
}
