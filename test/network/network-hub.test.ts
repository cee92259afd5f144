import { CfnWaitConditionHandle, Stack } from 'aws-cdk-lib';
import { NetworkHub, NetworkHubProps } from '../../src/network';
import { newApp, resourcesOf, templateOf } from '../support/cloud';
import { ATTRIBUTES, hubIn, ORGANIZATION_ARN, stackIn } from '../support/network/hub-app';
import { Said } from '../support/problems';

const hub = hubIn(newApp(), ['10.0.0.0/8', '100.64.0.0/10']);
const stack = Stack.of(hub);
const one = (type: string) => resourcesOf(stack, type)[0].Properties;

describe('PC17 a network hub', () => {
  test('accepts attachments by itself, and gives none of them a route table', () => {
    expect(one('AWS::EC2::TransitGateway')).toMatchObject({
      AmazonSideAsn: 64512,
      AutoAcceptSharedAttachments: 'enable',
      DefaultRouteTableAssociation: 'disable',
      DefaultRouteTablePropagation: 'disable',
      MulticastSupport: 'disable',
    });
  });

  test('is shared with the organization, and with no account outside of it', () => {
    const gateway = { Ref: expect.stringMatching(/^HubTransitGateway/) };
    const arn = ['arn:', { Ref: 'AWS::Partition' }, ':ec2:us-east-1:100000000003:transit-gateway/', gateway];
    expect(one('AWS::RAM::ResourceShare')).toEqual({
      Name: 'hub-Hub',
      AllowExternalPrincipals: false,
      Principals: [ORGANIZATION_ARN],
      ResourceArns: [{ 'Fn::Join': ['', arn] }],
    });
  });

  test('drops what spokes send to each other', () => {
    const routes = resourcesOf(stack, 'AWS::EC2::TransitGatewayRoute').map(({ Properties }) => Properties);
    expect(routes.map(({ DestinationCidrBlock, Blackhole }) => [DestinationCidrBlock, Blackhole])).toEqual([
      ['10.0.0.0/8', true],
      ['100.64.0.0/10', true],
    ]);
    const table = { Ref: expect.stringMatching(/^HubSpokesRouteTable/) };
    expect(routes.map(({ TransitGatewayRouteTableId }) => TransitGatewayRouteTableId)).toEqual([table, table]);
  });

  test('has the command without which the share fails, and how to see that it was run', () => {
    expect(hub.pendingInputs).toEqual([
      expect.objectContaining({
        command: 'aws ram enable-sharing-with-aws-organization',
        check: expect.stringMatching(
          /^aws organizations list-aws-service-access-for-organization .* # prints ram\.amazonaws\.com$/,
        ),
      }),
    ]);
  });

  test('watches packets that it drops', () => {
    const alarms = hub.alarmDefinitions.map(({ id, metric, severity, threshold }) => {
      return [id, stack.resolve((metric as any).metricName), severity, threshold];
    });
    expect(alarms).toEqual([
      ['PacketsToSpokes', 'PacketDropCountBlackhole', 'TICKET', 0],
      ['PacketsWithoutRoute', 'PacketDropCountNoRoute', 'TICKET', 0],
    ]);
    expect(hub.graphDefinitions).toHaveLength(2);
    expect(hub.logQueries).toEqual([]);
  });

  test('has outputs with the ids that other accounts write down', () => {
    const outputs = Object.keys(templateOf(stack).Outputs);
    expect(outputs.map((name) => name.replace(/[0-9A-F]{8}$/, ''))).toEqual([
      'HubTransitGatewayId',
      'HubSpokeRouteTableId',
      'HubHubRouteTableId',
    ]);
  });
});

const refused: Array<[Partial<NetworkHubProps>, Said[]]> = [
  [{ organizationArn: 'o-a1b2c3d4e5' }, [['network-hub/organization-arn', 'organizationArn', 'o-a1b2c3d4e5']]],
  [{ amazonSideAsn: 1 }, [['network-hub/not-a-private-asn', 'amazonSideAsn', 1]]],
  [{ amazonSideAsn: '64512' as any }, [['props/wrong-type', 'amazonSideAsn', '64512']]],
  [{ spokeRanges: [] }, [['network-hub/no-spoke-ranges', 'spokeRanges', []]]],
  [{ spokeRanges: ['0.0.0.0/0'] }, [['network-hub/not-a-range', 'spokeRanges', '0.0.0.0/0']]],
  [{ spokeRanges: ['10.0.0.1/8'] }, [['network-hub/not-a-range', 'spokeRanges', '10.0.0.1/8']]],
  [
    { spokeRanges: ['10.0.0.0/8', '10.1.0.0/16'] },
    [['network-hub/spoke-ranges-overlap', 'spokeRanges', '10.1.0.0/16']],
  ],
  [{ organizationArn: undefined as any }, [['props/missing', 'organizationArn', undefined]]],
];

test.each(refused)('PC17 a hub is refused with %j', (props, problems) => {
  const make = () => {
    return new NetworkHub(stackIn(newApp(), 'hub'), 'Hub', {
      ...{ organizationArn: ORGANIZATION_ARN, spokeRanges: ['10.0.0.0/8'] },
      ...props,
    });
  };
  expect(make).toThrowProblems(problems);
});

test('PC17 the ARN of an organization may be one that CloudFormation makes', () => {
  const organization = stackIn(newApp(), 'hub');
  const organizationArn = new CfnWaitConditionHandle(organization, 'Handle').ref;
  const make = () => new NetworkHub(organization, 'Hub', { organizationArn, spokeRanges: ['10.0.0.0/8'] });
  expect(make).not.toThrow();
});

const unknown: Array<[keyof typeof ATTRIBUTES, any, Said[]]> = [
  [
    'transitGatewayId',
    'tgw-rtb-0123456789abcdef0',
    [['network-hub/not-an-id', 'transitGatewayId', 'tgw-rtb-0123456789abcdef0']],
  ],
  ['spokeRouteTableId', 'rtb-1', [['network-hub/not-an-id', 'spokeRouteTableId', 'rtb-1']]],
  [
    'hubRouteTableId',
    ATTRIBUTES.spokeRouteTableId,
    [['network-hub/one-route-table', 'hubRouteTableId', ATTRIBUTES.spokeRouteTableId]],
  ],
  ['hubAccount', '1', [['network-hub/not-an-id', 'hubAccount', '1']]],
  ['hubRegion', 'here', [['network-hub/not-an-id', 'hubRegion', 'here']]],
  ['spokeRanges', ['10.0.0.0/33'], [['network-hub/not-a-range', 'spokeRanges', '10.0.0.0/33']]],
];

test.each(unknown)('PC17 a hub by its ids is refused with another %s', (name, value, problems) => {
  const attributes = { ...ATTRIBUTES, [name]: value };
  const make = () => NetworkHub.fromNetworkHubAttributes(stackIn(newApp(), 'spoke'), 'Hub', attributes);
  expect(make).toThrowProblems(problems);
});
