import { IVpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { RegionStack } from './region-stack';
import { PlatformRegionProps } from '../platform-region';
import { BankDns, HostedZoneSource, NetworkEgress, ThreeTierNetwork } from 'rl-bank-constructs/network';

/** The VPC of a region, and the hosted zone that exists: public, app and data subnets, a way out of each zone. */
export class NetworkStack extends RegionStack {
  public readonly network: ThreeTierNetwork;
  public readonly vpc: IVpc;
  public readonly dns: BankDns;

  constructor(scope: Construct, id: string, props: PlatformRegionProps) {
    const { env, rootDomain, hostedZoneId, cidr, availabilityZones } = props;
    super(scope, id, { env, description: 'The network of the platform in this region', terminationProtection: true });
    this.network = new ThreeTierNetwork(this, 'Network', {
      ...{ cidr, availabilityZones },
      egress: NetworkEgress.natGatewayPerZone(),
    });
    this.vpc = this.network.vpc;
    this.dns = new BankDns(this, 'Dns', { rootDomain, zone: HostedZoneSource.fromHostedZoneId(hostedZoneId) });
  }
}
