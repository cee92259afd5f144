import { IConnectable, ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';

/** API service that this app creates, or that another app has created. */
export interface IBankApiService extends IConstruct, IConnectable {
  /** Name of the ECS service. */
  readonly serviceName: string;

  /** Name of the ECS cluster. */
  readonly clusterName: string;

  /** ARN of the ECS service. */
  readonly serviceArn: string;

  /** URL of the API, such as `https://api.bank.example`. */
  readonly url: string;

  /**
   * Grants forcing deployments of the service and describing it. The grantee cannot choose another task definition or turn
   * on ECS Exec. It can set the desired count and the deployment configuration: ECS has no condition keys for them.
   * @param grantee the role of CI
   */
  grantRoll(grantee: IGrantable): Grant;
}

/** Attributes of an API service that another app has created, in the account and region of the stack. */
export interface BankApiServiceAttributes {
  /** Name of the ECS service. */
  readonly serviceName: string;

  /**
   * Name of the ECS cluster.
   * @default - the name of the service, as `BankApiService` names its own cluster
   */
  readonly clusterName?: string;

  /** Full domain name, such as `api.bank.example`. */
  readonly domainName: string;

  /** Security group of the load balancer: `connections` opens it to clients. */
  readonly loadBalancerSecurityGroup: ISecurityGroup;
}
