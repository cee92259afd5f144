import { IConnectable } from 'aws-cdk-lib/aws-ec2';
import { IRole } from 'aws-cdk-lib/aws-iam';

/** Options for connecting a service that exists before the peering, and does not change with it. */
export interface PeeredClientOptions {
  /** Service or security group that connects. */
  readonly client: IConnectable;

  /** Role of its tasks, `service.taskRole`: it may read the parameter, and the secrets that the parameter names. */
  readonly role: IRole;

  /**
   * Name of the parameter of Parameter Store, in the region of the client, that says what to connect to, such as
   * `/platform/databases/eu-central-1`. The service knows the name by a rule: with the region, for one.
   */
  readonly parameterName: string;
}
