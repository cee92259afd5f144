import { CfnOutput, Stack, StackProps } from 'aws-cdk-lib';
import { IVpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { Stage } from './stages';
import { BankDns, HostedZoneSource, NetworkConnection, ThreeTierNetwork } from 'rl-bank-constructs/network';

interface NetworkStackProps extends StackProps {
  readonly stage: Stage;
}

/** The VPC in three zones, the zone of DNS, and the addresses that partners see. */
export class NetworkStack extends Stack {
  public readonly network: ThreeTierNetwork;
  public readonly vpc: IVpc;
  public readonly dns: BankDns;

  constructor(scope: Construct, id: string, { stage, ...props }: NetworkStackProps) {
    super(scope, id, { ...props, description: 'The network of the retail enterprise', terminationProtection: true });
    this.network = new ThreeTierNetwork(this, 'Network', {
      cidr: '10.0.0.0/16',
      publicCidr: '10.0.0.0/24', // of zone a: 10.0.1.0/24 in b, 10.0.2.0/24 in c
      appCidr: '10.0.10.0/24',
      dataCidr: '10.0.20.0/24',
      egress: stage.egress,
    });
    this.vpc = this.network.vpc;
    // The offices have 10.0.10.0/24 to 10.0.60.0/24: synthesis refuses them until they are renumbered. Guests and devices stay out.
    const office = this.node.tryGetContext('officeRanges');
    if (office !== undefined) {
      const ranges = `${office}`.split(',');
      const gateway = NetworkConnection.virtualPrivateGateway('vgw-0123456789abcdef0', { ranges });
      this.network.addConnection('Office', gateway);
    }
    this.dns = new BankDns(this, 'Dns', {
      rootDomain: 'retail.example',
      zone: HostedZoneSource.fromHostedZoneId('Z0123456789ABCDEFGHIJ'),
    });
    new CfnOutput(this, 'AllowListAddresses', {
      description: 'Addresses of the calls to POS, EDI and payment: for their allow lists',
      value: this.network.allowListAddresses.join(),
    });
  }
}
