import { Stack, StackProps } from 'aws-cdk-lib';
import { IVpc, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';

/** The VPC of the tracker: public subnets for load balancers, private ones for tasks, isolated ones for the database, one NAT gateway. */
export class NetworkStack extends Stack {
  public readonly vpc: IVpc;

  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, { ...props, description: 'The network of the expense tracker', terminationProtection: true });
    this.vpc = new Vpc(this, 'Vpc', {
      availabilityZones: this.availabilityZones,
      natGateways: 1,
      restrictDefaultSecurityGroup: false, // it would take a Lambda function
      subnetConfiguration: [
        { name: 'public', subnetType: SubnetType.PUBLIC },
        { name: 'private', subnetType: SubnetType.PRIVATE_WITH_EGRESS },
        { name: 'data', subnetType: SubnetType.PRIVATE_ISOLATED },
      ],
    });
  }

  /**
   * `availabilityZones` of the VPC is not enough: `Vpc` compares it with that of the stack, which the CDK CLI looks up in the
   * account of `env`. Overridden, it names two zones, and synthesis needs no credentials.
   */
  public get availabilityZones(): string[] {
    return ['eu-central-1a', 'eu-central-1b'];
  }
}
