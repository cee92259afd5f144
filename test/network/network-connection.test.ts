import { CfnWaitConditionHandle, Lazy, Stack } from 'aws-cdk-lib';
import { NetworkConnection, NetworkEgress, ThreeTierNetwork } from '../../src/network';
import { ruleNumberOf } from '../../src/network/private/connection/connection-routes';
import { ACCOUNT, newApp, resourcesOf, templateOf } from '../support/cloud';
import { Said } from '../support/problems';

const TGW = 'tgw-0123456789abcdef0';
const VGW = 'vgw-0123456789abcdef0';
const PCX = 'pcx-0123456789abcdef0';

function networkIn(stack: Stack, egress = NetworkEgress.singleNatGateway()): ThreeTierNetwork {
  return new ThreeTierNetwork(stack, 'Network', { cidr: '10.0.0.0/16', egress });
}

function oregon(): Stack {
  return new Stack(newApp(), 'Web', { env: { account: ACCOUNT, region: 'us-west-2' } });
}

function connected(ranges: string[], includeDataTier?: boolean): Stack {
  const stack = oregon();
  networkIn(stack).addConnection('Office', NetworkConnection.transitGateway(TGW, { ranges, includeDataTier }));
  return stack;
}

/** The routes below the connection. */
function routesOf(stack: Stack, id = 'Office') {
  const routes = resourcesOf(stack, 'AWS::EC2::Route').filter(
    (it) => it.Properties.DestinationCidrBlock !== '0.0.0.0/0',
  );
  expect(stack.node.findChild('Network').node.findChild(id)).toBeDefined();
  return routes;
}

/** Network ACLs with an entry for the range, and the direction and protocol of each. */
function entriesFor(stack: Stack, range: string) {
  return resourcesOf(stack, 'AWS::EC2::NetworkAclEntry')
    .filter(({ Properties }) => Properties.CidrBlock === range)
    .map(({ Properties: { NetworkAclId, Egress, Protocol, PortRange } }) => {
      return [/NetworkAcls(Public|App|Data)/.exec(NetworkAclId.Ref)![1], Egress, Protocol, PortRange?.From];
    });
}

describe('FE9 a connection', () => {
  const stack = connected(['192.168.20.0/24', '192.168.10.0/24']);

  test('has routes from each app subnet to its ranges, and from no other tier', () => {
    const routes = routesOf(stack).map(({ Properties }) => Properties);

    expect(routes).toHaveLength(6);
    expect(routes.filter(({ TransitGatewayId }) => TransitGatewayId !== TGW)).toEqual([]);
    expect([...new Set(routes.map(({ RouteTableId }) => RouteTableId.Ref.slice(0, 17)))]).toEqual(
      [1, 2, 3].map((number) => `NetworkAppSubnet${number}`),
    );
  });

  test('attaches the VPC to the transit gateway before its routes', () => {
    const [{ Properties }] = resourcesOf(stack, 'AWS::EC2::TransitGatewayAttachment');

    expect(Properties).toMatchObject({ TransitGatewayId: TGW, SubnetIds: { length: 3 } });
    expect(routesOf(stack)[0].DependsOn).toEqual([expect.stringMatching(/^NetworkOfficeAttachment/)]);
  });

  test('has rules in the network ACL of the app tier alone', () => {
    expect(entriesFor(stack, '192.168.10.0/24')).toEqual([
      ['App', false, -1, undefined],
      ['App', true, -1, undefined],
    ]);
  });

  test('reaches the data tier where it is told to, by TCP', () => {
    const included = connected(['192.168.10.0/24'], true);

    expect(routesOf(included)).toHaveLength(6);
    expect(entriesFor(included, '192.168.10.0/24')).toEqual([
      ['App', false, -1, undefined],
      ['App', true, -1, undefined],
      ['Data', false, 6, 0],
      ['Data', true, 6, 1024],
    ]);
  });

  test('by a virtual private gateway attaches it to the VPC', () => {
    const by = oregon();
    networkIn(by).addConnection('Office', NetworkConnection.virtualPrivateGateway(VGW, { ranges: ['172.16.0.0/12'] }));

    const attachments = resourcesOf(by, 'AWS::EC2::VPCGatewayAttachment').map(({ Properties }) => Properties);
    expect(attachments.map((it) => it.VpnGatewayId)).toEqual([undefined, VGW]);
    expect(routesOf(by).map(({ Properties }) => Properties.GatewayId)).toEqual([VGW, VGW, VGW]);
  });

  test('by a peering connection has its routes alone', () => {
    const by = oregon();
    networkIn(by).addConnection('Office', NetworkConnection.peeringConnection(PCX, { ranges: ['10.1.0.0/16'] }));

    expect(routesOf(by).map(({ Properties }) => Properties.VpcPeeringConnectionId)).toEqual([PCX, PCX, PCX]);
    expect(resourcesOf(by, 'AWS::EC2::TransitGatewayAttachment')).toEqual([]);
  });

  test.each<[title: string, id: string, made: (options: { ranges: string[] }) => NetworkConnection]>([
    ['a transit gateway', 'Office', (options) => NetworkConnection.transitGateway(TGW, options)],
    ['another id', 'Headquarters', (options) => NetworkConnection.peeringConnection(PCX, options)],
  ])('that %s takes the place of changes the targets of its routes: EC2 refuses a second route', (_, id, made) => {
    const idsOf = (name: string, connection: NetworkConnection) => {
      const by = oregon();
      networkIn(by).addConnection(name, connection);
      const resources = Object.entries<any>(templateOf(by).Resources);
      return resources.filter(([, { Type }]) => Type === 'AWS::EC2::Route').map(([logicalId]) => logicalId);
    };
    const options = { ranges: ['172.16.0.0/12'] };

    expect(idsOf(id, made(options))).toEqual(idsOf('Office', NetworkConnection.peeringConnection(PCX, options)));
  });

  test('is waited for with its routes', () => {
    const by = oregon();
    const options = { ranges: ['172.16.0.0/12'] };
    const connection = networkIn(by).addConnection('Office', NetworkConnection.peeringConnection(PCX, options));
    new CfnWaitConditionHandle(by, 'Client').node.addDependency(connection);

    expect(resourcesOf(by, 'AWS::CloudFormation::WaitConditionHandle')[0].DependsOn).toHaveLength(3);
  });

  test('changes no rule by another range or order', () => {
    const numbers = (ranges: string[]) =>
      resourcesOf(connected(ranges), 'AWS::EC2::NetworkAclEntry')
        .filter(({ Properties }) => Properties.CidrBlock === '192.168.20.0/24')
        .map(({ Properties }) => Properties.RuleNumber);

    expect(numbers(['192.168.10.0/24', '192.168.20.0/24'])).toEqual(numbers(['192.168.20.0/24']));
  });
});

describe('FE9 ranges that overlap', () => {
  const VLANS = [10, 20, 30, 40, 50, 60].map((vlan) => `10.0.${vlan}.0/24`);
  const connect = (ranges: string[]) => () => connected(ranges);

  test('are refused, each with its pair: VLAN 10 is the app tier of zone a, VLAN 20 the data tier, 30 to 60 the VPC', () => {
    expect(connect(VLANS)).toThrowProblems(
      VLANS.map((range): Said => ['network-connection/range-overlaps', 'ranges', range]),
      'Web/Network',
    );
    expect(connect(['10.0.10.0/24'])).toThrow('the App subnet 10.0.10.0/24 in us-west-2a');
    expect(connect(['10.0.20.0/24'])).toThrow('the Data subnet 10.0.20.0/24 in us-west-2a');
    expect(connect(['10.0.30.0/24'])).toThrow('cannot overlap the VPC, 10.0.0.0/16');
  });

  test('are refused with each subnet that a larger range covers', () => {
    expect(connect(['10.0.20.0/23'])).toThrow(
      'the Data subnet 10.0.20.0/24 in us-west-2a, the Data subnet 10.0.21.0/24 in us-west-2b:',
    );
    expect(connect(['10.0.0.0/8'])).toThrowProblem('network-connection/range-overlaps', 'ranges', '10.0.0.0/8');
  });

  test('are none beside the VPC', () => {
    expect(connect(['10.1.0.0/16', '9.255.0.0/16'])).not.toThrow();
  });
});

describe('a connection is refused', () => {
  const add = (...connections: NetworkConnection[]) => {
    const network = networkIn(oregon());
    connections.forEach((connection, index) => network.addConnection(`Office${index}`, connection));
  };
  const ranges = ['192.168.10.0/24'];

  test.each([
    ['of everything', '0.0.0.0/0', '0.0.0.0/0'],
    ['that begins before its address', '192.168.10.1/24', '192.168.10.1/24'],
    ['of IPv6', 'fd00::/8', 'fd00::/8'],
    ['that is a token', Lazy.string({ produce: () => '192.168.10.0/24' }), 'a token'],
  ])('for a range %s', (_, range, value) => {
    expect(() => connected([range])).toThrowProblem('network-connection/not-a-range', 'ranges', value);
  });

  test('without ranges', () => {
    expect(() => connected([])).toThrowProblem('network-connection/no-ranges', 'ranges', []);
  });

  test('for an id of another kind', () => {
    expect(() => add(NetworkConnection.virtualPrivateGateway(TGW, { ranges }))).toThrowProblem(
      'network-connection/not-an-id',
      'virtualPrivateGatewayId',
      TGW,
    );
  });

  test('as the second one of a kind that a VPC has one of', () => {
    const other = { ranges: ['192.168.20.0/24'] };
    const code = 'network-connection/second-connection';

    expect(() =>
      add(
        NetworkConnection.virtualPrivateGateway(VGW, { ranges }),
        NetworkConnection.virtualPrivateGateway('vgw-1', other),
      ),
    ).toThrowProblem(code, 'virtualPrivateGatewayId', 'vgw-1');
    expect(() =>
      add(NetworkConnection.transitGateway(TGW, { ranges }), NetworkConnection.transitGateway(TGW, other)),
    ).toThrowProblem(code, 'transitGatewayId', TGW);
    expect(() =>
      add(NetworkConnection.transitGateway(TGW, { ranges }), NetworkConnection.transitGateway('tgw-1', other)),
    ).not.toThrow();
  });

  test('for a range of another one', () => {
    expect(() =>
      add(NetworkConnection.transitGateway(TGW, { ranges }), NetworkConnection.peeringConnection(PCX, { ranges })),
    ).toThrowProblem('network-connection/range-twice', 'ranges', '192.168.10.0/24');
  });

  test('for ranges with one rule number', () => {
    const byNumber = new Map<number, string>();
    const pair = Array.from({ length: 1000 }, (_, index) => `172.${16 + Math.floor(index / 256)}.${index % 256}.0/24`)
      .map((range) => {
        const twin = byNumber.get(ruleNumberOf(range));
        byNumber.set(ruleNumberOf(range), range);
        return twin === undefined ? [] : [range, twin];
      })
      .find((both) => both.length > 0)!;

    expect(() => connected(pair)).toThrowProblems(
      [...pair].sort().map((range): Said => ['network-connection/rule-number-taken', 'ranges', range]),
    );
  });

  test('for more rules than EC2 takes', () => {
    const many = Array.from({ length: 11 }, (_, index) => `192.168.${index}.0/24`);

    expect(() => connected(many)).toThrowProblem(
      'three-tier-network/too-many-acl-rules',
      'ranges',
      '20 rules in the network ACL of the App tier',
    );
    expect(() => connected(many.slice(1))).not.toThrow();
  });

  test('for values of another type', () => {
    const place = 'NetworkConnection.transitGateway';

    expect(() => NetworkConnection.transitGateway(undefined as any, { ranges })).toThrowProblem(
      'props/missing',
      'transitGatewayId',
      undefined,
      place,
    );
    expect(() => NetworkConnection.transitGateway(TGW, undefined as any)).toThrowProblem(
      'props/missing',
      'ranges',
      undefined,
    );
    expect(() => NetworkConnection.transitGateway(TGW, { ranges: 'x', includeDataTier: 1 } as any)).toThrowProblems([
      ['props/wrong-type', 'ranges', 'x'],
      ['props/wrong-type', 'includeDataTier', 1],
    ]);
    expect(() => networkIn(oregon()).addConnection('Office', { ranges } as any)).toThrowProblem(
      'props/wrong-type',
      'connection',
      'an object',
    );
  });
});
