import { Lazy } from 'aws-cdk-lib';
import { ImportedNetwork, ImportedNetworkProps, WayOut } from '../../../src/network';
import { workloadStack } from '../../support/cloud';

const IDS = { vpcId: 'vpc-1', publicSubnetIds: ['subnet-a', 'subnet-b'], privateSubnetIds: ['subnet-c', 'subnet-d'] };

const attempt = (props: Partial<ImportedNetworkProps>) => {
  return expect(() => new ImportedNetwork(workloadStack(), 'Network', { ...IDS, wayOut: WayOut.nat(), ...props }));
};

test("RB4 the document's own ids pass: whether they are real is judged later", () => {
  attempt({ vpcId: 'vpc-...' }).not.toThrow();
});

test.each([
  ['vpcId', { vpcId: 'my-vpc' }, 'my-vpc', 'vpc-'],
  ['vpcId', { vpcId: 'vpc-' }, 'vpc-', 'vpc-'],
  ['publicSubnetIds', { publicSubnetIds: ['subnet-a', 'b'] }, 'b', 'subnet-'],
  ['privateSubnetIds', { privateSubnetIds: ['vpc-1', 'subnet-d'] }, 'vpc-1', 'subnet-'],
  ['wayOut.routeTableIds', { wayOut: WayOut.endpoints({ routeTableIds: ['main'] }) }, 'main', 'rtb-'],
])('RB4 %s has ids of its kind: %j', (prop, props, value, prefix) => {
  attempt(props).toThrow(
    `'${prop}' is "${value}", but ids of this kind begin with "${prefix}": copy the id from the network [network/not-an-id at Web/Network]`,
  );
});

test.each([
  ['publicSubnetIds', ['subnet-a']],
  ['privateSubnetIds', ['subnet-c', 'subnet-c']],
  ['privateSubnetIds', []],
])('RB4 %s are two different ones at least: %j', (prop, ids) => {
  attempt({ [prop]: ids }).toThrow(
    `'${prop}' is ${JSON.stringify(ids)}, but it takes two different subnets at least, in two zones: a load balancer refuses one, and one zone fails as a whole: add a subnet of another zone [network/too-few-subnets at Web/Network]`,
  );
});

test('RB4 a subnet is public or private', () => {
  attempt({ privateSubnetIds: ['subnet-b', 'subnet-c'] }).toThrow(
    `'publicSubnetIds' is "subnet-b", but it is among the privateSubnetIds too, and a subnet either has a route from the internet or not: leave it in the list it belongs to [network/subnet-in-both-lists at Web/Network]`,
  );
});

test('zones fit the subnets, or are left out', () => {
  attempt({ availabilityZones: ['a'] }).toThrow(
    `'availabilityZones' is ["a"], but there are 2 subnets of a kind: name the zone of each subnet, in the order of the subnets, or none at all [network/zones-do-not-fit at Web/Network]`,
  );
  attempt({ availabilityZones: ['a', 'b', 'c'], privateSubnetIds: ['subnet-c', 'subnet-d', 'subnet-e'] }).toThrow(
    `'availabilityZones' is ["a","b","c"], but zones pair public with private subnets, and there are not as many of one kind as of the other: pass as many public as private subnets, or no zones [network/zones-are-uneven at Web/Network]`,
  );
});

test('all problems are told at once, and tokens are not judged', () => {
  attempt({ vpcId: 'x', publicSubnetIds: ['y'], privateSubnetIds: [] }).toThrow(/^4 problems \[/);
  attempt({ vpcId: Lazy.string({ produce: () => 'vpc-1' }) }).not.toThrow();
});

test('a gateway without a route is refused', () => {
  attempt({ wayOut: WayOut.endpoints({ routeTableIds: [] }) }).toThrow(
    `'wayOut.routeTableIds' is [], but a gateway without a route leads nowhere, and no image layer would arrive: name the route tables of the private subnets, or leave it out for an interface endpoint [network/no-route-tables at Web/Network]`,
  );
});

test.each(['s3', '', 'KMS', 'com.amazonaws.ap-southeast-1.kms'])('"%s" is no further service', (service) => {
  attempt({ wayOut: WayOut.endpoints({ furtherServices: [service] }) }).toThrow(
    `'wayOut.furtherServices' is "${service}", but a service is the end of its endpoint's name, in small letters, and s3 is there already: write it like "kms" or "sqs" [network/not-a-service at Web/Network]`,
  );
});
