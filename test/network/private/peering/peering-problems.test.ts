import { Aws, Stack } from 'aws-cdk-lib';
import { Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { twinIn } from '../../../../src/core/private/stacks/twin-stack';
import { FileStore } from '../../../../src/data';
import {
  ImportedNetwork,
  NetworkEgress,
  NetworkPeering,
  NetworkPeeringProps,
  ThreeTierNetwork,
} from '../../../../src/network';
import { FRANKFURT, LONDON, peeringOf, Region, twoRegions } from '../../../support/two-regions';

const two = twoRegions();
const { app, frankfurt, london } = two;
const database = london.database();

let count = 0;

/** A stack for one more peering. */
function peeringStack(env = FRANKFURT): Stack {
  count += 1;
  return new Stack(app, `Other${count}`, { env });
}

function networkIn(stack: Stack, cidr = '10.40.0.0/16', egress = NetworkEgress.none()): ThreeTierNetwork {
  const availabilityZones = ['a', 'b'].map((zone) => `${stack.region}${zone}`);
  return new ThreeTierNetwork(stack, 'Network', { cidr, egress, availabilityZones });
}

function peer(props: Partial<NetworkPeeringProps>, stack = peeringStack()): () => NetworkPeering {
  return () => peeringOf({ ...two, stack }, props);
}

function groupIn(region: Region, id: string): SecurityGroup {
  return new SecurityGroup(region.stack(id), 'Group', { vpc: region.network.vpc, allowAllOutbound: false });
}

describe('CM8b a peering is refused', () => {
  test('of a VPC that is known by ids alone', () => {
    const peerNetwork = new ImportedNetwork(peeringStack(LONDON), 'Imported', {
      vpcId: 'vpc-0123456789abcdef0',
      publicSubnetIds: ['subnet-0aaaaaaaaaaaaaaaa', 'subnet-0bbbbbbbbbbbbbbbb'],
      privateSubnetIds: ['subnet-0cccccccccccccccc', 'subnet-0dddddddddddddddd'],
      egress: NetworkEgress.nat({ addresses: ['203.0.113.7'] }),
    });

    expect(peer({ peerNetwork })).toThrowProblem(
      'network-peering/addresses-not-known',
      'peerNetwork',
      'Other1/Imported',
    );
    expect(peer({ network: peerNetwork })).toThrowProblem(
      'network-peering/addresses-not-known',
      'network',
      'Other1/Imported',
    );
  });

  test('of a network with itself', () => {
    expect(peer({ peerNetwork: frankfurt.network })).toThrowProblem(
      'network-peering/same-network',
      'peerNetwork',
      'FrankfurtNetwork/Network',
    );
  });

  test('of networks whose addresses overlap, naming each pair', () => {
    const peerNetwork = networkIn(peeringStack(LONDON), '10.30.0.0/16');

    expect(peer({ peerNetwork })).toThrowProblem('network-peering/addresses-overlap', 'peerNetwork', '10.30.0.0/16');
    expect(peer({ peerNetwork })).toThrow(
      'the App subnet 10.30.10.0/24 in eu-west-2a and the App subnet 10.30.10.0/24 in eu-central-1a',
    );
  });

  test('of networks whose addresses overlap and whose subnets do not', () => {
    const stack = peeringStack(LONDON);
    const peerNetwork = new ThreeTierNetwork(stack, 'Network', {
      ...{ cidr: '10.30.192.0/18', egress: NetworkEgress.none(), availabilityZones: ['eu-west-2a', 'eu-west-2b'] },
    });

    expect(peer({ peerNetwork })).toThrow("cannot overlap 'network', 10.30.0.0/16: EC2 refuses");
  });

  test('of networks of two accounts', () => {
    const peerNetwork = networkIn(peeringStack({ account: '222222222222', region: 'eu-west-2' }));

    expect(peer({ peerNetwork })).toThrowProblem(
      'network-peering/other-account',
      'peerNetwork',
      `${peerNetwork.node.scope!.node.id} in account 222222222222`,
    );
  });

  test('from a stack of another region than its network', () => {
    expect(peer({}, peeringStack(LONDON))).toThrowProblem(
      'network-peering/other-region',
      'network',
      'FrankfurtNetwork in eu-central-1',
    );
  });

  test('of a network whose region is not known', () => {
    const stack = new Stack(app, 'Anywhere');
    const peerNetwork = new ThreeTierNetwork(stack, 'Network', {
      ...{ cidr: '10.50.0.0/16', egress: NetworkEgress.none(), availabilityZones: ['eu-west-2a', 'eu-west-2b'] },
    });

    expect(peer({ peerNetwork })).toThrowProblem('network-peering/no-region', 'peerNetwork', 'Anywhere');
  });

  test('from a stack whose twin in that region has to come first', () => {
    const stack = peeringStack();
    stack.addDependency(twinIn(stack, 'eu-west-2'));

    expect(peer({}, stack)).toThrowProblem('network-peering/twin-comes-first', 'peerNetwork', 'LondonNetwork/Network');
  });

  test.each<[what: string, props: Partial<NetworkPeeringProps>, code: string, prop: string, value: unknown]>([
    ['without tiers', { clientTiers: [] }, 'no-tiers', 'clientTiers', []],
    ['with public servers', { serverTiers: ['Public'] }, 'unknown-tier', 'serverTiers', 'Public'],
    ['with a late tier', { clientTiers: [Aws.REGION] }, 'unknown-tier', 'clientTiers', 'a token'],
    ['with a tier of neither', { clientTiers: ['App', 'Batch'] }, 'unknown-tier', 'clientTiers', 'Batch'],
  ])('%s', (_, props, code, prop, value) => {
    expect(peer(props)).toThrowProblem(`network-peering/${code}`, prop, value);
  });

  test('with values of other types', () => {
    const wrong = { network: 'vpc-1', serverTiers: 'Data' } as unknown as NetworkPeeringProps;

    expect(peer(wrong)).toThrowProblems([
      ['props/wrong-type', 'network', 'vpc-1'],
      ['props/wrong-type', 'serverTiers', 'Data'],
    ]);
  });
});

describe('a peering refuses', () => {
  let peering: NetworkPeering;
  beforeAll(() => {
    peering = peeringOf(two);
  });

  test('a second one of the same networks, and a third network that overlaps the peer', () => {
    const third = networkIn(peeringStack(LONDON), '10.20.0.0/16');

    expect(peer({})).toThrowProblem('network-peering/peered-twice', 'peerNetwork', 'LondonNetwork/Network');
    expect(peer({ peerNetwork: third })).toThrowProblem('network-peering/peers-overlap', 'network', '10.20.0.0/16');
  });

  test('what has no port, and what is not TCP', () => {
    const files = new FileStore(london.stack('Files'), 'Files', { corsOrigins: ['https://platform.example'] });
    const [client, server] = [groupIn(frankfurt, 'Client'), groupIn(london, 'Server')];

    expect(() => peering.toPeer(files)).toThrowProblem(
      'network-peering/nothing-to-open',
      'binding',
      'LondonNetwork/Network',
    );
    expect(() => peering.allowToPeer(client, server, Port.udp(53))).toThrowProblem(
      'network-peering/not-a-tcp-port',
      'server',
      'LondonNetwork/Network, which opens UDP 53',
    );
    expect(() => peering.allowToPeer(client, server, Port.tcp(65536))).toThrowProblem(
      'network-peering/not-a-tcp-port',
      'server',
      'LondonNetwork/Network, which opens 65536',
    );
  });

  test('secrets of another region for a network without a NAT gateway', () => {
    const closed = twoRegions(NetworkEgress.none());
    const registry = closed.london.database();

    expect(() => peeringOf(closed).toPeer(registry.forUser('app'))).toThrowProblem(
      'network-peering/no-way-to-secrets',
      'binding',
      ['DB_PASSWORD', 'DB_USER'],
    );
  });

  test('the login of a user of IAM for no such reason', () => {
    const closed = twoRegions(NetworkEgress.none());
    const registry = closed.london.database({ iamAuthentication: true });

    expect(() => peeringOf(closed).toPeer(registry.forUser('app'))).not.toThrow();
  });

  test('a client of the other network in the same region', () => {
    const network = networkIn(new Stack(app, 'Near', { env: FRANKFURT }));
    const near = peer({ peerNetwork: network })();
    const client = new SecurityGroup(new Stack(app, 'NearClient', { env: FRANKFURT }), 'Group', { vpc: network.vpc });

    expect(() => near.allowToPeer(client, groupIn(frankfurt, 'NearServer'), Port.tcp(8443))).toThrowProblem(
      'network-peering/client-elsewhere',
      'client',
      'NearClient/Group in Near/Network',
    );
    expect(() => near.allowFromPeer(client, groupIn(frankfurt, 'NearTo'), Port.tcp(8443))).not.toThrow();
  });

  test('a client of the other region, and one in a stack that comes first', () => {
    const registry = peering.toPeer(database.forUser('registry'));

    expect(() => registry.allowAccessFrom(groupIn(london, 'Wrong'))).toThrowProblem(
      'network-peering/client-elsewhere',
      'client',
      'LondonWrong/Group in eu-west-2',
    );
    expect(() => frankfurt.service([registry], two.stack)).toThrowProblem(
      'network-peering/client-before-peering',
      'client',
      'Peering/Worker/SecurityGroup',
    );
  });

  test('a parameter that has no name, or another client', () => {
    const role = new Role(frankfurt.stack('Role'), 'Role', {
      assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com'),
    });
    const connect = (parameterName: string) => () =>
      peering.connectToPeer(database.forUser('app'), {
        client: groupIn(frankfurt, `C${(count += 1)}`),
        role,
        parameterName,
      });

    expect(connect('database')).toThrowProblem('network-peering/not-a-parameter-name', 'parameterName', 'database');
    expect(connect('/aws/database')).toThrowProblem(
      'network-peering/not-a-parameter-name',
      'parameterName',
      '/aws/database',
    );
    expect(connect(`/platform/${Aws.REGION}`)).toThrowProblem(
      'network-peering/not-a-parameter-name',
      'parameterName',
      'a token',
    );
    expect(connect('/a'.repeat(16))).toThrowProblem(
      'network-peering/not-a-parameter-name',
      'parameterName',
      '/a'.repeat(16),
    );
    expect(connect('/a'.repeat(15))).not.toThrow();
    expect(connect('/platform/london')).not.toThrow();
    expect(connect('/platform/london')).toThrowProblem(
      'network-peering/parameter-taken',
      'parameterName',
      '/platform/london',
    );
  });

  test('values of other types', () => {
    expect(() => peering.toPeer('registry' as never)).toThrowProblem('props/wrong-type', 'binding', 'registry');
    expect(() => peering.allowFromPeer(groupIn(london, 'One'), 'db' as never, Port.tcp(1))).toThrowProblem(
      'props/wrong-type',
      'server',
      'db',
    );
    expect(() => peering.connectFromPeer(database.forUser('app'), {} as never)).toThrowProblems([
      ['props/missing', 'client', undefined],
      ['props/missing', 'role', undefined],
      ['props/missing', 'parameterName', undefined],
    ]);
  });

  test('to roll a service by events of another region', () => {
    const registry = peering.toPeer(database.forUser('registry'));

    expect(() => frankfurt.service([registry], frankfurt.stack('Rolled'), true)).toThrowProblems([
      ['service/secret-not-rolled', 'rollOnSecretChange', true],
      ['service/secret-not-rolled', 'rollOnSecretChange', true],
    ]);
  });
});
