import { SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { ServicePlacementOptions } from './service-placement-options';

/** VPC, subnets and cluster of an API and its load balancer. */
export interface ApiPlacementOptions extends ServicePlacementOptions {
  /**
   * Subnets of the load balancer.
   * @default - the public subnets of the VPC, or the private ones with `ApiExposure.withinVpc()`
   */
  readonly loadBalancerSubnets?: SubnetSelection;
}
