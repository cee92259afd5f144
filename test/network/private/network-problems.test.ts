import { Lazy } from 'aws-cdk-lib';
import { throwOnProblems } from '../../../src/core/private/checks/problems';
import { ImportedNetwork, ImportedNetworkProps, NetworkEgress } from '../../../src/network';
import { networkProblems } from '../../../src/network/private/network-problems';
import { workloadStack } from '../../support/cloud';

const IDS = { vpcId: 'vpc-1', publicSubnetIds: ['subnet-a', 'subnet-b'], privateSubnetIds: ['subnet-c', 'subnet-d'] };

const attempt = (props: Partial<ImportedNetworkProps>) =>
  expect(() => throwOnProblems('Network', ...networkProblems({ ...IDS, egress: NetworkEgress.nat(), ...props })));

test('RB4 an imported network takes placeholder ids and tokens', () => {
  attempt({ vpcId: 'vpc-...' }).not.toThrow();
  attempt({ egress: NetworkEgress.fromEndpointSecurityGroupId('sg-...') }).not.toThrow();
  attempt({ vpcId: Lazy.string({ produce: () => 'vpc-1' }) }).not.toThrow();
});

test.each<[prop: string, shown: unknown, Partial<ImportedNetworkProps>, code: string]>([
  ['vpcId', 'my-vpc', { vpcId: 'my-vpc' }, 'network/not-an-id'],
  ['vpcId', 'vpc-', { vpcId: 'vpc-' }, 'network/not-an-id'],
  ['publicSubnetIds', 'b', { publicSubnetIds: ['subnet-a', 'b'] }, 'network/not-an-id'],
  ['privateSubnetIds', 'vpc-1', { privateSubnetIds: ['vpc-1', 'subnet-d'] }, 'network/not-an-id'],
  [
    'egress.routeTableIds',
    'main',
    { egress: NetworkEgress.vpcEndpoints({ routeTableIds: ['main'] }) },
    'network/not-an-id',
  ],
  ['publicSubnetIds', ['subnet-a'], { publicSubnetIds: ['subnet-a'] }, 'network/too-few-subnets'],
  [
    'privateSubnetIds',
    ['subnet-c', 'subnet-c'],
    { privateSubnetIds: ['subnet-c', 'subnet-c'] },
    'network/too-few-subnets',
  ],
  ['privateSubnetIds', [], { privateSubnetIds: [] }, 'network/too-few-subnets'],
  ['publicSubnetIds', 'subnet-b', { privateSubnetIds: ['subnet-b', 'subnet-c'] }, 'network/subnet-in-both-lists'],
  ['availabilityZones', ['a'], { availabilityZones: ['a'] }, 'network/zones-do-not-fit'],
  [
    'availabilityZones',
    ['a', 'b', 'c'],
    { availabilityZones: ['a', 'b', 'c'], privateSubnetIds: ['subnet-c', 'subnet-d', 'subnet-e'] },
    'network/zones-are-uneven',
  ],
  [
    'egress.routeTableIds',
    [],
    { egress: NetworkEgress.vpcEndpoints({ routeTableIds: [] }) },
    'network/no-route-tables',
  ],
  [
    'egress.endpointSecurityGroupId',
    'vpce-1',
    { egress: NetworkEgress.fromEndpointSecurityGroupId('vpce-1') },
    'network/not-an-id',
  ],
  ...['10.0.0.0', '0.0.0.0/0', 'sg-1'].map((range): any => {
    return [
      'egress.clientRanges',
      range,
      { egress: NetworkEgress.vpcEndpoints({ clientRanges: [range] }) },
      'network/not-a-range',
    ];
  }),
  ...['2222', 'shared', 222222222222].map((account: any): any => {
    return [
      'egress.additionalAccounts',
      account,
      { egress: NetworkEgress.vpcEndpoints({ additionalAccounts: [account] }) },
      'network/not-an-account',
    ];
  }),
  ...['s3', '', 'KMS', 'com.amazonaws.ap-southeast-1.kms'].map((service): any => {
    return [
      'egress.additionalServices',
      service,
      { egress: NetworkEgress.vpcEndpoints({ additionalServices: [service] }) },
      'network/not-a-service',
    ];
  }),
])('RB4 `%s` refuses %j', (prop, shown, props, code) => {
  attempt(props).toThrowProblem(code, prop, shown);
});

test('an imported network lists all problems at once', () => {
  const props = { vpcId: 'x', publicSubnetIds: ['y'], privateSubnetIds: [], egress: NetworkEgress.nat() };

  expect(() => new ImportedNetwork(workloadStack(), 'Network', props)).toThrowProblems(
    [
      ['network/not-an-id', 'vpcId', 'x'],
      ['network/not-an-id', 'publicSubnetIds', 'y'],
      ['network/too-few-subnets', 'publicSubnetIds', ['y']],
      ['network/too-few-subnets', 'privateSubnetIds', []],
    ],
    'Web/Network',
  );
});
