import { Lazy } from 'aws-cdk-lib';
import { throwOnProblems } from '../../../src/core/private/checks/problems';
import { ImportedNetwork, ImportedNetworkProps, NetworkEgress } from '../../../src/network';
import { networkProblems } from '../../../src/network/private/network-problems';
import { workloadStack } from '../../support/cloud';

const IDS = { vpcId: 'vpc-1', publicSubnetIds: ['subnet-a', 'subnet-b'], privateSubnetIds: ['subnet-c', 'subnet-d'] };

const attempt = (props: Partial<ImportedNetworkProps>) =>
  expect(() => throwOnProblems('Network', ...networkProblems({ ...IDS, egress: NetworkEgress.nat(), ...props })));

test("RB4 the document's own ids pass, whether they are real is judged later, and so are tokens", () => {
  attempt({ vpcId: 'vpc-...' }).not.toThrow();
  attempt({ vpcId: Lazy.string({ produce: () => 'vpc-1' }) }).not.toThrow();
});

const idOf = (prefix: string) =>
  `but ids of this kind begin with "${prefix}": copy the id from the network [network/not-an-id at Network]`;
const TOO_FEW = `but it takes two different subnets at least, in two zones: a load balancer refuses one, and one zone fails as a whole: add a subnet of another zone [network/too-few-subnets at Network]`;
const NO_SERVICE = `but a service is the end of its endpoint's name, in small letters, and s3 is there already: write it like "kms" or "sqs" [network/not-a-service at Network]`;

test.each<[prop: string, shown: unknown, Partial<ImportedNetworkProps>, told: string]>([
  ['vpcId', 'my-vpc', { vpcId: 'my-vpc' }, idOf('vpc-')],
  ['vpcId', 'vpc-', { vpcId: 'vpc-' }, idOf('vpc-')],
  ['publicSubnetIds', 'b', { publicSubnetIds: ['subnet-a', 'b'] }, idOf('subnet-')],
  ['privateSubnetIds', 'vpc-1', { privateSubnetIds: ['vpc-1', 'subnet-d'] }, idOf('subnet-')],
  ['egress.routeTableIds', 'main', { egress: NetworkEgress.vpcEndpoints({ routeTableIds: ['main'] }) }, idOf('rtb-')],
  ['publicSubnetIds', ['subnet-a'], { publicSubnetIds: ['subnet-a'] }, TOO_FEW],
  ['privateSubnetIds', ['subnet-c', 'subnet-c'], { privateSubnetIds: ['subnet-c', 'subnet-c'] }, TOO_FEW],
  ['privateSubnetIds', [], { privateSubnetIds: [] }, TOO_FEW],
  [
    'publicSubnetIds',
    'subnet-b',
    { privateSubnetIds: ['subnet-b', 'subnet-c'] },
    'but it is among the privateSubnetIds too, and a subnet either has a route from the internet or not: leave it in the list it belongs to [network/subnet-in-both-lists at Network]',
  ],
  [
    'availabilityZones',
    ['a'],
    { availabilityZones: ['a'] },
    'but there are 2 subnets of a kind: name the zone of each subnet, in the order of the subnets, or none at all [network/zones-do-not-fit at Network]',
  ],
  [
    'availabilityZones',
    ['a', 'b', 'c'],
    { availabilityZones: ['a', 'b', 'c'], privateSubnetIds: ['subnet-c', 'subnet-d', 'subnet-e'] },
    'but zones pair public with private subnets, and there are not as many of one kind as of the other: pass as many public as private subnets, or no zones [network/zones-are-uneven at Network]',
  ],
  [
    'egress.routeTableIds',
    [],
    { egress: NetworkEgress.vpcEndpoints({ routeTableIds: [] }) },
    'but a gateway without a route leads nowhere, and no image layer would arrive: name the route tables of the private subnets, or leave it out for an interface endpoint [network/no-route-tables at Network]',
  ],
  ...['s3', '', 'KMS', 'com.amazonaws.ap-southeast-1.kms'].map((service): any => {
    return [
      'egress.additionalServices',
      service,
      { egress: NetworkEgress.vpcEndpoints({ additionalServices: [service] }) },
      NO_SERVICE,
    ];
  }),
])('RB4 %s is refused: %j', (prop, shown, props, told) => {
  attempt(props).toThrow(`'${prop}' is ${JSON.stringify(shown)}, ${told}`);
});

test('the network tells all problems at once', () => {
  const props = { vpcId: 'x', publicSubnetIds: ['y'], privateSubnetIds: [], egress: NetworkEgress.nat() };

  expect(() => new ImportedNetwork(workloadStack(), 'Network', props)).toThrow(/^4 problems \[.* at Web\/Network\]/);
});
