import { CfnOutput, Stack, StackProps } from 'aws-cdk-lib';
import { IVpc, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';

/** The production VPC. Its outputs are the ids that the config of the bank names. */
export class NetworkStack extends Stack {
  public readonly vpc: IVpc;

  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, { ...props, description: 'The production network', terminationProtection: true });
    const vpc = new Vpc(this, 'Vpc', {
      availabilityZones: [`${this.region}a`, `${this.region}b`],
      natGateways: 1,
      subnetConfiguration: [
        { name: 'public', subnetType: SubnetType.PUBLIC },
        { name: 'private', subnetType: SubnetType.PRIVATE_WITH_EGRESS },
      ],
    });
    this.vpc = vpc;
    new CfnOutput(this, 'VpcId', { value: vpc.vpcId });
    new CfnOutput(this, 'PublicSubnetIds', { value: idsOf(vpc.publicSubnets) });
    new CfnOutput(this, 'PrivateSubnetIds', { value: idsOf(vpc.privateSubnets) });
  }
}

function idsOf(subnets: IVpc['publicSubnets']): string {
  return subnets.map(({ subnetId }) => subnetId).join(',');
}
