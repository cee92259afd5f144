import { IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { ICluster } from 'aws-cdk-lib/aws-ecs';
import { IApiDatabase } from '../data';

/** Where the service stands: network, cluster, and what it stands beside. */
export interface ApiPlacementOptions {
  /** The network that it is in. */
  readonly vpc: IVpc;

  /**
   * The subnets of the tasks.
   * @default - the private subnets of the network
   */
  readonly taskSubnets?: SubnetSelection;

  /**
   * The subnets of the load balancer.
   * @default - the public subnets of the network, or the private ones if it is not called from outside
   */
  readonly loadBalancerSubnets?: SubnetSelection;

  /**
   * The name of the service. Cluster, log group and task definition are named after it.
   * @default - a name that follows from the construct's path
   */
  readonly serviceName?: string;

  /**
   * A cluster that exists.
   * @default - a cluster of the API's own, with Container Insights
   */
  readonly cluster?: ICluster;

  /**
   * The database. Its ports are opened to the tasks, and its address is their `DB_URI`.
   * @default - what `settings` have as `DB_URI`, reached by HTTPS if at all
   */
  readonly database?: IApiDatabase;
}
