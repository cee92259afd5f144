import { App, CfnOutput, Duration, Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnSubnet, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { ImportedNetwork, NetworkEgress, ThreeTierNetwork, ThreeTierNetworkProps } from '../../src/network';
import { exportsIn } from '../support/api';
import { ACCOUNT, lambdasIn, newApp, resourcesOf, templateOf, workloadStack } from '../support/cloud';

const OREGON = { account: ACCOUNT, region: 'us-west-2' };

function stackIn(region: string | undefined, app: App = newApp()): Stack {
  return new Stack(app, 'Web', { env: region === undefined ? undefined : { account: ACCOUNT, region } });
}

function networkIn(stack: Stack, props: Partial<ThreeTierNetworkProps> = {}): ThreeTierNetwork {
  const egress = NetworkEgress.natGatewayPerZone();
  return new ThreeTierNetwork(stack, 'Network', { cidr: '10.0.0.0/16', egress, ...props });
}

/** CIDR blocks by the ids of their subnets. */
function cidrsOf(stack: Stack): Record<string, string> {
  const subnets = stack.node.findAll().filter(CfnSubnet.isCfnSubnet) as CfnSubnet[];
  return Object.fromEntries(subnets.map((subnet) => [subnet.node.scope!.node.id, subnet.cidrBlock!]));
}

/** Default routes by the id of the subnet and their target. */
function defaultRoutesOf(stack: Stack): Record<string, string> {
  const routes = Object.entries<any>(templateOf(stack).Resources).filter(([, { Type }]) => Type === 'AWS::EC2::Route');
  return Object.fromEntries(
    routes.map(([id, { Properties }]) => {
      const { NatGatewayId, GatewayId } = Properties;
      const target = /(PublicSubnet\d)NAT|InternetGateway/.exec((NatGatewayId ?? GatewayId).Ref)!;
      return [/[A-Z][a-z]+Subnet\d/.exec(id)![0], target[1] ?? target[0]];
    }),
  );
}

interface Rule {
  readonly acl: string;
  readonly text: string;
  readonly number: number;
}

function rulesOf(stack: Stack): Rule[] {
  return resourcesOf(stack, 'AWS::EC2::NetworkAclEntry').map(({ Properties }) => {
    const { Egress, Protocol, PortRange, CidrBlock, NetworkAclId, RuleAction, RuleNumber } = Properties;
    const protocol = { '-1': 'all', 6: 'tcp', 17: 'udp', 1: 'icmp' }[Protocol as string];
    const ports = PortRange ? ` ${PortRange.From}-${PortRange.To}` : '';
    const text = `${RuleAction} ${protocol}${ports} ${Egress ? 'to' : 'from'} ${CidrBlock}`;
    return { acl: /Network(\w+)NetworkAcl/.exec(NetworkAclId.Ref)![1], text, number: RuleNumber };
  });
}

const textsOf = (stack: Stack, acl: string) =>
  rulesOf(stack)
    .filter((rule) => rule.acl === acl)
    .map(({ text }) => text);

/** With the defaults and a gateway for each zone, as FE1 has it, for whatever is only read. */
const oregon = new Stack(newApp(), 'Web', { env: OREGON });
const usual = networkIn(oregon);

describe('FE1 PC2a the network', () => {
  test('has the nine subnets of the document in three zones', () => {
    expect(cidrsOf(oregon)).toEqual({
      ...{ PublicSubnet1: '10.0.0.0/24', PublicSubnet2: '10.0.1.0/24', PublicSubnet3: '10.0.2.0/24' },
      ...{ AppSubnet1: '10.0.10.0/24', AppSubnet2: '10.0.11.0/24', AppSubnet3: '10.0.12.0/24' },
      ...{ DataSubnet1: '10.0.20.0/24', DataSubnet2: '10.0.21.0/24', DataSubnet3: '10.0.22.0/24' },
    });
    const subnets = resourcesOf(oregon, 'AWS::EC2::Subnet').map(({ Properties }) => Properties);
    const zones = subnets.map(({ AvailabilityZone }) => AvailabilityZone['Fn::Join'][1]);
    expect(zones.slice(0, 3)).toEqual(['a', 'b', 'c'].map((letter) => [{ Ref: 'AWS::Region' }, letter]));
    expect(subnets.filter((it) => it.MapPublicIpOnLaunch)).toEqual([]);
    expect(resourcesOf(oregon, 'AWS::EC2::VPC')[0].Properties).toMatchObject({
      CidrBlock: '10.0.0.0/16',
      EnableDnsHostnames: true,
      EnableDnsSupport: true,
    });
  });

  test('runs no Lambda function, and asks for no lookup', () => {
    const app = newApp();
    networkIn(stackIn('us-west-2', app));

    expect(lambdasIn(app)).toEqual([]);
    expect(app.synth().manifest.missing).toBeUndefined();
  });

  test('has tags by which other apps look its subnets up', () => {
    const [, , , app] = resourcesOf(oregon, 'AWS::EC2::Subnet');

    expect(app.Properties.Tags).toEqual(
      expect.arrayContaining([
        { Key: 'aws-cdk:subnet-name', Value: 'App' },
        { Key: 'aws-cdk:subnet-type', Value: 'Private' },
      ]),
    );
  });

  test('is a VPC of the CDK, whose kinds of subnets are the tiers', () => {
    const { vpc } = usual;
    const kinds = [vpc.publicSubnets, vpc.privateSubnets, vpc.isolatedSubnets];

    expect([usual.publicSubnets, usual.appSubnets, usual.dataSubnets].map(({ subnets }) => subnets)).toEqual(kinds);
    expect(vpc.selectSubnets().subnets).toEqual(vpc.privateSubnets);
    expect(vpc.selectSubnets({ subnetGroupName: 'Data' }).subnets).toEqual(vpc.isolatedSubnets);
    expect(vpc.vpcCidrBlock).toBe('10.0.0.0/16');
    expect(vpc.availabilityZones).toEqual(['us-west-2a', 'us-west-2b', 'us-west-2c']);
  });

  test('has other blocks where they are given', () => {
    const stack = stackIn('us-west-2');
    const tiers = { publicCidr: '10.1.0.0/26', appCidr: '10.1.4.0/22', dataCidr: '10.1.2.0/26' };
    networkIn(stack, { cidr: '10.1.0.0/20', ...tiers, availabilityZones: ['us-west-2a', 'us-west-2b'] });

    expect(Object.values(cidrsOf(stack))).toEqual([
      ...['10.1.0.0/26', '10.1.0.64/26', '10.1.4.0/22', '10.1.8.0/22', '10.1.2.0/26', '10.1.2.64/26'],
    ]);
  });
});

describe('FE1a FE11 the egress', () => {
  test('by a NAT gateway in each zone leaves the other zones theirs', () => {
    expect(defaultRoutesOf(oregon)).toEqual({
      ...{ PublicSubnet1: 'InternetGateway', PublicSubnet2: 'InternetGateway', PublicSubnet3: 'InternetGateway' },
      ...{ AppSubnet1: 'PublicSubnet1', AppSubnet2: 'PublicSubnet2', AppSubnet3: 'PublicSubnet3' },
    });
  });

  test('by a single NAT gateway goes through the first zone that is given', () => {
    const stack = stackIn('us-west-2');
    networkIn(stack, {
      egress: NetworkEgress.singleNatGateway(),
      availabilityZones: ['us-west-2b', 'us-west-2a'],
    });

    const { AppSubnet1, AppSubnet2 } = defaultRoutesOf(stack);
    expect([AppSubnet1, AppSubnet2]).toEqual(['PublicSubnet2', 'PublicSubnet2']);
    expect(resourcesOf(stack, 'AWS::EC2::NatGateway')).toHaveLength(1);
  });

  test('by VPC endpoints has no NAT gateway, and the free gateway to S3', () => {
    const stack = stackIn('us-west-2');
    const network = networkIn(stack, { egress: NetworkEgress.vpcEndpoints({ additionalServices: ['kms'] }) });
    const client = new SecurityGroup(stack, 'Tasks', { vpc: network.vpc, allowAllOutbound: false });
    network.allowEndpointAccessFrom(client);

    const endpoints = resourcesOf(stack, 'AWS::EC2::VPCEndpoint').map(({ Properties }) => Properties);
    const [gateway, ...others] = endpoints.filter((it) => it.VpcEndpointType === 'Gateway');
    expect(others).toEqual([]);
    expect(gateway.RouteTableIds).toEqual(
      [1, 2, 3].map((n) => ({ Ref: expect.stringMatching(`^NetworkAppSubnet${n}`) })),
    );
    expect(endpoints.filter((it) => it.VpcEndpointType === 'Interface')).toHaveLength(6);
    expect(endpoints.find((it) => it.SubnetIds).SubnetIds).toEqual(
      [1, 2, 3].map((n) => ({ Ref: expect.stringMatching(`^NetworkAppSubnet${n}`) })),
    );
    expect(resourcesOf(stack, 'AWS::EC2::SecurityGroupIngress')).toHaveLength(1);
    expect(resourcesOf(stack, 'AWS::EC2::NatGateway')).toEqual([]);
    expect(Object.keys(defaultRoutesOf(stack))).toEqual(['PublicSubnet1', 'PublicSubnet2', 'PublicSubnet3']);
    expect(network.allowListAddresses).toEqual([]);
    expect(network.endpointSecurityGroup).toBeDefined();
  });

  test('of none leaves the app tier without a route, and answers from the VPC alone', () => {
    const stack = stackIn('us-west-2');
    networkIn(stack, { egress: NetworkEgress.none() });

    expect(Object.keys(defaultRoutesOf(stack))).toEqual(['PublicSubnet1', 'PublicSubnet2', 'PublicSubnet3']);
    expect(textsOf(stack, 'App').filter((text) => text.includes('0.0.0.0/0'))).toEqual([]);
  });

  test('has fixed addresses, which other stacks read without an export, and which outlive it', () => {
    const app = newApp();
    const network = networkIn(stackIn('us-west-2', app));
    const other = new Stack(app, 'Other', { env: OREGON });
    network.allowListAddresses.forEach((value, index) => new CfnOutput(other, `Address${index}`, { value }));
    const { Outputs } = templateOf(other);

    expect(Object.values<any>(Outputs).map(({ Value }) => Value)).toEqual(
      [1, 2, 3].map(() => ({ 'Fn::GetStackOutput': expect.objectContaining({ StackName: 'Web' }) })),
    );
    expect(exportsIn(app)).toEqual([]);
    const addresses = resourcesOf(oregon, 'AWS::EC2::EIP');
    expect(addresses.map(({ DeletionPolicy, UpdateReplacePolicy }) => [DeletionPolicy, UpdateReplacePolicy])).toEqual(
      [1, 2, 3].map(() => ['RetainExceptOnCreate', 'Retain']),
    );
  });

  test('is one that the network has not got yet, and of an imported network one that it has', () => {
    const ids = {
      vpcId: 'vpc-1',
      publicSubnetIds: ['subnet-a', 'subnet-b'],
      privateSubnetIds: ['subnet-c', 'subnet-d'],
    };
    for (const [egress, factory] of [
      [NetworkEgress.nat(), 'nat()'],
      [NetworkEgress.fromEndpointSecurityGroupId('sg-1'), 'fromEndpointSecurityGroupId()'],
    ] as const) {
      expect(() => networkIn(workloadStack(), { egress })).toThrowProblem(
        'three-tier-network/egress-of-another-network',
        'egress',
        `NetworkEgress.${factory}`,
        'Web/Network',
      );
    }
    for (const [egress, factory] of [
      [NetworkEgress.natGatewayPerZone(), 'natGatewayPerZone()'],
      [NetworkEgress.singleNatGateway(), 'singleNatGateway()'],
      [NetworkEgress.none(), 'none()'],
    ] as const) {
      expect(() => new ImportedNetwork(workloadStack(), 'Network', { ...ids, egress })).toThrowProblem(
        'network/egress-of-a-new-network',
        'egress',
        `NetworkEgress.${factory}`,
      );
    }
    const routeTableIds = ['rtb-1'];
    expect(() => networkIn(workloadStack(), { egress: NetworkEgress.vpcEndpoints({ routeTableIds }) })).toThrowProblem(
      'three-tier-network/route-tables-of-its-own',
      'egress.routeTableIds',
      routeTableIds,
    );
    expect(() =>
      networkIn(workloadStack(), { egress: NetworkEgress.vpcEndpoints({ additionalServices: ['s3'] }) }),
    ).toThrowProblem('network/not-a-service', 'egress.additionalServices', 's3');
  });
});

test('FE1b the data tier has no route out of the VPC', () => {
  expect(Object.keys(defaultRoutesOf(oregon)).filter((subnet) => subnet.startsWith('Data'))).toEqual([]);
  const tables = resourcesOf(oregon, 'AWS::EC2::RouteTable');
  expect(tables).toHaveLength(9); // the data subnets have tables of their own, and not the main one
});

describe('FE1c another', () => {
  const zones = (letters: string) => [...letters].map((letter) => `us-west-2${letter}`);
  const resourcesWith = (props: Partial<ThreeTierNetworkProps>) => {
    const stack = stackIn('us-west-2');
    networkIn(stack, props);
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

  test('two tiers in another order change no resource', () => {
    const tiers = [
      { name: 'Batch', cidr: '10.0.30.0/24', egress: true },
      { name: 'Vault', cidr: '10.0.40.0/24' },
    ];

    expect(resourcesWith({ additionalTiers: tiers.toReversed() })).toEqual(resourcesWith({ additionalTiers: tiers }));
  });

  test('tier is selected by its name, and is not among the private subnets of the VPC', () => {
    const stack = stackIn('us-west-2');
    const additionalTiers = [{ name: 'Batch', cidr: '10.0.30.0/24', egress: true }];
    const network = networkIn(stack, { additionalTiers });

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
  const { vpc, ...network } = networkIn(stack);
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

describe('FE2 the network ACL', () => {
  const ANSWERS = [
    'allow tcp 1024-65535 from 0.0.0.0/0',
    'allow udp 1024-65535 from 0.0.0.0/0',
    'allow icmp from 0.0.0.0/0',
  ];
  const from = (what: string, third: number) => [0, 1, 2].map((zone) => `allow ${what} 10.0.${third + zone}.0/24`);

  test('of the public tier admits HTTP, HTTPS, answers, and what goes through NAT', () => {
    expect(textsOf(oregon, 'Public').sort()).toEqual(
      [
        ...ANSWERS,
        'allow tcp 80-80 from 0.0.0.0/0',
        'allow tcp 443-443 from 0.0.0.0/0',
        'allow all to 0.0.0.0/0',
        ...from('all from', 10),
      ].sort(),
    );
  });

  test('of the app tier admits the public tier, itself and answers', () => {
    expect(textsOf(oregon, 'App').sort()).toEqual(
      [...ANSWERS, 'allow all to 0.0.0.0/0', ...from('tcp 0-65535 from', 0), ...from('all from', 10)].sort(),
    );
  });

  test('of the data tier admits the app tier and itself, and lets out answers to it alone', () => {
    expect(textsOf(oregon, 'Data').sort()).toEqual(
      [
        ...from('tcp 0-65535 from', 10),
        ...from('tcp 1024-65535 to', 10),
        ...from('all from', 20),
        ...from('all to', 20),
      ].sort(),
    );
  });

  test('is associated with each subnet of its tier', () => {
    const pairs = resourcesOf(oregon, 'AWS::EC2::SubnetNetworkAclAssociation').map(({ Properties }) => {
      return [Properties.NetworkAclId.Ref, Properties.SubnetId.Ref].map(
        (id) => /^Network(Public|App|Data)/.exec(id)![1],
      );
    });

    expect(pairs).toHaveLength(9);
    expect(pairs.filter(([acl, subnet]) => acl !== subnet)).toEqual([]);
  });

  test('takes entries of a team, with numbers that no rule has', () => {
    const numbers = rulesOf(oregon)
      .filter(({ acl }) => acl === 'Data')
      .map(({ number }) => number);

    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(1000);
    expect(usual.dataNetworkAcl.node.id).toBe('DataNetworkAcl');
    expect([usual.publicNetworkAcl, usual.appNetworkAcl].map(({ node }) => node.id)).toEqual([
      'PublicNetworkAcl',
      'AppNetworkAcl',
    ]);
  });

  test('has no two rules of one number and direction', () => {
    const taken = rulesOf(oregon).map(({ acl, number, text }) => `${acl} ${number} ${text.includes(' to ')}`);

    expect(new Set(taken).size).toBe(taken.length);
  });

  test('has no more rules than EC2 takes', () => {
    const availabilityZones = [...'abcdef'].map((letter) => `us-east-1${letter}`);
    const additionalTiers = ['Batch', 'Tools'].map((name, index) => {
      return { name, cidr: `10.0.${30 + 10 * index}.0/24`, egress: true };
    });

    expect(() => networkIn(stackIn('us-east-1'), { availabilityZones, additionalTiers })).toThrowProblems([
      ['three-tier-network/too-many-acl-rules', 'publicCidr', '23 rules in the network ACL of the Public tier'],
      ['three-tier-network/too-many-acl-rules', 'appCidr', '27 rules in the network ACL of the App tier'],
      ['three-tier-network/too-many-acl-rules', 'dataCidr', '24 rules in the network ACL of the Data tier'],
      ['three-tier-network/too-many-acl-rules', 'additionalTiers', '27 rules in the network ACL of the Batch tier'],
      ['three-tier-network/too-many-acl-rules', 'additionalTiers', '27 rules in the network ACL of the Tools tier'],
    ]);
  });
});

describe('FE4e FE4f the flow logs', () => {
  test('have all traffic of all tiers for 30 days', () => {
    expect(resourcesOf(oregon, 'AWS::EC2::FlowLog')[0].Properties).toEqual({
      ResourceId: { Ref: expect.stringMatching(/^Network/) },
      ResourceType: 'VPC',
      TrafficType: 'ALL',
      LogDestinationType: 'cloud-watch-logs',
      LogGroupName: { Ref: expect.stringMatching(/^NetworkFlowLogs/) },
      DeliverLogsPermissionArn: { 'Fn::GetAtt': [expect.stringMatching(/^NetworkFlowLogRole/), 'Arn'] },
    });
    const [{ Properties, DeletionPolicy }] = resourcesOf(oregon, 'AWS::Logs::LogGroup');
    expect(Properties).toEqual({ RetentionInDays: 30 });
    expect(DeletionPolicy).toBe('RetainExceptOnCreate');
  });

  test('have the retention and removal policy that are given', () => {
    const app = newApp({ context: { 'rl-bank-constructs:destroyData': true } });
    const stack = stackIn('us-west-2', app);
    networkIn(stack, { flowLogRetention: Duration.days(365), removalPolicy: RemovalPolicy.DESTROY });

    const [{ Properties, DeletionPolicy }] = resourcesOf(stack, 'AWS::Logs::LogGroup');
    expect([Properties.RetentionInDays, DeletionPolicy]).toEqual([365, 'Delete']);
    expect(resourcesOf(stack, 'AWS::EC2::EIP')[0].DeletionPolicy).toBe('Delete');
  });

  test('are written by flow logs of this account into their group alone', () => {
    const [{ Properties }] = resourcesOf(oregon, 'AWS::IAM::Role');

    expect(Properties.AssumeRolePolicyDocument.Statement).toEqual([
      expect.objectContaining({
        Principal: { Service: 'vpc-flow-logs.amazonaws.com' },
        Condition: {
          StringEquals: { 'aws:SourceAccount': ACCOUNT },
          ArnLike: {
            'aws:SourceArn': { 'Fn::Join': ['', expect.arrayContaining([`:ec2:us-west-2:${ACCOUNT}:vpc-flow-log/*`])] },
          },
        },
      }),
    ]);
    expect(Properties.Policies.map((it: any) => it.PolicyDocument.Statement)).toEqual([
      [
        {
          Effect: 'Allow',
          Action: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
          Resource: { 'Fn::GetAtt': [expect.stringMatching(/^NetworkFlowLogs/), 'Arn'] },
        },
      ],
    ]);
  });

  test('are watched by a detector, whose metric has its name', () => {
    const [{ Properties }] = resourcesOf(oregon, 'AWS::Logs::LogAnomalyDetector');
    const { dimensions } = usual.metricFlowLogAnomalies().toMetricConfig().metricStat!;

    // Not the attribute Arn, which ends with `:*`: CloudWatch Logs refuses that.
    expect(Properties.LogGroupArnList).toEqual([
      {
        'Fn::Join': [
          '',
          [
            'arn:',
            { Ref: 'AWS::Partition' },
            `:logs:us-west-2:${ACCOUNT}:log-group:`,
            { Ref: expect.stringMatching(/^NetworkFlowLogs/) },
          ],
        ],
      },
    ]);
    expect(dimensions).toEqual([
      { name: 'LogAnomalyDetector', value: Properties.DetectorName },
      { name: 'LogAnomalyPriority', value: 'MEDIUM' },
    ]);
  });

  test('have a retention that CloudWatch Logs has', () => {
    expect(() => networkIn(workloadStack(), { flowLogRetention: Duration.days(31) })).toThrowProblem(
      'three-tier-network/not-a-retention',
      'flowLogRetention',
      '31 days',
    );
  });
});

describe('FE4e the alarms', () => {
  const told = (network: ThreeTierNetwork) =>
    network.alarmDefinitions.map(({ id, severity, threshold, runbookAnchor }) => [
      id,
      severity,
      threshold,
      runbookAnchor,
    ]);

  test('page for a NAT gateway without ports, and open a ticket for anomalies', () => {
    expect(told(usual)).toEqual([
      ['NatGatewayOutOfPorts', 'PAGE', 0, 'nat-gateway-out-of-ports'],
      ['FlowLogAnomalies', 'TICKET', 0, 'flow-log-anomalies'],
    ]);
    expect(usual.graphDefinitions.map(({ title }) => title)).toEqual([
      'NAT gateways: failed connections',
      'NAT gateways: traffic',
      'Anomalies in the flow logs',
    ]);
  });

  test('have no NAT gateway without one', () => {
    const network = networkIn(workloadStack(), { egress: NetworkEgress.none() });

    expect(told(network).map(([id]) => id)).toEqual(['FlowLogAnomalies']);
    expect(network.graphDefinitions.map(({ title }) => title)).toEqual(['Anomalies in the flow logs']);
    expect(() => network.metricPortAllocationErrors()).toThrowProblem(
      'three-tier-network/no-nat-gateway',
      'egress',
      'no NAT gateway',
    );
  });

  test('of a single NAT gateway read its metric', () => {
    const network = networkIn(workloadStack(), { egress: NetworkEgress.singleNatGateway() });

    expect(network.metricPortAllocationErrors().toMetricConfig().metricStat).toMatchObject({
      namespace: 'AWS/NATGateway',
      metricName: 'ErrorPortAllocation',
    });
  });

  test('name NAT gateways and log group without an export', () => {
    const app = newApp();
    const network = networkIn(stackIn('us-west-2', app));
    const other = new Stack(app, 'Watch', { env: OREGON });
    const [{ metric, logGroupName }] = network.alarmDefinitions;
    const { usingMetrics } = metric.toMetricConfig().mathExpression!;
    const ids = Object.values(usingMetrics).map((it) => it.toMetricConfig().metricStat!.dimensions![0].value as string);
    new CfnOutput(other, 'Read', { value: [logGroupName, ...ids, network.logQueries[0].logGroupName].join() });

    expect(JSON.stringify(templateOf(other))).toContain('Fn::GetStackOutput');
    expect(exportsIn(app)).toEqual([]);
  });
});

describe('the zones', () => {
  const zonesIn = (region: string) =>
    networkIn(stackIn(region))
      .vpc.availabilityZones.map((zone) => zone.at(-1))
      .join('');

  test('are a, b and c, or those that the region has', () => {
    expect(['eu-central-1', 'ca-central-1', 'ap-northeast-1'].map(zonesIn)).toEqual(['abc', 'abd', 'acd']);
  });

  test('have blocks by their letters', () => {
    const stack = stackIn('ca-central-1');
    networkIn(stack);

    expect(cidrsOf(stack).AppSubnet4).toBe('10.0.13.0/24');
  });

  test('need no region where they are given', () => {
    const stack = stackIn(undefined);
    networkIn(stack, { availabilityZones: ['eu-west-1a', 'eu-west-1b'] });

    expect(
      resourcesOf(stack, 'AWS::EC2::Subnet')
        .map(({ Properties }) => Properties.AvailabilityZone)
        .slice(0, 2),
    ).toEqual(['eu-west-1a', 'eu-west-1b']);
  });

  test.each<[string, string | undefined, unknown, unknown, string]>([
    ['of a region that is not known', undefined, undefined, undefined, 'zones-not-known'],
    ['of a region where they differ by account', 'us-west-1', undefined, undefined, 'zones-not-known'],
    ['that is one', 'us-west-2', ['us-west-2a'], ['us-west-2a'], 'too-few-zones'],
    [
      'that is given twice',
      'us-west-2',
      ['us-west-2a', 'us-west-2b', 'us-west-2a'],
      ['us-west-2a', 'us-west-2b', 'us-west-2a'],
      'zone-twice',
    ],
    ['of another region', 'us-west-2', ['us-west-2a', 'us-east-1b'], 'us-east-1b', 'not-a-zone'],
    ['that are letters', 'us-west-2', ['us-west-2a', 'b'], 'b', 'not-a-zone'],
    ['that the region lacks', 'ca-central-1', ['ca-central-1a', 'ca-central-1c'], 'ca-central-1c', 'not-a-zone'],
    ['that is a Local Zone', 'us-west-2', ['us-west-2a', 'us-west-2-lax-1a'], 'us-west-2-lax-1a', 'not-a-zone'],
    ['of no name', 'us-west-2', ['us-west-2a', ''], '', 'not-a-zone'],
    [
      'that is a token',
      'us-west-2',
      ['us-west-2a', Lazy.string({ produce: () => 'us-west-2b' })],
      'a token',
      'not-a-zone',
    ],
  ])('%s is refused', (_, region, availabilityZones, value, code) => {
    expect(() => networkIn(stackIn(region), { availabilityZones } as any)).toThrowProblem(
      `three-tier-network/${code}`,
      'availabilityZones',
      value,
    );
  });
});

describe('a block', () => {
  test.each<[string, Partial<ThreeTierNetworkProps>, string, unknown]>([
    ['larger than /16', { cidr: '10.0.0.0/8' }, 'cidr', '10.0.0.0/8'],
    ['smaller than /28', { cidr: '10.0.0.0/29' }, 'cidr', '10.0.0.0/29'],
    ['that begins before its address', { cidr: '10.0.1.0/16' }, 'cidr', '10.0.1.0/16'],
    ['of IPv6', { cidr: 'fd00::/56' }, 'cidr', 'fd00::/56'],
    ['of a subnet that is an address', { appCidr: '10.0.10.0' }, 'appCidr', '10.0.10.0'],
    ['that is a token', { cidr: Lazy.string({ produce: () => '10.0.0.0/16' }) }, 'cidr', 'a token'],
    ['of an additional tier', { additionalTiers: [{ name: 'B', cidr: 'x' }] }, 'additionalTiers.cidr', 'x'],
  ])('%s is refused', (_, props, prop, value) => {
    expect(() => networkIn(workloadStack(), props)).toThrowProblem('three-tier-network/not-a-block', prop, value);
  });

  test('outside of the VPC is refused, the default ones of a small VPC too', () => {
    const code = 'three-tier-network/outside-the-vpc';
    const outside = ['10.0.20.0/24', '10.0.21.0/24', '10.0.22.0/24'];

    expect(() => networkIn(workloadStack(), { cidr: '10.0.0.0/20' })).toThrowProblems(
      outside.map((cidr): [string, string, string] => [code, 'dataCidr', cidr]),
      'Web/Network',
    );
    expect(() => networkIn(workloadStack(), { appCidr: '10.0.254.0/24' })).toThrowProblem(
      code,
      'appCidr',
      '10.1.0.0/24',
    );
  });

  test('of a tier that reaches into another one is refused with the pairs named', () => {
    const make = () => networkIn(workloadStack(), { appCidr: '10.0.2.0/24', availabilityZones: undefined });

    expect(make).toThrowProblem('three-tier-network/tiers-overlap', 'appCidr', ['10.0.2.0/24']);
    expect(make).toThrow('10.0.2.0/24 (App, ap-southeast-1a) overlaps 10.0.2.0/24 (Public, ap-southeast-1c)');
  });

  test('of a zone that has no room before the next tier is refused', () => {
    const zones = [...'ak'].map((letter) => `us-east-1${letter}`);

    expect(() => networkIn(stackIn('us-east-1'), { availabilityZones: zones })).toThrowProblems([
      ['three-tier-network/tiers-overlap', 'appCidr', ['10.0.10.0/24']],
      ['three-tier-network/tiers-overlap', 'dataCidr', ['10.0.20.0/24']],
    ]);
  });

  test.each(['App', 'batch', 'Batch2', 'BatchSubnet', ''])('of a tier named "%s" is refused', (name) => {
    expect(() => networkIn(workloadStack(), { additionalTiers: [{ name, cidr: '10.0.30.0/24' }] })).toThrowProblem(
      'three-tier-network/not-a-tier-name',
      'additionalTiers.name',
      name,
    );
  });
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
