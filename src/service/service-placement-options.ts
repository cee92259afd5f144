import { IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { ICluster } from 'aws-cdk-lib/aws-ecs';

/**
 * VPC, subnets and cluster of a service.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html
 */
export interface ServicePlacementOptions {
  /** VPC of the tasks, and of their load balancer. */
  readonly vpc: IVpc;

  /**
   * Subnets of the tasks.
   * @default - the private subnets of the VPC
   */
  readonly taskSubnets?: SubnetSelection;

  /**
   * Name of the ECS service, and of the cluster, log group and task definition that are created with it.
   * @default - a name that follows from the construct's path
   */
  readonly serviceName?: string;

  /**
   * ECS cluster.
   * @default - a cluster with Container Insights is created
   */
  readonly cluster?: ICluster;
}
