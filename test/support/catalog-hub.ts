import { Stack } from 'aws-cdk-lib';
import type { Variants } from './catalog';
import { hubIn, knownHub, networkAt, OFFICE, ORGANIZATION_ARN, spokeIn, stackIn } from './network/hub-app';
import { DirectConnectAssociation, HubSpoke, NetworkAttachment, NetworkHub, SiteToSiteVpn } from '../../src/network';

const ATTACHMENT = 'tgw-attach-0aaaaaaaaaaaaaaaa';

/** A hub of an organization, what ends there and what attaches to it. */
export const hubs: Record<string, Variants> = {
  NetworkHub: {
    defaults: (app) => void hubIn(app),
    hardened: (app) => {
      const spokeRanges = ['10.0.0.0/8', '100.64.0.0/10'];
      const organizationArn = ORGANIZATION_ARN;
      new NetworkHub(stackIn(app, 'hub'), 'Hub', { organizationArn, spokeRanges, amazonSideAsn: 64520 });
    },
  },
  NetworkAttachment: {
    defaults: (app) => void spokeIn(app, 'acme-prod', '111111111111', '10.1.0.0/16'),
    hardened: (app) => {
      const stack = stackIn(app, 'services');
      const spoke = HubSpoke.network(networkAt(stack, '172.31.0.0/16'));
      new NetworkAttachment(stack, 'ToHub', { hub: knownHub(stack), spoke, ranges: [OFFICE], isHubNetwork: true });
    },
  },
  SiteToSiteVpn: {
    defaults: (app) => {
      const hub = hubIn(app);
      new SiteToSiteVpn(Stack.of(hub), 'Office', { hub, deviceAddress: '203.0.113.7', ranges: [OFFICE] });
    },
    hardened: (app) => {
      const hub = hubIn(app);
      const known = { hub, deviceAddress: '203.0.113.7', ranges: [OFFICE], attachmentId: ATTACHMENT };
      new SiteToSiteVpn(Stack.of(hub), 'Office', known);
    },
  },
  DirectConnectAssociation: {
    defaults: (app) => {
      const hub = hubIn(app);
      new DirectConnectAssociation(Stack.of(hub), 'DataCenter', { hub, ranges: [OFFICE] });
    },
    hardened: (app) => {
      const hub = hubIn(app);
      new DirectConnectAssociation(Stack.of(hub), 'DataCenter', {
        ...{ hub, ranges: [OFFICE], amazonSideAsn: 64530, advertisedRanges: ['10.1.0.0/16'] },
        attachmentId: ATTACHMENT,
      });
    },
  },
};
