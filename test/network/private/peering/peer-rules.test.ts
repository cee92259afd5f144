import { Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { NetworkConnection } from '../../../../src/network';
import { freeNumber, openingOf } from '../../../../src/network/private/peering/peer-rules';
import { AclRule } from '../../../../src/network/private/tiers/network-acls';
import { peeringOf, Region, TwoRegions, twoRegions } from '../../../support/two-regions';

const [rule] = openingOf('From', {
  ranges: ['10.30.10.0/24'],
  peerCidr: '10.30.0.0/16',
  ports: { from: 5432, to: 5432 },
});
const number = freeNumber(rule.id, []);
const withNumber = (ruleNumber: number): AclRule => ({ ...rule, ruleNumber });

test('a rule has its number by its hash, whatever is there already', () => {
  expect(freeNumber(rule.id, [withNumber(number - 1), withNumber(number + 1)])).toBe(number);
  expect(number).toBeGreaterThanOrEqual(6000);
});

test('a number that is taken is passed over, and the first follows the last', () => {
  const taken = Array.from({ length: 10_000 - number }, (_, index) => withNumber(number + index));

  expect(freeNumber(rule.id, [withNumber(number)])).toBe(number + 1);
  expect(freeNumber(rule.id, taken)).toBe(6000);
});

describe('once everything is known, a peering refuses', () => {
  const groupIn = (region: Region, id: string) =>
    new SecurityGroup(region.stack(id), 'Group', { vpc: region.network.vpc, allowAllOutbound: false });

  /** Two networks with a peering that is used, before a connection of one of them. */
  function used(): TwoRegions {
    const made = twoRegions();
    const peering = peeringOf(made);
    const [client, server] = [groupIn(made.frankfurt, 'Client'), groupIn(made.london, 'Server')];
    [5432, 6379].forEach((port) => peering.allowToPeer(client, server, Port.tcp(port)));
    return made;
  }

  test('a connection to the same range', () => {
    const made = used();
    const ranges = ['10.20.20.0/24'];
    made.frankfurt.network.addConnection('Hub', NetworkConnection.transitGateway('tgw-0123456789abcdef0', { ranges }));

    expect(() => made.app.synth()).toThrowProblem('network-peering/connected-twice', 'ranges', '10.20.20.0/24');
  });

  test('more rules than a network ACL has', () => {
    const made = used();
    const ranges = Array.from({ length: 12 }, (_, index) => `192.168.${index}.0/24`);
    const connection = NetworkConnection.transitGateway('tgw-0123456789abcdef0', { ranges, includeDataTier: true });
    made.london.network.addConnection('Hub', connection);

    expect(() => made.app.synth()).toThrowProblem(
      'three-tier-network/too-many-acl-rules',
      'peerNetwork',
      '21 rules in the network ACL of the Data tier',
    );
  });
});
