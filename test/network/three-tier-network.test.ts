import { App, CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { NetworkEgress, ThreeTierNetwork, ThreeTierNetworkProps } from '../../src/network';
import { lambdasIn, newApp, resourcesOf, templateOf, workloadStack } from '../support/cloud';
import { cidrsOf, defaultRoutesOf, OREGON, stackIn, textsOf, threeTiersIn, usual } from '../support/three-tiers';

describe('FE1 PC2a the network', () => {
  test('has the nine subnets of the document in three zones', () => {
    expect(cidrsOf(usual.stack)).toEqual({
      ...{ PublicSubnet1: '10.0.0.0/24', PublicSubnet2: '10.0.1.0/24', PublicSubnet3: '10.0.2.0/24' },
      ...{ AppSubnet1: '10.0.10.0/24', AppSubnet2: '10.0.11.0/24', AppSubnet3: '10.0.12.0/24' },
      ...{ DataSubnet1: '10.0.20.0/24', DataSubnet2: '10.0.21.0/24', DataSubnet3: '10.0.22.0/24' },
    });
    const subnets = resourcesOf(usual.stack, 'AWS::EC2::Subnet').map(({ Properties }) => Properties);
    const zones = subnets.map(({ AvailabilityZone }) => AvailabilityZone['Fn::Join'][1]);
    expect(zones.slice(0, 3)).toEqual(['a', 'b', 'c'].map((letter) => [{ Ref: 'AWS::Region' }, letter]));
    expect(subnets.filter((it) => it.MapPublicIpOnLaunch)).toEqual([]);
    expect(resourcesOf(usual.stack, 'AWS::EC2::VPC')[0].Properties).toMatchObject({
      CidrBlock: '10.0.0.0/16',
      EnableDnsHostnames: true,
      EnableDnsSupport: true,
    });
  });

  test('runs no Lambda function, and asks for no lookup', () => {
    const app = newApp();
    threeTiersIn(stackIn('us-west-2', app));

    expect(lambdasIn(app)).toEqual([]);
    expect(app.synth().manifest.missing).toBeUndefined();
  });

  test('has tags by which other apps look its subnets up', () => {
    const [, , , app] = resourcesOf(usual.stack, 'AWS::EC2::Subnet');

    expect(app.Properties.Tags).toEqual(
      expect.arrayContaining([
        { Key: 'aws-cdk:subnet-name', Value: 'App' },
        { Key: 'aws-cdk:subnet-type', Value: 'Private' },
      ]),
    );
  });

  test('is a VPC of the CDK, whose kinds of subnets are the tiers', () => {
    const { vpc } = usual.network;
    const kinds = [vpc.publicSubnets, vpc.privateSubnets, vpc.isolatedSubnets];

    expect(
      [usual.network.publicSubnets, usual.network.appSubnets, usual.network.dataSubnets].map(({ subnets }) => subnets),
    ).toEqual(kinds);
    expect(vpc.selectSubnets().subnets).toEqual(vpc.privateSubnets);
    expect(vpc.selectSubnets({ subnetGroupName: 'Data' }).subnets).toEqual(vpc.isolatedSubnets);
    expect(vpc.vpcCidrBlock).toBe('10.0.0.0/16');
    expect(vpc.availabilityZones).toEqual(['us-west-2a', 'us-west-2b', 'us-west-2c']);
  });

  test('has other blocks where they are given', () => {
    const stack = stackIn('us-west-2');
    const tiers = { publicCidr: '10.1.0.0/26', appCidr: '10.1.4.0/22', dataCidr: '10.1.2.0/26' };
    threeTiersIn(stack, { cidr: '10.1.0.0/20', ...tiers, availabilityZones: ['us-west-2a', 'us-west-2b'] });

    expect(Object.values(cidrsOf(stack))).toEqual([
      ...['10.1.0.0/26', '10.1.0.64/26', '10.1.4.0/22', '10.1.8.0/22', '10.1.2.0/26', '10.1.2.64/26'],
    ]);
  });
});

test('FE1b the data tier has no route out of the VPC', () => {
  expect(Object.keys(defaultRoutesOf(usual.stack)).filter((subnet) => subnet.startsWith('Data'))).toEqual([]);
  const tables = resourcesOf(usual.stack, 'AWS::EC2::RouteTable');
  expect(tables).toHaveLength(9); // the data subnets have tables of their own, and not the main one
});

describe('FE1c another', () => {
  const zones = (letters: string) => [...letters].map((letter) => `us-west-2${letter}`);
  const resourcesWith = (props: Partial<ThreeTierNetworkProps>) => {
    const stack = stackIn('us-west-2');
    threeTiersIn(stack, props);
    return templateOf(stack).Resources;
  };
  const before = resourcesWith({ availabilityZones: zones('ac') });

  test.each<[string, Partial<ThreeTierNetworkProps>]>([
    ['zone', { availabilityZones: zones('acd') }],
    ['zone between two others', { availabilityZones: zones('abc') }],
    ['order of zones', { availabilityZones: zones('ca') }],
    ['isolated tier', { availabilityZones: zones('ac'), additionalTiers: [{ name: 'Vault', cidr: '10.0.30.0/24' }] }],
    [
      'tier with egress',
      { availabilityZones: zones('ac'), additionalTiers: [{ name: 'Batch', cidr: '10.0.30.0/24', egress: true }] },
    ],
  ])('%s changes no resource', (_, props) => {
    const after = resourcesWith(props);

    expect(Object.fromEntries(Object.keys(before).map((id) => [id, after[id]]))).toEqual(before);
  });

  test('order of zones changes no list of subnets, by which load balancers, tasks and databases name them', () => {
    const subnetsWith = (letters: string) => {
      const network = threeTiersIn(stackIn('us-west-2'), { availabilityZones: zones(letters) });
      const selections = [network.publicSubnets, network.appSubnets, network.dataSubnets, {}];
      return selections.map((it) => network.vpc.selectSubnets(it).subnets.map(({ node }) => node.path));
    };

    expect(subnetsWith('cab')).toEqual(subnetsWith('abc'));
  });

  test('two tiers in another order change no resource', () => {
    const tiers = [
      { name: 'Batch', cidr: '10.0.30.0/24', egress: true },
      { name: 'Vault', cidr: '10.0.40.0/24' },
    ];

    expect(resourcesWith({ additionalTiers: [...tiers].reverse() })).toEqual(resourcesWith({ additionalTiers: tiers }));
  });

  test('tier is selected by its name, and is not among the private subnets of the VPC', () => {
    const stack = stackIn('us-west-2');
    const additionalTiers = [{ name: 'Batch', cidr: '10.0.30.0/24', egress: true }];
    const network = threeTiersIn(stack, { additionalTiers });

    expect(network.selectTier('Batch').subnets!.map(({ node }) => node.id)).toEqual([
      'BatchSubnet1',
      'BatchSubnet2',
      'BatchSubnet3',
    ]);
    expect(network.selectTier('Data')).toEqual(network.dataSubnets);
    expect(network.vpc.privateSubnets).toHaveLength(3);
    expect(defaultRoutesOf(stack).BatchSubnet2).toBe('PublicSubnet2');
    expect(textsOf(stack, 'Data')).toContain('allow tcp 0-65535 from 10.0.30.0/24');
    expect(() => network.selectTier('batch')).toThrowProblem('three-tier-network/no-such-tier', 'name', 'batch');
  });
});

test('FE1d each tier is deployed alone: its stack depends on the network, and on no other tier', () => {
  const app = newApp();
  const stack = stackIn('us-west-2', app);
  const { vpc, ...network } = threeTiersIn(stack);
  const tiers = Object.entries({ Public: network.publicSubnets, App: network.appSubnets, Data: network.dataSubnets });
  const stacks = tiers.map(([id, selection]) => {
    const tier = new Stack(app, id, { env: OREGON });
    new SecurityGroup(tier, 'Group', { vpc });
    new CfnOutput(tier, 'Subnets', { value: vpc.selectSubnets(selection).subnetIds.join() });
    return tier;
  });
  app.synth();

  expect(stacks.map(({ dependencies }) => dependencies)).toEqual([[stack], [stack], [stack]]);
  expect(stack.dependencies).toEqual([]);
});

describe('a value of another type', () => {
  test('is refused, and one that is missing', () => {
    const make = (props: unknown) => () => new ThreeTierNetwork(workloadStack(), 'Network', props as any);
    const egress = NetworkEgress.none();

    expect(make(undefined)).toThrowProblems([
      ['props/missing', 'cidr', undefined],
      ['props/missing', 'egress', undefined],
    ]);
    expect(make({ cidr: 10, egress: 'nat', availabilityZones: 'a', flowLogRetention: 30 })).toThrowProblems([
      ['props/wrong-type', 'cidr', 10],
      ['props/wrong-type', 'egress', 'nat'],
      ['props/wrong-type', 'availabilityZones', 'a'],
      ['props/wrong-type', 'flowLogRetention', 30],
    ]);
    expect(make({ cidr: '10.0.0.0/16', egress, additionalTiers: [{ egress: 'yes' }] })).toThrowProblems([
      ['props/missing', 'additionalTiers.name', undefined],
      ['props/missing', 'additionalTiers.cidr', undefined],
      ['props/wrong-type', 'additionalTiers.egress', 'yes'],
    ]);
    expect(make({ cidr: '10.0.0.0/16', egress, removalPolicy: RemovalPolicy.DESTROY })).toThrowProblem(
      'removal/second-key-missing',
      'removalPolicy',
      'destroy',
    );
  });
});
