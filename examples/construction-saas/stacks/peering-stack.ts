import { StackProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { DataStack } from './data-stack';
import { NetworkStack } from './network-stack';
import { RegionStack } from './region-stack';
import { IServiceBinding } from 'rl-bank-constructs/core';
import { NetworkPeering } from 'rl-bank-constructs/network';

interface PeeringStackProps extends StackProps {
  readonly network: NetworkStack;

  /** The region whose database has the registry of tenants. */
  readonly registry: { readonly network: NetworkStack; readonly data: DataStack };
}

/** The way to the registry of tenants in another region: both sides are here and in the twin there, and nothing of that region changes. */
export class PeeringStack extends RegionStack {
  public readonly registry: IServiceBinding;

  constructor(scope: Construct, id: string, { network, registry, ...props }: PeeringStackProps) {
    super(scope, id, { ...props, description: 'The way to the registry of tenants from this region' });
    const peering = new NetworkPeering(this, 'Peering', {
      network: network.network,
      peerNetwork: registry.network.network,
    });
    this.registry = peering.toPeer(registry.data.database.forUser('registry'));
  }
}
