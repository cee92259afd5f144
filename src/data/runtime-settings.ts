import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { IStringParameter } from 'aws-cdk-lib/aws-ssm';
import { PendingInput } from '../core';

/** Parameters and secrets that a service reads when it starts. */
export interface IRuntimeSettings {
  /** Port that the settings tell the service to listen on. */
  readonly port: number;

  /** Parameters, by key: settings that are not sensitive. */
  readonly parameters: Record<string, IStringParameter>;

  /** Secrets, by key. */
  readonly secrets: Record<string, ISecret>;

  /** Values that an operator or CI has to write before the service can start. */
  readonly pendingInputs: PendingInput[];

  /** Hash of the values that the template owns. The service deploys new tasks when it changes. */
  readonly fingerprint: string;
}
