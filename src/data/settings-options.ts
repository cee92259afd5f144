import { RemovalPolicy } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { SecretRotation } from './secret-rotation';

/** Parameters and secrets that exist, and key, rotation and removal of the secrets that are created. */
export interface SettingsOptions {
  /**
   * Secrets that exist, by key, such as `{ DB_URI: Secret.fromSecretCompleteArn(…) }`. They are not created.
   * @default - all secrets are created
   */
  readonly existingSecrets?: Record<string, ISecret>;

  /**
   * Keys of parameters that exist. They are not created, and their values are not changed.
   * @default - all parameters are created
   */
  readonly existingParameters?: string[];

  /**
   * Customer managed KMS key of the secrets.
   * @default - the AWS managed key of Secrets Manager
   */
  readonly encryptionKey?: IKey;

  /**
   * Rotation of secrets, by key.
   * @default - no secret rotates, since an operator writes each value
   */
  readonly rotations?: Record<string, SecretRotation>;

  /**
   * Removal policy of the secrets.
   *
   * `RemovalPolicy.DESTROY` is refused unless the context of the app is set, by
   * `new App({ context: { 'rl-bank-constructs:destroyData': true } })` or `-c rl-bank-constructs:destroyData=true`.
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;
}
