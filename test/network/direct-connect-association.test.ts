import { Stack } from 'aws-cdk-lib';
import { DirectConnectAssociation, DirectConnectAssociationProps } from '../../src/network';
import { newApp, resourcesOf } from '../support/cloud';
import { DATA_CENTER, hubIn } from '../support/network/hub-app';
import { Said } from '../support/problems';

const GATEWAY = '5f294f92-bafb-4011-916d-9b0bec5a1234';
const ATTACHMENT = 'tgw-attach-0bbbbbbbbbbbbbbbb';

function associationOf(props: Partial<DirectConnectAssociationProps> = {}): DirectConnectAssociation {
  const hub = hubIn(newApp());
  return new DirectConnectAssociation(Stack.of(hub), 'DataCenter', { hub, ranges: [DATA_CENTER], ...props });
}
const all = (it: DirectConnectAssociation, type: string) => {
  return resourcesOf(Stack.of(it), type).map(({ Properties }) => Properties);
};

test('PC17 Direct Connect ends at a gateway that advertises the spokes', () => {
  const association = associationOf();
  expect(all(association, 'AWS::DirectConnect::DirectConnectGateway')).toEqual([
    { DirectConnectGatewayName: 'hub-DataCenter', AmazonSideAsn: '64513' },
  ]);
  expect(all(association, 'AWS::DirectConnect::DirectConnectGatewayAssociation')).toEqual([
    {
      DirectConnectGatewayId: { 'Fn::GetAtt': [expect.stringMatching(/Gateway/), 'DirectConnectGatewayId'] },
      AssociatedGatewayId: { Ref: expect.stringMatching(/^HubTransitGateway/) },
      AllowedPrefixesToDirectConnectGateway: ['10.0.0.0/8'],
    },
  ]);
  expect(all(association, 'AWS::EC2::TransitGatewayRouteTableAssociation')).toEqual([]);
  expect(association.pendingInputs.map(({ key }) => key)).toEqual(['attachmentId', 'virtualInterface']);
});

test('PC17 a Direct Connect gateway that exists is associated and reached once the attachment is written down', () => {
  const association = associationOf({ directConnectGatewayId: GATEWAY, attachmentId: ATTACHMENT });
  expect(all(association, 'AWS::DirectConnect::DirectConnectGateway')).toEqual([]);
  const [{ TransitGatewayAttachmentId }] = all(association, 'AWS::EC2::TransitGatewayRouteTableAssociation');
  expect(TransitGatewayAttachmentId).toBe(ATTACHMENT);
  expect(association.directConnectGatewayId).toBe(GATEWAY);
  expect(association.pendingInputs.map(({ key }) => key)).toEqual(['virtualInterface']);
});

const refused: Array<[Partial<DirectConnectAssociationProps>, Said[]]> = [
  [
    { directConnectGatewayId: 'dxgw-1' },
    [['direct-connect-association/not-an-id', 'directConnectGatewayId', 'dxgw-1']],
  ],
  [{ amazonSideAsn: 7224 }, [['network-hub/not-a-private-asn', 'amazonSideAsn', 7224]]],
  [
    { directConnectGatewayId: GATEWAY, amazonSideAsn: 64513 },
    [['direct-connect-association/asn-of-existing', 'amazonSideAsn', 64513]],
  ],
  [{ advertisedRanges: [] }, [['direct-connect-association/nothing-advertised', 'advertisedRanges', []]]],
  [
    { advertisedRanges: ['10.0.0.0', '0.0.0.0/0'] },
    [
      ['direct-connect-association/not-a-range', 'advertisedRanges', '10.0.0.0'],
      ['direct-connect-association/not-a-range', 'advertisedRanges', '0.0.0.0/0'],
    ],
  ],
  [{ ranges: ['10.0.0.0/9'] }, [['network-hub/range-of-spokes', 'ranges', '10.0.0.0/9']]],
];

test.each(refused)('PC17 a Direct Connect association is refused with %j', (props, problems) => {
  expect(() => associationOf(props)).toThrowProblems(problems, 'hub/DataCenter');
});
