import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { ImportedNetwork, NetworkEgress } from '../../../../src/network';
import { exportsIn } from '../../../support/api';
import { newApp, resourcesOf, templateOf, workloadStack } from '../../../support/cloud';
import { defaultRoutesOf, OREGON, stackIn, textsOf, threeTiersIn, usual } from '../../../support/three-tiers';

describe('FE1a FE11 the egress', () => {
  test('by a NAT gateway in each zone leaves the other zones theirs', () => {
    expect(defaultRoutesOf(usual.stack)).toEqual({
      ...{ PublicSubnet1: 'InternetGateway', PublicSubnet2: 'InternetGateway', PublicSubnet3: 'InternetGateway' },
      ...{ AppSubnet1: 'PublicSubnet1', AppSubnet2: 'PublicSubnet2', AppSubnet3: 'PublicSubnet3' },
    });
  });

  test('by a single NAT gateway goes through the first zone that is given', () => {
    const stack = stackIn('us-west-2');
    threeTiersIn(stack, {
      egress: NetworkEgress.singleNatGateway(),
      availabilityZones: ['us-west-2b', 'us-west-2a'],
    });

    const { AppSubnet1, AppSubnet2 } = defaultRoutesOf(stack);
    expect([AppSubnet1, AppSubnet2]).toEqual(['PublicSubnet2', 'PublicSubnet2']);
    expect(resourcesOf(stack, 'AWS::EC2::NatGateway')).toHaveLength(1);
  });

  test('by VPC endpoints has no NAT gateway, and the free gateway to S3', () => {
    const stack = stackIn('us-west-2');
    const network = threeTiersIn(stack, { egress: NetworkEgress.vpcEndpoints({ additionalServices: ['kms'] }) });
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
    threeTiersIn(stack, { egress: NetworkEgress.none() });

    expect(Object.keys(defaultRoutesOf(stack))).toEqual(['PublicSubnet1', 'PublicSubnet2', 'PublicSubnet3']);
    expect(textsOf(stack, 'App').filter((text) => text.includes('0.0.0.0/0'))).toEqual([]);
  });

  test('has fixed addresses, which other stacks read without an export, and which outlive it', () => {
    const app = newApp();
    const network = threeTiersIn(stackIn('us-west-2', app));
    const other = new Stack(app, 'Other', { env: OREGON });
    network.allowListAddresses.forEach((value, index) => new CfnOutput(other, `Address${index}`, { value }));
    const { Outputs } = templateOf(other);

    expect(Object.values<any>(Outputs).map(({ Value }) => Value)).toEqual(
      [1, 2, 3].map(() => ({ 'Fn::GetStackOutput': expect.objectContaining({ StackName: 'Web' }) })),
    );
    expect(exportsIn(app)).toEqual([]);
    const addresses = resourcesOf(usual.stack, 'AWS::EC2::EIP');
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
      expect(() => threeTiersIn(workloadStack(), { egress })).toThrowProblem(
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
    expect(() =>
      threeTiersIn(workloadStack(), { egress: NetworkEgress.vpcEndpoints({ routeTableIds }) }),
    ).toThrowProblem('three-tier-network/route-tables-of-its-own', 'egress.routeTableIds', routeTableIds);
    expect(() =>
      threeTiersIn(workloadStack(), { egress: NetworkEgress.vpcEndpoints({ additionalServices: ['s3'] }) }),
    ).toThrowProblem('network/not-a-service', 'egress.additionalServices', 's3');
  });
});
