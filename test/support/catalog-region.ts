import { App } from 'aws-cdk-lib';
import { Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import type { Variants } from './catalog';
import { peeringOf, Region, twoRegions } from './two-regions';
import { NetworkEgress } from '../../src/network';

/** A peering of two regions, without a use, and with one in each direction. */
export const peerings: Record<string, Variants> = {
  NetworkPeering: {
    defaults: (app) => {
      peeringOf(twoRegions(undefined, app));
    },
    hardened: (app) => {
      const two = twoRegions(NetworkEgress.none(), app);
      const { london, frankfurt } = two;
      const peering = peeringOf(two, { clientTiers: ['App', 'Data'], serverTiers: ['Data'] });
      const group = (region: Region, id: string) => {
        const { vpc } = region.network;
        return new SecurityGroup(region.stack(id), 'Group', { vpc, allowAllOutbound: false });
      };
      peering.allowToPeer(group(frankfurt, 'Client'), group(london, 'Server'), Port.tcp(5432));
      peering.allowFromPeer(group(london, 'Client'), group(frankfurt, 'Server'), Port.tcp(5432));
    },
  },
};
