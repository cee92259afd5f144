import { IVpc } from 'aws-cdk-lib/aws-ec2';
import { IConstruct } from 'constructs';

/**
 * A network that a `NetworkPeering` connects to another one: a `ThreeTierNetwork` of this app, whose CIDR blocks, route tables
 * and network ACLs are known.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/peering/what-is-vpc-peering.html
 */
export interface IPeerableNetwork extends IConstruct {
  /** VPC of the network. */
  readonly vpc: IVpc;
}
