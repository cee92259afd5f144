import { Stack } from 'aws-cdk-lib';
import { NetworkHub, SiteToSiteVpn, SiteToSiteVpnProps } from '../../src/network';
import { newApp, resourcesOf } from '../support/cloud';
import { hubIn, knownHub, OFFICE, stackIn } from '../support/network/hub-app';
import { Said } from '../support/problems';

const ATTACHMENT = 'tgw-attach-0aaaaaaaaaaaaaaaa';

function vpnOf(props: Partial<SiteToSiteVpnProps> = {}, hub: NetworkHub = hubIn(newApp())): SiteToSiteVpn {
  const all = { hub, deviceAddress: '203.0.113.7', ranges: [OFFICE], ...props };
  return new SiteToSiteVpn(Stack.of(hub), 'Office', all);
}
const one = (vpn: SiteToSiteVpn, type: string) => resourcesOf(Stack.of(vpn), type)[0].Properties;
const count = (vpn: SiteToSiteVpn, type: string) => resourcesOf(Stack.of(vpn), type).length;

describe('PC17 a VPN of a hub', () => {
  const vpn = vpnOf({ attachmentId: ATTACHMENT });
  const connection = one(vpn, 'AWS::EC2::VPNConnection');

  test('ends at the transit gateway, with keys in Secrets Manager and routes that are static', () => {
    expect(connection).toMatchObject({
      TransitGatewayId: { Ref: expect.stringMatching(/^HubTransitGateway/) },
      PreSharedKeyStorage: 'SecretsManager',
      StaticRoutesOnly: true,
    });
    expect(one(vpn, 'AWS::EC2::CustomerGateway')).toMatchObject({ IpAddress: '203.0.113.7', Type: 'ipsec.1' });
  });

  test('has two tunnels with IKEv2, strong algorithms and logs', () => {
    const [first, second, ...others] = connection.VpnTunnelOptionsSpecifications;
    expect([second, others]).toEqual([first, []]);
    const values = (list: any[]) => list.map(({ Value }) => Value);
    expect(values(first.IKEVersions)).toEqual(['ikev2']);
    for (const phase of ['Phase1', 'Phase2']) {
      expect(values(first[`${phase}EncryptionAlgorithms`])).toEqual(['AES256-GCM-16', 'AES256']);
      expect(values(first[`${phase}IntegrityAlgorithms`])).not.toContain('SHA1');
      expect(Math.min(...values(first[`${phase}DHGroupNumbers`]))).toBeGreaterThan(14);
    }
    expect(first.LogOptions.CloudwatchLogOptions).toMatchObject({ LogEnabled: true, LogOutputFormat: 'json' });
  });

  test('has a log group that the log delivery of this account writes to, and that is retained', () => {
    const [log] = resourcesOf(Stack.of(vpn), 'AWS::Logs::LogGroup');
    const [statement] = log.Properties.ResourcePolicyDocument.Statement;
    expect(statement).toMatchObject({
      Principal: { Service: 'delivery.logs.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceAccount': '100000000003' } },
    });
    expect(log.DeletionPolicy).toBe('RetainExceptOnCreate');
  });

  test('pages when both tunnels are down, and opens a ticket for one', () => {
    const alarms = vpn.alarmDefinitions.map(({ id, severity, metric, threshold, comparisonOperator }) => {
      return [id, severity, (metric as any).statistic, comparisonOperator, threshold];
    });
    expect(alarms).toEqual([
      ['VpnDown', 'PAGE', 'Maximum', 'LessThanOrEqualToThreshold', 0],
      ['VpnTunnelDown', 'TICKET', 'Minimum', 'LessThanThreshold', 1],
    ]);
    expect(vpn.logQueries).toHaveLength(1);
    expect(vpn.graphDefinitions).toHaveLength(2);
  });

  test('is associated and reached once its attachment is written down', () => {
    expect(count(vpn, 'AWS::EC2::TransitGatewayRouteTableAssociation')).toBe(1);
    const routes = resourcesOf(Stack.of(vpn), 'AWS::EC2::TransitGatewayRoute').map(({ Properties }) => Properties);
    const own = routes.filter(({ TransitGatewayAttachmentId }) => TransitGatewayAttachmentId === ATTACHMENT);
    expect(own.map(({ DestinationCidrBlock }) => DestinationCidrBlock)).toEqual([OFFICE, OFFICE]);
    expect(vpn.pendingInputs.map(({ key }) => key)).toEqual(['device']);
  });
});

describe('PC17 a VPN before its first deployment', () => {
  const vpn = vpnOf();

  test('has no route, no association and no alarm, and says what to write down', () => {
    expect(count(vpn, 'AWS::EC2::TransitGatewayRouteTableAssociation')).toBe(0);
    expect(vpn.alarmDefinitions).toEqual([]);
    const [attachment] = vpn.pendingInputs;
    expect(attachment).toMatchObject({ key: 'attachmentId', target: 'hub/Office, prop attachmentId' });
    expect(attachment.command).toMatch(/^aws ec2 describe-transit-gateway-attachments --region us-east-1 /);
    expect(attachment.check).toContain('Association.TransitGatewayRouteTableId');
  });
});

const refused: Array<[Partial<SiteToSiteVpnProps>, Said[]]> = [
  [{ deviceAddress: '192.168.1.1' }, [['site-to-site-vpn/device-address', 'deviceAddress', '192.168.1.1']]],
  [{ deviceAddress: 'vpn.acme.example' }, [['site-to-site-vpn/device-address', 'deviceAddress', 'vpn.acme.example']]],
  [{ ranges: [] }, [['on-premises/no-ranges', 'ranges', []]]],
  [{ ranges: ['0.0.0.0/0'] }, [['on-premises/not-a-range', 'ranges', '0.0.0.0/0']]],
  [{ ranges: ['10.9.0.0/16'] }, [['network-hub/range-of-spokes', 'ranges', '10.9.0.0/16']]],
  [{ attachmentId: 'vpn-0123456789abcdef0' }, [['on-premises/attachment-id', 'attachmentId', 'vpn-0123456789abcdef0']]],
  [{ ranges: 'all' as any }, [['props/wrong-type', 'ranges', 'all']]],
];

test.each(refused)('PC17 a VPN is refused with %j', (props, problems) => {
  expect(() => vpnOf(props)).toThrowProblems(problems, 'hub/Office');
});

test('PC17 ranges of two connections cannot overlap, and a connection is in the account of the hub', () => {
  const hub = hubIn(newApp());
  vpnOf({}, hub);
  const options = { hub, deviceAddress: '203.0.113.8', ranges: ['192.168.7.0/24'] };
  expect(() => new SiteToSiteVpn(Stack.of(hub), 'Second', options)).toThrowProblem(
    ...(['network-hub/ranges-overlap', 'ranges', '192.168.7.0/24', 'hub/Second'] as const),
  );
  const elsewhere = stackIn(newApp(), 'elsewhere', '111111111111');
  const known = knownHub(elsewhere);
  expect(() => new SiteToSiteVpn(elsewhere, 'Office', { ...options, hub: known })).toThrowProblem(
    ...(['on-premises/other-account', 'hub', 'elsewhere/Hub'] as const),
  );
});
