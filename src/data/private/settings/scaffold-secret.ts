import { CfnRotationSchedule, CfnSecret, ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { secretName } from './setting-names';
import { acknowledge } from '../../../core/private/resources/acknowledge';
import { removalPolicyOf } from '../../../core/private/resources/removal-policy';
import { topLevelStack } from '../../../core/private/stacks/stack-of';
import { weakReference } from '../../../core/private/stacks/weak-reference';
import type { BankSecretsScaffoldProps } from '../../bank-secrets-scaffold';
import { SecretRotation } from '../../secret-rotation';

/** A secret without any version, or one that exists. */
export function secretFor(scope: Construct, key: string, props: BankSecretsScaffoldProps): ISecret {
  const place = new Construct(scope, key);
  const existing = props.existingSecretArns?.[key];
  const resource = existing === undefined ? emptySecret(place, key, props) : undefined;
  const rotation = props.rotations?.[key];
  const secretCompleteArn = existing ?? arnOf(resource!, key);
  if (rotation) {
    rotate(place, existing ?? resource!.ref, rotation);
  } else if (resource) {
    acknowledge(
      resource,
      'SMG4',
      'Another company issues the value: it changes there first, and then it is filled in here.',
    );
  }
  return Secret.fromSecretAttributes(place, 'Secret', { secretCompleteArn, encryptionKey: props.encryptionKey });
}

/** Another name is another secret; an export would hold the old one in its place. */
function arnOf(resource: CfnSecret, key: string): string {
  return weakReference({
    producer: topLevelStack(resource),
    name: `Secret${key.replace(/_/g, '')}`,
    value: resource.ref,
    identity: () => [resource.logicalId, resource.name],
  });
}

/** CDK's own `Secret` always makes a value up, and a service would start on it. */
function emptySecret(place: Construct, key: string, props: BankSecretsScaffoldProps): CfnSecret {
  const resource = new CfnSecret(place, 'Resource', {
    name: secretName(key, props.path),
    description: `${key} of the API`,
    kmsKeyId: props.encryptionKey?.keyArn,
  });
  resource.applyRemovalPolicy(removalPolicyOf(place, props.removalPolicy));
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
