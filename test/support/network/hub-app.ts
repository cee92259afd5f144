import { App, Stack } from 'aws-cdk-lib';
import {
  DirectConnectAssociation,
  HubSpoke,
  INetworkHub,
  NetworkAttachment,
  NetworkEgress,
  NetworkHub,
  SiteToSiteVpn,
  ThreeTierNetwork,
} from '../../../src/network';
import { newApp } from '../cloud';

export const REGION = 'us-east-1';
export const HUB_ACCOUNT = '100000000003';
export const ORGANIZATION_ARN = 'arn:aws:organizations::100000000000:organization/o-a1b2c3d4e5';
export const SPOKE_RANGES = ['10.0.0.0/8'];
export const OFFICE = '192.168.0.0/16';
export const DATA_CENTER = '172.16.0.0/16';

/** What the outputs of the hub answer, once it is deployed. */
export const ATTRIBUTES = {
  transitGatewayId: 'tgw-0123456789abcdef0',
  spokeRouteTableId: 'tgw-rtb-0123456789abcdef0',
  hubRouteTableId: 'tgw-rtb-0123456789abcdef1',
  spokeRanges: SPOKE_RANGES,
  hubAccount: HUB_ACCOUNT,
  hubRegion: REGION,
};

/** A stack in an account, by default that of the hub. */
export function stackIn(app: App, id: string, account = HUB_ACCOUNT, region = REGION): Stack {
  return new Stack(app, id, { env: { account, region } });
}

/** A hub in the stack `hub`. */
export function hubIn(app: App, spokeRanges = SPOKE_RANGES): NetworkHub {
  return new NetworkHub(stackIn(app, 'hub'), 'Hub', { organizationArn: ORGANIZATION_ARN, spokeRanges });
}

/** A hub by the ids that are written down. */
export function knownHub(stack: Stack): INetworkHub {
  return NetworkHub.fromNetworkHubAttributes(stack, 'Hub', ATTRIBUTES);
}

/** A network in a stack. */
export function networkAt(stack: Stack, cidr: string): ThreeTierNetwork {
  return new ThreeTierNetwork(stack, 'Network', { cidr, egress: NetworkEgress.none() });
}

/** A spoke of another account, in a stack of its own. */
export function spokeIn(app: App, id: string, account: string, cidr: string, ranges = [OFFICE, DATA_CENTER]): Stack {
  const stack = stackIn(app, id, account);
  const spoke = HubSpoke.network(networkAt(stack, cidr));
  new NetworkAttachment(stack, 'ToHub', { hub: knownHub(stack), spoke, ranges });
  return stack;
}

/** A hub with all that ends there, and three spokes of three accounts, one of them that of the hub. */
export function wholeHub(): App {
  const app = newApp();
  const hub = hubIn(app);
  const stack = Stack.of(hub);
  new SiteToSiteVpn(stack, 'Office', {
    ...{ hub, deviceAddress: '203.0.113.7', ranges: [OFFICE], attachmentId: 'tgw-attach-0aaaaaaaaaaaaaaaa' },
  });
  new DirectConnectAssociation(stack, 'DataCenter', {
    ...{ hub, ranges: [DATA_CENTER], attachmentId: 'tgw-attach-0bbbbbbbbbbbbbbbb' },
  });
  const services = stackIn(app, 'services');
  new NetworkAttachment(services, 'ToHub', {
    ...{ hub, isHubNetwork: true, spoke: HubSpoke.network(networkAt(services, '172.31.0.0/16')) },
    ranges: [...SPOKE_RANGES, OFFICE],
  });
  const ranges = [OFFICE, DATA_CENTER, '172.31.0.0/16'];
  spokeIn(app, 'acme-prod', '111111111111', '10.1.0.0/16', ranges);
  spokeIn(app, 'acme-staging', '111111111112', '10.2.0.0/16', ranges);
  const shared = stackIn(app, 'shared');
  new NetworkAttachment(shared, 'ToHub', { hub, spoke: HubSpoke.network(networkAt(shared, '10.3.0.0/16')), ranges });
  return app;
}
