import { App } from 'aws-cdk-lib';
import { resourcesOf } from '../../../support/cloud';
import { rulesOf, stackIn, textsOf, threeTiersIn, usual } from '../../../support/three-tiers';

describe('FE2 the network ACL', () => {
  const ANSWERS = [
    'allow tcp 1024-65535 from 0.0.0.0/0',
    'allow udp 1024-65535 from 0.0.0.0/0',
    'allow icmp from 0.0.0.0/0',
  ];
  const from = (what: string, third: number) => [0, 1, 2].map((zone) => `allow ${what} 10.0.${third + zone}.0/24`);

  test('of the public tier admits HTTP, HTTPS, answers, and what goes through NAT', () => {
    expect(textsOf(usual.stack, 'Public').sort()).toEqual(
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
    expect(textsOf(usual.stack, 'App').sort()).toEqual(
      [...ANSWERS, 'allow all to 0.0.0.0/0', ...from('tcp 0-65535 from', 0), ...from('all from', 10)].sort(),
    );
  });

  test('of the data tier admits the app tier and itself, and lets out answers to it alone', () => {
    expect(textsOf(usual.stack, 'Data').sort()).toEqual(
      [
        ...from('tcp 0-65535 from', 10),
        ...from('tcp 1024-65535 to', 10),
        ...from('all from', 20),
        ...from('all to', 20),
      ].sort(),
    );
  });

  test('is associated with each subnet of its tier', () => {
    const pairs = resourcesOf(usual.stack, 'AWS::EC2::SubnetNetworkAclAssociation').map(({ Properties }) => {
      return [Properties.NetworkAclId.Ref, Properties.SubnetId.Ref].map(
        (id) => /^Network(?:Acls|NetworkAcls)?(Public|App|Data)/.exec(id)![1],
      );
    });

    expect(pairs).toHaveLength(9);
    expect(pairs.filter(([acl, subnet]) => acl !== subnet)).toEqual([]);
  });

  test('takes entries of a team, with numbers that no rule has', () => {
    const numbers = rulesOf(usual.stack)
      .filter(({ acl }) => acl === 'Data')
      .map(({ number }) => number);

    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(1000);
    expect(usual.network.dataNetworkAcl.node.id).toBe('Data');
    expect([usual.network.publicNetworkAcl, usual.network.appNetworkAcl].map(({ node }) => node.id)).toEqual([
      'Public',
      'App',
    ]);
  });

  test('has no two rules of one number and direction', () => {
    const taken = rulesOf(usual.stack).map(({ acl, number, text }) => `${acl} ${number} ${text.includes(' to ')}`);

    expect(new Set(taken).size).toBe(taken.length);
  });

  test('has no more rules than EC2 takes', () => {
    const availabilityZones = [...'abcdef'].map((letter) => `us-east-1${letter}`);
    const additionalTiers = ['Batch', 'Tools'].map((name, index) => {
      return { name, cidr: `10.0.${30 + 10 * index}.0/24`, egress: true };
    });

    expect(() => threeTiersIn(stackIn('us-east-1'), { availabilityZones, additionalTiers })).toThrowProblems([
      ['three-tier-network/too-many-acl-rules', 'publicCidr', '23 rules in the network ACL of the Public tier'],
      ['three-tier-network/too-many-acl-rules', 'appCidr', '27 rules in the network ACL of the App tier'],
      ['three-tier-network/too-many-acl-rules', 'dataCidr', '24 rules in the network ACL of the Data tier'],
      ['three-tier-network/too-many-acl-rules', 'additionalTiers', '27 rules in the network ACL of the Batch tier'],
      ['three-tier-network/too-many-acl-rules', 'additionalTiers', '27 rules in the network ACL of the Tools tier'],
    ]);
  });
});
