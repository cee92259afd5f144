import { Fn, Stack } from 'aws-cdk-lib';
import { ISubnet, IVpc, Subnet, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ICluster } from 'aws-cdk-lib/aws-ecs';
import { ApiExposure, ImageRepository } from '../../../../src/service';
import { loadBalancerPlacementProblems } from '../../../../src/service/private/placement/load-balancer-placement';
import { placementProblems } from '../../../../src/service/private/placement/placement-problems';
import { ApiProps, IMAGE, saidBy, testRules } from '../../../support/api';
import { ACCOUNT, newApp, workloadStack } from '../../../support/cloud';
import { networkIn } from '../../../support/scaffold';

const { withinVpc, internet } = ApiExposure;
const stack = workloadStack();
const stackAt = (id: string, region?: string, account = ACCOUNT) => {
  return new Stack(stack.node.root, id, { env: { account, region } });
};
const { vpc } = networkIn(stack);
const image = new ImageRepository(stack, 'Image', { image: IMAGE });
const problems = (props: ApiProps, home = stack) => [
  ...placementProblems(home, { vpc, image, ...props }),
  ...loadBalancerPlacementProblems({ vpc, ...props }),
];

const inOneZone = (subnetId: string) => {
  return Subnet.fromSubnetAttributes(stack, subnetId, { subnetId, availabilityZone: 'a', routeTableId: 'rtb-1' });
};
const subnetsOf: Record<string, ISubnet> = {
  ...{ a: vpc.publicSubnets[0], b: vpc.publicSubnets[1], c: vpc.privateSubnets[0], d: vpc.privateSubnets[1] },
  ...{ one: inOneZone('one'), two: inOneZone('two') },
};
const named = (names: string[]) => ({ subnets: names.map((name) => subnetsOf[name]) });
const idsOf = (names: string[]) => named(names).subnets.map(({ subnetId }) => subnetId);

const vpcWith = (id: string, ...subnetTypes: SubnetType[]) => {
  const subnetConfiguration = subnetTypes.map((subnetType) => ({ name: subnetType, subnetType }));
  return new Vpc(stack, id, { availabilityZones: ['a', 'b'], subnetConfiguration });
};
const made = vpcWith('Made', SubnetType.PUBLIC, SubnetType.PRIVATE_ISOLATED);
const vpcs: Record<string, IVpc> = {
  'of both kinds': made,
  'of public subnets': vpcWith('Public', SubnetType.PUBLIC),
  'of isolated subnets': vpcWith('Isolated', SubnetType.PRIVATE_ISOLATED),
  'in another region': networkIn(stackAt('Far', 'eu-west-1')).vpc,
  'that only CloudFormation knows': Vpc.fromVpcAttributes(stack, 'Late', {
    vpcId: Fn.importValue('VpcId'),
    availabilityZones: ['a', 'b'],
    publicSubnetIds: [Fn.importValue('PublicOne'), Fn.importValue('PublicTwo')],
    privateSubnetIds: [Fn.importValue('PrivateOne'), Fn.importValue('PrivateTwo')],
  }),
};

const clusterIn = (home: Stack, region?: string): ICluster => {
  const clusterArn = region && `arn:aws:ecs:${region}:111111111111:cluster/shared`;
  return Cluster.fromClusterAttributes(home, `${region}`, { clusterName: 'shared', clusterArn, vpc });
};
const clusters: Record<string, ICluster> = {
  'made in another region': new Cluster(stackAt('Clusters', 'eu-west-1'), 'Cluster', { vpc }),
  'imported from another region': clusterIn(stack, 'eu-west-1'),
  'made here': new Cluster(stack, 'Cluster', { vpc }),
  'imported from here': clusterIn(stack, 'ap-southeast-1'),
  'in a region that only CloudFormation knows': clusterIn(stackAt('Agnostic')),
};

test('a VPC without such subnets has a fix of its own', () => {
  const [ofTasks, ofLoadBalancer] = [vpcs['of public subnets'], vpcs['of isolated subnets']].flatMap((it) => {
    return problems({ vpc: it }).flatMap((problem) => (problem ? [problem.fix] : []));
  });

  expect([ofTasks, ofLoadBalancer]).toEqual([
    'give the VPC private subnets in two zones, or pass subnets',
    'give the VPC public subnets in two zones, or pass subnets',
  ]);
});

testRules(problems, [
  {
    prop: 'serviceName',
    code: 'service/not-a-service-name',
    refused: ['', 'prd rl', 'prd.rl', 'api/prd', 'a'.repeat(256)],
    taken: ['a', 'Prd_rl-bank-api2', 'a'.repeat(255), Fn.importValue('ServiceName'), undefined],
  },
  {
    prop: 'taskSubnets',
    code: 'service/too-few-subnets',
    refused: [['c'], ['c', 'c'], ['one', 'two']],
    taken: [['c', 'd']],
    props: (names) => ({ taskSubnets: named(names) }),
    shown: idsOf,
  },
  {
    prop: 'loadBalancerSubnets',
    code: 'service/too-few-subnets',
    refused: [['a']],
    taken: [['a', 'b']],
    props: (names) => ({ loadBalancerSubnets: named(names) }),
    shown: idsOf,
  },
  {
    title: 'tasks without `taskSubnets` never stand in public subnets: `vpc`',
    prop: 'taskSubnets',
    code: 'service/too-few-subnets',
    refused: ['of public subnets'],
    taken: ['of both kinds', 'that only CloudFormation knows'],
    props: (kind) => ({ vpc: vpcs[kind] }),
    shown: () => [],
  },
  {
    title: 'a public load balancer without `loadBalancerSubnets` never stands in private ones: `vpc`',
    prop: 'loadBalancerSubnets',
    code: 'service/too-few-subnets',
    refused: ['of isolated subnets'],
    props: (kind) => ({ vpc: vpcs[kind] }),
    shown: () => [],
  },
  {
    title: 'where the load balancer is public, `taskSubnets`',
    prop: 'taskSubnets',
    code: 'service/tasks-in-public',
    refused: [['a', 'c']],
    props: (names) => ({ taskSubnets: named(names), loadBalancerSubnets: named(['a', 'b']) }),
    shown: ([first]) => idsOf([first])[0],
  },
  {
    title: 'where the internet may call, `loadBalancerSubnets`',
    prop: 'loadBalancerSubnets',
    code: 'api/callers-in-private',
    refused: [['c', 'a']],
    props: (names) => ({ loadBalancerSubnets: named(names), exposure: internet(), taskSubnets: named(['d', 'one']) }),
    shown: ([first]) => idsOf([first])[0],
  },
  {
    prop: 'vpc',
    code: 'service/network-elsewhere',
    refused: ['in another region'],
    props: (kind) => ({ vpc: vpcs[kind] }),
    shown: () => 'Far/Network/Vpc',
  },
  {
    prop: 'cluster',
    code: 'service/cluster-elsewhere',
    refused: ['made in another region', 'imported from another region'],
    taken: ['made here', 'imported from here', 'in a region that only CloudFormation knows'],
    props: (kind) => ({ cluster: clusters[kind] }),
    shown: (kind) => clusters[kind].node.path,
  },
  {
    title: 'RB5b where its channel is in a stack of its own account and region, `image`',
    prop: 'image',
    code: 'service/image-elsewhere',
    refused: [IMAGE.replace('111111111111', '222222222222'), IMAGE.replace('ap-southeast-1', 'eu-west-1')],
    props: (address) => {
      const [account, region] = [address.slice(0, 12), address.split('.')[3]];
      const theirs = stackAt(`In-${account}-${region}`, region, account);
      return { image: new ImageRepository(theirs, 'Image', { image: address }) };
    },
  },
]);

test('each subnet of the tasks that is public is told, by its path where the app makes it', () => {
  const props = { vpc: made, taskSubnets: { subnetType: SubnetType.PUBLIC } };

  expect(saidBy(problems, props)).toEqual([
    ['service/tasks-in-public', 'taskSubnets', 'Web/Made/PublicSubnet1'],
    ['service/tasks-in-public', 'taskSubnets', 'Web/Made/PublicSubnet2'],
  ]);
});

test('within the VPC tasks and load balancer may share private subnets, named or not', () => {
  const exposure = withinVpc();

  for (const props of [
    { vpc: vpcs['of isolated subnets'] },
    { vpc: made },
    { loadBalancerSubnets: named(['c', 'd']) },
  ]) {
    expect(saidBy(problems, { exposure, ...props })).toEqual([]);
  }
});

test('a cluster of any region is taken in a stack whose region is not known', () => {
  const home = new Stack(newApp(), 'Agnostic');

  expect(saidBy((props) => problems(props, home), { cluster: clusterIn(stack, 'eu-west-2') })).toEqual([]);
});
