import { IConnectable } from 'aws-cdk-lib/aws-ec2';
import { IApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { IConstruct } from 'constructs';

/** A service behind an Application Load Balancer, for what passes requests to it, such as a private integration of API Gateway. */
export interface ILoadBalancedService extends IConstruct, IConnectable {
  /** URL of the service, by a name that the load balancer has a certificate for. */
  readonly url: string;

  /** Load balancer, which knows its VPC. */
  readonly loadBalancer: IApplicationLoadBalancer;

  /** Whether the load balancer is internet-facing. */
  readonly isPublic: boolean;
}
