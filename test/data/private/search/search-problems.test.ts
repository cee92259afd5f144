import { Duration, Lazy, Size, Stack, Token } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { SearchDomain, SearchDomainProps } from '../../../../src/data';
import { workloadStack } from '../../../support/cloud';
import { networkIn } from '../../../support/scaffold';
import { threeTiersIn } from '../../../support/three-tiers';

function searchIn(stack: Stack, props: Partial<SearchDomainProps>): SearchDomain {
  return new SearchDomain(stack, 'Search', { vpc: props.vpc ?? networkIn(stack).vpc, ...props });
}

const LATE = Token.asNumber(Lazy.number({ produce: () => 2 }));
const TEXT = Lazy.string({ produce: () => 'late' });

describe('PC22 a search domain refuses', () => {
  test.each<[code: string, prop: string, value: unknown, props: Partial<SearchDomainProps>]>([
    ['not-a-version', 'engineVersion', 'Elasticsearch_7.10', { engineVersion: 'Elasticsearch_7.10' }],
    ['not-a-version', 'engineVersion', '2.19', { engineVersion: '2.19' }],
    ['not-a-version', 'engineVersion', 'a token', { engineVersion: TEXT }],
    ['not-a-node-type', 'dataNodeType', 'r7g.large', { dataNodeType: 'r7g.large' }],
    ['not-a-node-type', 'dataNodeType', 'i3.large.search', { dataNodeType: 'i3.large.search' }],
    ['not-a-node-type', 'dataNodeType', 't3.large.search', { dataNodeType: 't3.large.search' }],
    ['not-a-node-type', 'dataNodeType', 'constructor.large.search', { dataNodeType: 'constructor.large.search' }],
    ['not-a-node-type', 'dataNodeType', 'a token', { dataNodeType: TEXT }],
    ['not-a-node-type', 'dedicatedMasterType', 'x', { dedicatedMasterType: 'x' }],
    ['not-a-number-of-nodes', 'dataNodes', 3, { dataNodes: 3 }],
    ['not-a-number-of-nodes', 'dataNodes', 0, { dataNodes: 0 }],
    ['not-a-number-of-nodes', 'dataNodes', 82, { dataNodes: 82 }],
    ['not-a-number-of-nodes', 'dataNodes', 'a token', { dataNodes: LATE }],
    ['not-a-number-of-masters', 'dedicatedMasters', 2, { dedicatedMasters: 2 }],
    ['not-a-number-of-masters', 'dedicatedMasters', 4, { dedicatedMasters: 4 }],
    ['not-a-number-of-masters', 'dedicatedMasters', 'a token', { dedicatedMasters: LATE }],
    [
      'masters-without-number',
      'dedicatedMasterType',
      'm7g.large.search',
      { dedicatedMasters: 0, dedicatedMasterType: 'm7g.large.search' },
    ],
    ['standby-impossible', 'multiAzWithStandby', true, { multiAzWithStandby: true }],
    ['not-a-volume-size', 'volumeSize', '9 GiB', { volumeSize: Size.gibibytes(9) }],
    ['not-a-volume-size', 'volumeSize', '10.5 GiB', { volumeSize: Size.mebibytes(10752) }],
    [
      'not-a-volume-size',
      'volumeSize',
      '101 GiB',
      { volumeSize: Size.gibibytes(101), dataNodeType: 't3.small.search' },
    ],
    ['not-a-volume-size', 'volumeSize', 'a token', { volumeSize: Size.gibibytes(LATE) }],
    ['not-a-log-retention', 'logRetention', '91 days', { logRetention: Duration.days(91) }],
  ])('search/%s: %s is %s', (code, prop, value, props) => {
    expect(() => searchIn(workloadStack(), props)).toThrowProblem(`search/${code}`, prop, value);
  });

  test.each<[zones: string[], subnets: (vpc: Vpc) => SearchDomainProps['subnets'], value: string]>([
    [['a'], () => undefined, '1 subnets in 1 Availability Zones'],
    [['a', 'b', 'c', 'd'], () => undefined, '4 subnets in 4 Availability Zones'],
    [
      ['a', 'b'],
      ({ privateSubnets, isolatedSubnets }) => ({ subnets: [isolatedSubnets[0], privateSubnets[0]] }),
      '2 subnets in 1 Availability Zones',
    ],
  ])('subnets that are not one for each of two or three zones: %j', (availabilityZones, subnetsOf, value) => {
    const stack = workloadStack();
    const subnetConfiguration = ['PUBLIC', 'PRIVATE_WITH_EGRESS', 'PRIVATE_ISOLATED'].map((kind) => {
      return { name: kind.replace(/_/g, ''), subnetType: kind === 'PUBLIC' ? 'Public' : kindOf(kind) };
    });
    const vpc = new Vpc(stack, 'Vpc', {
      ...{ availabilityZones, natGateways: 1, restrictDefaultSecurityGroup: false },
      subnetConfiguration: subnetConfiguration as any,
    });

    expect(() => searchIn(stack, { vpc, subnets: subnetsOf(vpc) })).toThrowProblem(
      'search/not-a-subnet-per-zone',
      'subnets',
      value,
    );
  });

  test('a standby without masters or with nodes of t3, though there are three zones', () => {
    const stack = workloadStack();
    const { vpc } = threeTiersIn(stack);
    const standby = { vpc, multiAzWithStandby: true };

    for (const wrong of [{ dedicatedMasters: 0 }, { dataNodeType: 't3.medium.search' }]) {
      expect(() => new SearchDomain(stack, `No${Object.keys(wrong)}`, { ...standby, ...wrong })).toThrowProblem(
        'search/standby-impossible',
        'multiAzWithStandby',
        true,
      );
    }
    expect(new SearchDomain(stack, 'Search', standby).dataNodes).toBe(3);
  });

  test.each<[prop: keyof SearchDomainProps, value: unknown]>([
    ['engineVersion', 2],
    ['dataNodeType', 7],
    ['dataNodes', '2'],
    ['dedicatedMasters', true],
    ['multiAzWithStandby', 'yes'],
    ['volumeSize', 20],
    ['encryptionKey', 'alias/search'],
    ['logRetention', 7],
  ])('%s of another type', (prop, value) => {
    expect(() => searchIn(workloadStack(), { [prop]: value })).toThrowProblem('props/wrong-type', prop, value);
  });
});

function kindOf(kind: string): string {
  return kind === 'PRIVATE_ISOLATED' ? 'Isolated' : 'Private';
}
