import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';

/** ECS service that this app creates, or that another app has created. */
export interface IEcsService extends IConstruct {
  /** Name of the ECS service. */
  readonly serviceName: string;

  /** Name of the ECS cluster. */
  readonly clusterName: string;

  /** ARN of the ECS service. */
  readonly serviceArn: string;

  /**
   * Grants forcing deployments of the service and describing it. The grantee cannot choose another task definition or turn
   * on ECS Exec. It can set the desired count and the deployment configuration: ECS has no condition keys for them.
   * @param grantee the role of CI
   */
  grantRoll(grantee: IGrantable): Grant;
}

/** Attributes of an ECS service that another app has created, in the account and region of the stack. */
export interface EcsServiceAttributes {
  /** Name of the ECS service. */
  readonly serviceName: string;

  /**
   * Name of the ECS cluster.
   * @default - the name of the service, as the services of this library name their own cluster
   */
  readonly clusterName?: string;
}
