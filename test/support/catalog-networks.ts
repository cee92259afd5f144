import { Duration } from 'aws-cdk-lib';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import type { Variants } from './catalog';
import { peerings } from './catalog-region';
import { workloadStack } from './cloud';
import { NetworkConnection, NetworkEgress, ThreeTierNetwork } from '../../src/network';

/** Networks that the library creates, once with their defaults and once with all they can have. */
export const networks: Record<string, Variants> = {
  ...peerings,
  ThreeTierNetwork: {
    defaults: (app) => {
      new ThreeTierNetwork(workloadStack(app), 'Network', {
        cidr: '10.0.0.0/16',
        egress: NetworkEgress.natGatewayPerZone(),
      });
    },
    hardened: (app) => {
      const stack = workloadStack(app);
      const network = new ThreeTierNetwork(stack, 'Network', {
        cidr: '10.0.0.0/16',
        egress: NetworkEgress.vpcEndpoints({ additionalServices: ['kms'] }),
        additionalTiers: [{ name: 'Batch', cidr: '10.0.30.0/24', egress: true }],
        flowLogRetention: Duration.days(365),
      });
      const { vpc } = network;
      network.allowEndpointAccessFrom(new SecurityGroup(stack, 'Tasks', { vpc, allowAllOutbound: false }));
      const office = { ranges: ['192.168.10.0/24'], includeDataTier: true };
      network.addConnection('Office', NetworkConnection.virtualPrivateGateway('vgw-0123456789abcdef0', office));
      const hub = { ranges: ['10.8.0.0/16'] };
      network.addConnection('Hub', NetworkConnection.transitGateway('tgw-0123456789abcdef0', hub));
    },
  },
};
