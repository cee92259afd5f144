import { Duration } from 'aws-cdk-lib';
import { IFunction } from 'aws-cdk-lib/aws-lambda';

/** A function of the team's that changes a secret, and how often it does. */
export interface SecretRotation {
  /** The function, which Secrets Manager calls. Its permission to be called is the team's to give. */
  readonly rotationFunction: IFunction;

  /** How often. */
  readonly every: Duration;
}
