import { IConnectable } from 'aws-cdk-lib/aws-ec2';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IStringParameter } from 'aws-cdk-lib/aws-ssm';
import { PendingInput } from './pending-input';
import { ServiceSecret } from './service-secret';

/**
 * Something that a service uses, such as a database, a cache, a queue or a bucket: the environment variables that lead to it,
 * the security group rules, and the permissions.
 *
 * Pass it as one of `uses` to any service of the library. A construct of your own implements it to be used in the same way.
 * Another database engine is another entry of the list and moves no logical id of the service.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html
 */
export interface IServiceBinding {
  /** Environment variables in plain text, by name, such as `DB_HOST`: they are visible in the template and the console. */
  readonly variables: Record<string, string>;

  /** Parameters of Parameter Store, by the name of the environment variable. */
  readonly parameters: Record<string, IStringParameter>;

  /** Secrets, or fields of them, by the name of the environment variable, such as `DB_PASSWORD`. */
  readonly secrets: Record<string, ServiceSecret>;

  /** Values that a person or CI has to write before the service can start. */
  readonly pendingInputs: PendingInput[];

  /**
   * Text that changes when the service has to start new tasks although its task definition stays the same; empty if that
   * never happens.
   */
  readonly fingerprint: string;

  /**
   * Opens the way from the service: its security group rules, in the stack of the service.
   * @param client the service
   */
  allowAccessFrom(client: IConnectable): void;

  /**
   * Grants what the service calls by the AWS API. It may grant nothing, such as for a database with a password:
   * `Grant.drop(grantee, 'it has a password')`.
   * @param grantee task role of the service
   */
  grantUse(grantee: IGrantable): Grant;
}
