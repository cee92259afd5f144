import { IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { ICluster } from 'aws-cdk-lib/aws-ecs';
import { IApiDatabase } from '../data';

/**
 * VPC, subnets and cluster of the service, and its database.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html
 */
export interface ApiPlacementOptions {
  /** VPC of load balancer and tasks. */
  readonly vpc: IVpc;

  /**
   * Subnets of the tasks.
   * @default - the private subnets of the VPC
   */
  readonly taskSubnets?: SubnetSelection;

  /**
   * Subnets of the load balancer.
   * @default - the public subnets of the VPC, or the private ones with `ApiExposure.withinVpc()`
   */
  readonly loadBalancerSubnets?: SubnetSelection;

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

  /**
   * Database. Its ports are opened to the tasks, and its address is their variable `DB_URI`.
   * @default - `DB_URI` of `settings`; tasks reach only port 443: pass an `ExternalDatabase` for a database on another port
   */
  readonly database?: IApiDatabase;
}
