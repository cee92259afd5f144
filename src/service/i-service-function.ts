import { Duration } from 'aws-cdk-lib';
import { IConnectable } from 'aws-cdk-lib/aws-ec2';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';

/** Lambda function that queues, schedules and APIs invoke. */
export interface IServiceFunction extends IConstruct, IConnectable, IGrantable {
  /** Name of the function. */
  readonly functionName: string;

  /** ARN of the function, for any stack: no CloudFormation export blocks replacing the function. */
  readonly functionArn: string;

  /** Name of its execution role, for any stack. */
  readonly roleName: string;

  /** Timeout of an invocation. */
  readonly timeout: Duration;

  /** Concurrent executions that are reserved for it and its limit, `undefined` without a reservation. */
  readonly reservedConcurrency?: number;

  /**
   * Grants invoking the function.
   * @param grantee role of the account of the function, in any stack
   */
  grantInvoke(grantee: IGrantable): Grant;
}
