import { TaskPlacementOptions } from './task-placement-options';

/**
 * VPC, subnets and cluster of a service.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html
 */
export interface ServicePlacementOptions extends TaskPlacementOptions {
  /**
   * Name of the ECS service, and of the cluster, log group and task definition that are created with it.
   * @default - a name that follows from the construct's path
   */
  readonly serviceName?: string;
}
