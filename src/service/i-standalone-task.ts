import { IConnectable, ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';

/** ECS task on Fargate outside of a service, as what runs it sees it. */
export interface IStandaloneTask extends IConstruct, IConnectable {
  /** Family of the task definition. */
  readonly family: string;

  /** Name of the container whose exit code is the result of a run. */
  readonly containerName: string;

  /** Name of the cluster that the task runs in, for any stack. */
  readonly clusterName: string;

  /** Ids of the subnets that the task runs in. */
  readonly subnetIds: string[];

  /** Path of the two roles of the task, and of no other. */
  readonly rolePath: string;

  /**
   * Grants running the task in its cluster.
   * @param grantee role of what runs it
   */
  grantRun(grantee: IGrantable): Grant;
}

/** Attributes of a standalone task that another app has created, in the account and region of the stack. */
export interface StandaloneTaskAttributes {
  /** Family of the task definition. */
  readonly family: string;

  /** Ids of the subnets that the task runs in. */
  readonly subnetIds: string[];

  /** Security group of the task. */
  readonly securityGroup: ISecurityGroup;

  /**
   * Name of the ECS cluster.
   * @default - the family, as a standalone task names its own cluster
   */
  readonly clusterName?: string;
}
