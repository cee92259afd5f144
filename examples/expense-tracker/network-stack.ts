import { Stack, StackProps } from 'aws-cdk-lib';
import { IVpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { NetworkEgress, ThreeTierNetwork } from 'rl-bank-constructs/network';

/** The VPC of the tracker in two zones: public subnets for load balancers, app subnets for tasks, data subnets for the database. */
export class NetworkStack extends Stack {
  public readonly network: ThreeTierNetwork;
  public readonly vpc: IVpc;

  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, { ...props, description: 'The network of the expense tracker', terminationProtection: true });
    this.network = new ThreeTierNetwork(this, 'Network', {
      cidr: '10.0.0.0/16',
      availabilityZones: ['eu-central-1a', 'eu-central-1b'],
      egress: NetworkEgress.singleNatGateway(),
    });
    this.vpc = this.network.vpc;
  }
}
