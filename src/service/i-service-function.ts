import { Duration } from 'aws-cdk-lib';
import { IConnectable, ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
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

/** Attributes of a function that another app has created, in the account and region of the stack. */
export interface ServiceFunctionAttributes {
  /** Name of the function. */
  readonly functionName: string;

  /** Name of its execution role. */
  readonly roleName: string;

  /** Timeout of an invocation. */
  readonly timeout: Duration;

  /**
   * Concurrent executions that are reserved for it.
   * @default - it has no reservation
   */
  readonly reservedConcurrency?: number;

  /**
   * Security group of the function.
   * @default - it is in no VPC
   */
  readonly securityGroup?: ISecurityGroup;
}
