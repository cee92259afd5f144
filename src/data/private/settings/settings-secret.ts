import { CfnRotationSchedule, CfnSecret, ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { secretName } from './setting-names';
import { acknowledge } from '../../../core/private/resources/acknowledge';
import { removalPolicyOf } from '../../../core/private/resources/removal-policy';
import { crossStackValue } from '../../../core/private/stacks/cross-stack-value';
import { SecretRotation } from '../../secret-rotation';
import type { ServiceSettingsProps } from '../../service-settings';

/** A secret without any version, or the existing one. */
export function secretFor(scope: Construct, key: string, props: ServiceSettingsProps): ISecret {
  const place = new Construct(scope, key);
  const rotation = props.rotations?.[key];
  const existing = props.existingSecrets?.[key];
  if (existing) {
    rotate(place, existing.secretArn, rotation);
    return existing;
  }
  const resource = emptySecret(place, key, props);
  rotate(place, resource.ref, rotation);
  if (!rotation) {
    acknowledge(
      resource,
      'SMG4',
      'An operator writes the value, which often another company issues: it changes there first, and then here.',
    );
  }
  const { encryptionKey } = props;
  return Secret.fromSecretAttributes(place, 'Secret', { secretCompleteArn: arnOf(resource, key), encryptionKey });
}

/** The ARN as other stacks can read it: no CloudFormation export blocks replacing the secret under another name. */
function arnOf(resource: CfnSecret, key: string): string {
  return crossStackValue(resource, {
    name: `Secret${key.replace(/_/g, '')}`,
    value: resource.ref,
    identity: () => [resource.logicalId, resource.name],
  });
}

/** The CDK's `Secret` always generates a value, and a service would start with it. */
function emptySecret(place: Construct, key: string, props: ServiceSettingsProps): CfnSecret {
  const resource = new CfnSecret(place, 'Resource', {
    name: secretName(key, props.path),
    description: `${key} of ${props.readBy ?? 'the service'}`,
    kmsKeyId: props.encryptionKey?.keyArn,
  });
  resource.applyRemovalPolicy(removalPolicyOf(place, props.removalPolicy));
  return resource;
}

function rotate(place: Construct, secretId: string, rotation: SecretRotation | undefined): void {
  if (rotation === undefined) {
    return;
  }
  new CfnRotationSchedule(place, 'Rotation', {
    secretId,
    rotationLambdaArn: rotation.rotationLambda.functionArn,
    rotationRules: { automaticallyAfterDays: rotation.automaticallyAfter.toDays() },
    rotateImmediatelyOnUpdate: false, // there may be nothing to rotate yet
  });
}
