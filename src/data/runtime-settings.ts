import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { IStringParameter } from 'aws-cdk-lib/aws-ssm';
import { PendingInput } from './pending-input';

/** What a service reads when it starts: one object for all of it. */
export interface IRuntimeSettings {
  /** The port that they tell the service to listen on. */
  readonly port: number;

  /** What is not sensitive, by key. */
  readonly parameters: Record<string, IStringParameter>;

  /** What is, by key. */
  readonly secrets: Record<string, ISecret>;

  /** What has to be filled in before the service can start. */
  readonly pendingInputs: PendingInput[];

  /** Changes with every value that the template itself owns. The service rolls when it does. */
  readonly fingerprint: string;
}
