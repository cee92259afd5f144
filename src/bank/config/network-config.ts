import { NetworkEgress } from '../../network';

/** The existing VPC of the config. */
export interface NetworkConfig {
  /** The id of the VPC. */
  readonly vpcId: string;

  /** The ids of the public subnets. */
  readonly publicSubnetIds: string[];

  /** The ids of the private subnets. */
  readonly privateSubnetIds: string[];

  /** The egress of the private subnets, from the keys egress, natAddresses, routeTableIds and those of endpoints. */
  readonly egress: NetworkEgress;
}
