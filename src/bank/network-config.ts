import { NetworkEgress } from '../network';

/** The network, which somebody else looks after, as the config has it. */
export interface NetworkConfig {
  /** The network. */
  readonly vpcId: string;

  /** The public subnets. */
  readonly publicSubnetIds: string[];

  /** The private subnets. */
  readonly privateSubnetIds: string[];

  /** How the private subnets reach what the tasks call: what the keys wayOut, natAddresses, routeTableIds and endpointServices say. */
  readonly egress: NetworkEgress;
}
