import { Stack, StackProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ValkeyCache } from 'rl-bank-constructs/data';
import { ImportedNetwork, WayOut } from 'rl-bank-constructs/network';

export interface CacheStackProps extends StackProps {
  readonly vpcId: string;
  readonly publicSubnetIds: string[];
  readonly privateSubnetIds: string[];
}

/** The cache, in a network that somebody else looks after. */
export class CacheStack extends Stack {
  public readonly network: ImportedNetwork;
  public readonly cache: ValkeyCache;

  constructor(scope: Construct, id: string, props: CacheStackProps) {
    super(scope, id, props);
    const { vpcId, publicSubnetIds, privateSubnetIds } = props;

    this.network = new ImportedNetwork(this, 'Network', {
      vpcId,
      publicSubnetIds,
      privateSubnetIds,
      wayOut: WayOut.nat(),
    });
    this.cache = new ValkeyCache(this, 'Cache', {
      vpc: this.network.vpc,
      subnets: this.network.privateSubnets,
    });
  }
}
