import { IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { ICluster } from 'aws-cdk-lib/aws-ecs';

/**
 * VPC, subnets and cluster of tasks.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html
 */
export interface TaskPlacementOptions {
  /** VPC of the tasks, and of their load balancer. */
  readonly vpc: IVpc;

  /**
   * Subnets of the tasks.
   * @default - the private subnets of the VPC
   */
  readonly taskSubnets?: SubnetSelection;

  /**
   * ECS cluster.
   * @default - a cluster with Container Insights is created
   */
  readonly cluster?: ICluster;
}
