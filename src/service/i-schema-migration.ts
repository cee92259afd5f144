import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';

/** State machine that migrates a schema and releases a service, of this app or of another one. */
export interface ISchemaMigration extends IConstruct {
  /** Name of the Step Functions state machine. */
  readonly stateMachineName: string;

  /** ARN of the Step Functions state machine. */
  readonly stateMachineArn: string;

  /**
   * Grants starting executions of the state machine, and describing them. The grantee can neither run a task nor roll a
   * service by itself.
   * @param grantee the role of CI
   */
  grantStart(grantee: IGrantable): Grant;
}
