import { App, Lazy } from 'aws-cdk-lib';
import { ThreeTierNetworkProps } from '../../../../src/network';
import { resourcesOf, workloadStack } from '../../../support/cloud';
import { cidrsOf, stackIn, threeTiersIn } from '../../../support/three-tiers';

describe('the zones', () => {
  const zonesIn = (region: string) =>
    threeTiersIn(stackIn(region))
      .vpc.availabilityZones.map((zone) => zone.at(-1))
      .join('');

  test('are a, b and c, or those that the region has', () => {
    expect(['eu-central-1', 'ca-central-1', 'ap-northeast-1'].map(zonesIn)).toEqual(['abc', 'abd', 'acd']);
  });

  test('have blocks by their letters', () => {
    const stack = stackIn('ca-central-1');
    threeTiersIn(stack);

    expect(cidrsOf(stack).AppSubnet4).toBe('10.0.13.0/24');
  });

  test('need no region where they are given', () => {
    const stack = stackIn(undefined);
    threeTiersIn(stack, { availabilityZones: ['eu-west-1a', 'eu-west-1b'] });

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
    expect(() => threeTiersIn(stackIn(region), { availabilityZones } as any)).toThrowProblem(
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
    expect(() => threeTiersIn(workloadStack(), props)).toThrowProblem('three-tier-network/not-a-block', prop, value);
  });

  test.each(['0.0.0.0/16', '127.0.0.0/16', '169.254.0.0/20', '224.0.0.0/16', '255.255.0.0/16'])(
    '%s is refused, which no VPC can have',
    (cidr) => {
      expect(() => threeTiersIn(workloadStack(), { cidr })).toThrowProblem(
        ...(['three-tier-network/reserved-block', 'cidr', cidr] as const),
      );
    },
  );

  test('outside of the VPC is refused, the default ones of a small VPC too', () => {
    const code = 'three-tier-network/outside-the-vpc';
    const outside = ['10.0.20.0/24', '10.0.21.0/24', '10.0.22.0/24'];

    expect(() => threeTiersIn(workloadStack(), { cidr: '10.0.0.0/20' })).toThrowProblems(
      outside.map((cidr): [string, string, string] => [code, 'dataCidr', cidr]),
      'Web/Network',
    );
    expect(() => threeTiersIn(workloadStack(), { appCidr: '10.0.254.0/24' })).toThrowProblem(
      code,
      'appCidr',
      '10.1.0.0/24',
    );
  });

  test('of a tier that reaches into another one is refused with the pairs named', () => {
    const make = () => threeTiersIn(workloadStack(), { appCidr: '10.0.2.0/24', availabilityZones: undefined });

    expect(make).toThrowProblem('three-tier-network/tiers-overlap', 'appCidr', ['10.0.2.0/24']);
    expect(make).toThrow('10.0.2.0/24 (App, ap-southeast-1a) overlaps 10.0.2.0/24 (Public, ap-southeast-1c)');
  });

  test('of a zone that has no room before the next tier is refused', () => {
    const zones = [...'ak'].map((letter) => `us-east-1${letter}`);

    expect(() => threeTiersIn(stackIn('us-east-1'), { availabilityZones: zones })).toThrowProblems([
      ['three-tier-network/tiers-overlap', 'appCidr', ['10.0.10.0/24']],
      ['three-tier-network/tiers-overlap', 'dataCidr', ['10.0.20.0/24']],
    ]);
  });

  test.each(['App', 'batch', 'Batch2', 'BatchSubnet', ''])('of a tier named "%s" is refused', (name) => {
    expect(() => threeTiersIn(workloadStack(), { additionalTiers: [{ name, cidr: '10.0.30.0/24' }] })).toThrowProblem(
      'three-tier-network/not-a-tier-name',
      'additionalTiers.name',
      name,
    );
  });
});
