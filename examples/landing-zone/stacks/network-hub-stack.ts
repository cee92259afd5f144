import { App, Stack } from 'aws-cdk-lib';
import { HOME, ORGANIZATION, SPOKE_RANGES } from '../ids';
import { BankDns, HostedZoneSource, NetworkHub, SiteToSiteVpn } from 'rl-bank-constructs/network';
import { MemberAccount, Organization } from 'rl-bank-constructs/organization';

/** The hub that VPCs of products attach to, the VPN to the office, and the zone with the subdomains of products. */
export class NetworkHubStack extends Stack {
  constructor(app: App, account: MemberAccount) {
    super(app, 'network-hub', { env: account.environment(HOME) });
    const { organizationArn } = Organization.fromOrganizationAttributes(this, 'Organization', ORGANIZATION);
    const hub = new NetworkHub(this, 'Hub', { organizationArn, spokeRanges: SPOKE_RANGES });
    new SiteToSiteVpn(this, 'Office', { hub, deviceAddress: '203.0.113.7', ranges: ['192.168.0.0/16'] });
    new BankDns(this, 'Dns', { rootDomain: 'acme.example', zone: HostedZoneSource.newZone({ delegated: false }) });
  }
}
