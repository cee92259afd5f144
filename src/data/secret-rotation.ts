import { Duration } from 'aws-cdk-lib';
import { IFunction } from 'aws-cdk-lib/aws-lambda';

/**
 * Rotation of a secret by a Lambda function of the team.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html
 */
export interface SecretRotation {
  /** Lambda function that rotates the secret. Secrets Manager needs permission to invoke it, which the team grants. */
  readonly rotationLambda: IFunction;

  /** Time between rotations. */
  readonly automaticallyAfter: Duration;
}
