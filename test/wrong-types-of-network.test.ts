import { AliasTarget, BankDns, HostedZoneSource, ImportedNetwork, NetworkEgress } from '../src/network';
import { workloadStack } from './support/cloud';

const NETWORK = {
  vpcId: 'vpc-1',
  publicSubnetIds: ['subnet-a', 'subnet-b'],
  privateSubnetIds: ['subnet-c', 'subnet-d'],
  egress: NetworkEgress.nat(),
};
const networkWith = (props: object) => new ImportedNetwork(workloadStack(), 'Network', { ...NETWORK, ...props });
const dnsWith = (props: object) => {
  const zone = HostedZoneSource.fromHostedZoneId('Z0123456789ABCDEFGHIJ');
  return new BankDns(workloadStack(), 'Dns', { rootDomain: 'bank.example', zone, ...props });
};
const js: any = { AliasTarget, HostedZoneSource };

test.each<[prop: string, value: unknown, act: (value: any) => unknown]>([
  ['egress', 'nat', (egress) => networkWith({ egress })],
  ['publicSubnetIds', [null, 'subnet-a'], (publicSubnetIds) => networkWith({ publicSubnetIds })],
  ['publicSubnetIds', 'subnet-a', (publicSubnetIds) => networkWith({ publicSubnetIds })],
  ['availabilityZones', 'a', (availabilityZones) => networkWith({ availabilityZones })],
  ['client', 'sg-1', (client) => networkWith({}).allowEndpointAccessFrom(client)],
  ['rootDomain', [], (rootDomain) => dnsWith({ rootDomain })],
  ['zone', 'Z0123456789ABCDEFGHIJ', (zone) => dnsWith({ zone })],
  ['caaIssuers', 'amazon.com', (caaIssuers) => dnsWith({ caaIssuers })],
  ['target', 'd111.cloudfront.net', (target) => dnsWith({}).addAlias('app.bank.example', target)],
  ['hostedZoneId', 5, (id) => HostedZoneSource.fromHostedZoneId(id)],
  ['hostedZone', 'Z1', (zone) => HostedZoneSource.fromHostedZone(zone)],
  ['delegated', 'false', (delegated) => HostedZoneSource.newZone({ delegated })],
  ['distribution', 'd111.cloudfront.net', (it) => js.AliasTarget.distribution(it)],
  ['loadBalancer', 'alb', (it) => js.AliasTarget.loadBalancer(it)],
  ['owner', 'alb', (it) => js.AliasTarget.of(it, { bind: () => ({}) })],
])('%s refuses %j', (prop, value, act) => {
  expect(() => act(value)).toThrowProblem('props/wrong-type', prop, value);
});
