import { Fn, Stack } from 'aws-cdk-lib';
import { Subnet, SubnetConfiguration, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster } from 'aws-cdk-lib/aws-ecs';
import { ApiExposure, ContainerImageChannel } from '../../../src/service';
import { apiIn, ApiProps } from '../../support/api';
import { ACCOUNT, newApp, workloadStack } from '../../support/cloud';
import { networkIn } from '../../support/scaffold';

const attempt = (props: ApiProps, stack: Stack = workloadStack()) => expect(() => apiIn(stack, props));

const PUBLIC = { name: 'public', subnetType: SubnetType.PUBLIC };
const ISOLATED = { name: 'isolated', subnetType: SubnetType.PRIVATE_ISOLATED };

const attemptInVpc = (subnetConfiguration: SubnetConfiguration[], props: ApiProps = {}) => {
  const stack = workloadStack();
  const vpc = new Vpc(stack, 'Vpc', { availabilityZones: ['a', 'b'], subnetConfiguration });
  return attempt({ vpc, ...props }, stack);
};

test.each(['', 'prd rl', 'prd.rl', 'api/prd', 'a'.repeat(256)])('"%s" is no name of a service', (serviceName) => {
  attempt({ serviceName }).toThrow(
    `'serviceName' is "${serviceName}", but ECS takes 1 to 255 letters, digits, hyphens and underscores: choose such a name, or leave it out [api/not-a-service-name at Web/Api]`,
  );
});

test.each(['a', 'Prd_rl-bank-api2', 'a'.repeat(255), Fn.importValue('ServiceName'), undefined])(
  '"%s" is a name of a service',
  (serviceName) => {
    attempt({ serviceName }).not.toThrow();
  },
);

test('tasks in one subnet are refused', () => {
  const stack = workloadStack();
  const { vpc, publicSubnets } = networkIn(stack);
  const [subnet] = vpc.privateSubnets;

  attempt({ vpc, loadBalancerSubnets: publicSubnets, taskSubnets: { subnets: [subnet] } }, stack).toThrow(
    `'taskSubnets' is ["subnet-0000000000000000c"], but it takes two subnets at least, in two zones: one zone fails as a whole: add a subnet of another zone [api/too-few-subnets at Web/Api]`,
  );
});

test('one subnet that is in the list twice is refused', () => {
  const stack = workloadStack();
  const { vpc, publicSubnets } = networkIn(stack);
  const [subnet] = vpc.privateSubnets;

  attempt({ vpc, loadBalancerSubnets: publicSubnets, taskSubnets: { subnets: [subnet, subnet] } }, stack).toThrow(
    `'taskSubnets' is ["subnet-0000000000000000c","subnet-0000000000000000c"], but it takes two subnets at least`,
  );
});

test('a load balancer in one subnet is refused', () => {
  const stack = workloadStack();
  const { vpc, privateSubnets } = networkIn(stack);
  const loadBalancerSubnets = { subnets: [vpc.publicSubnets[0]] };

  attempt({ vpc, taskSubnets: privateSubnets, loadBalancerSubnets }, stack).toThrow(
    `'loadBalancerSubnets' is ["subnet-0000000000000000a"], but it takes two subnets at least, in two zones: a load balancer refuses one: add a subnet of another zone [api/too-few-subnets at Web/Api]`,
  );
});

test('tasks never stand in public subnets by themselves: without private ones they are refused', () => {
  attemptInVpc([PUBLIC]).toThrow(
    `'taskSubnets' is [], but it takes two subnets at least, in two zones: one zone fails as a whole: add a subnet of another zone [api/too-few-subnets at Web/Api]`,
  );
});

test('a public load balancer never stands in private subnets by itself: without public ones it is refused', () => {
  attemptInVpc([ISOLATED]).toThrow(
    `'loadBalancerSubnets' is [], but it takes two subnets at least, in two zones: a load balancer refuses one: add a subnet of another zone [api/too-few-subnets at Web/Api]`,
  );
});

test('a network with two subnets of each kind needs no subnets to be named', () => {
  const stack = workloadStack();

  attempt({ vpc: networkIn(stack).vpc }, stack).not.toThrow();
  attemptInVpc([PUBLIC, ISOLATED]).not.toThrow();
});

test('within the VPC tasks and load balancer may share private subnets, and do by default', () => {
  const stack = workloadStack();

  attempt({ vpc: networkIn(stack).vpc, exposure: ApiExposure.withinVpc() }, stack).not.toThrow();
  attemptInVpc([ISOLATED], { exposure: ApiExposure.withinVpc() }).not.toThrow();
});

test('tasks in the subnet of a public load balancer are refused', () => {
  const stack = workloadStack();
  const { vpc } = networkIn(stack);
  const taskSubnets = { subnets: [vpc.publicSubnets[0], vpc.privateSubnets[0]] };

  attempt({ vpc, taskSubnets, loadBalancerSubnets: { subnets: vpc.publicSubnets } }, stack).toThrow(
    `'taskSubnets' is "subnet-0000000000000000a", but it is public, as the load balancer wants it, and tasks without a public address have no way out of it: give the tasks private subnets [api/tasks-in-public at Web/Api]`,
  );
});

test('each subnet of the tasks that is public is told', () => {
  const stack = workloadStack();
  const { vpc, publicSubnets } = networkIn(stack);

  attempt({ vpc, taskSubnets: publicSubnets, exposure: ApiExposure.ranges(['203.0.113.0/24']) }, stack).toThrow(
    `2 problems [api/tasks-in-public at Web/Api]:\n- 'taskSubnets' is "subnet-0000000000000000a", but it is public, as the load balancer wants it`,
  );
});

test('subnets that only CloudFormation knows are not refused', () => {
  const stack = workloadStack();
  const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: Fn.importValue('VpcId'),
    availabilityZones: ['a', 'b'],
    publicSubnetIds: [Fn.importValue('PublicOne'), Fn.importValue('PublicTwo')],
    privateSubnetIds: [Fn.importValue('PrivateOne'), Fn.importValue('PrivateTwo')],
  });

  attempt({ vpc, taskSubnets: undefined, loadBalancerSubnets: undefined }, stack).not.toThrow();
});

/** A cluster of a stack in a region, beside an API of a stack that may be in another. */
const attemptInCluster = (region: string | undefined, stack: Stack) => {
  const home = new Stack(stack.node.root, 'Clusters', { env: { account: ACCOUNT, region } });
  const { vpc, privateSubnets: taskSubnets, publicSubnets: loadBalancerSubnets } = networkIn(stack);
  const clusterVpc = new Vpc(home, 'Vpc', { availabilityZones: ['a', 'b'] });
  const cluster = new Cluster(home, 'Cluster', { vpc: clusterVpc, clusterName: 'shared' });
  return attempt({ vpc, taskSubnets, loadBalancerSubnets, cluster }, stack);
};

test('a cluster of another region is refused', () => {
  attemptInCluster('eu-west-1', workloadStack()).toThrow(
    `'cluster' is "Clusters/Cluster", but it is in eu-west-1, and Web in ap-southeast-1: take a cluster of the stack's own region, or leave it out [api/cluster-elsewhere at Web/Api]`,
  );
});

test("a cluster of the stack's own region is taken", () => {
  attemptInCluster('ap-southeast-1', workloadStack()).not.toThrow();
});

test('a cluster is taken where only CloudFormation knows one of the two regions', () => {
  attemptInCluster(undefined, workloadStack()).not.toThrow();
  attemptInCluster('eu-west-1', new Stack(newApp(), 'Agnostic')).not.toThrow();
});

test('an imported cluster is known by its ARN', () => {
  const clusterIn = (region: string) => {
    const stack = workloadStack();
    const clusterArn = `arn:aws:ecs:${region}:111111111111:cluster/shared`;
    const { vpc } = networkIn(stack);
    return {
      stack,
      vpc,
      cluster: Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'shared', clusterArn, vpc }),
    };
  };
  const { stack: near, ...here } = clusterIn('ap-southeast-1');
  const { stack: far, ...there } = clusterIn('eu-west-1');

  attempt(here, near).not.toThrow();
  attempt(there, far).toThrow(`it is in eu-west-1, and Web in ap-southeast-1`);
});

test('two subnets of one zone are too few', () => {
  const stack = workloadStack();
  const subnetIn = (id: string) =>
    Subnet.fromSubnetAttributes(stack, id, {
      subnetId: `subnet-${id}`,
      availabilityZone: 'ap-southeast-1a',
      routeTableId: 'rtb-1',
    });

  attempt({ taskSubnets: { subnets: ['one', 'two'].map(subnetIn) } }, stack).toThrow(
    `'taskSubnets' is ["subnet-one","subnet-two"], but it takes two subnets at least, in two zones: one zone fails as a whole: add a subnet of another zone [api/too-few-subnets at Web/Api]`,
  );
});

test('RB3a subnets of a VPC that the app makes are known by what they are', () => {
  const stack = workloadStack();
  const vpc = new Vpc(stack, 'Vpc', { availabilityZones: ['a', 'b'], natGateways: 1 });

  attempt({ vpc }, stack).not.toThrow();
  const other = workloadStack();
  const made = new Vpc(other, 'Vpc', { availabilityZones: ['a', 'b'], natGateways: 1 });
  attempt({ vpc: made, taskSubnets: { subnetType: SubnetType.PUBLIC } }, other).toThrow(
    `'taskSubnets' is "Web/Vpc/PublicSubnet1", but it is public, as the load balancer wants it, and tasks without a public address have no way out of it: give the tasks private subnets`,
  );
});

test('a load balancer for the internet in private subnets is refused, one within the VPC is not', () => {
  const attemptAt = (exposure: ApiExposure) => {
    const stack = workloadStack();
    const { vpc, privateSubnets: loadBalancerSubnets } = networkIn(stack);
    return attempt({ vpc, loadBalancerSubnets, exposure }, stack);
  };

  attemptAt(ApiExposure.withinVpc()).not.toThrow();
  attemptAt(ApiExposure.internet()).toThrow(
    `'loadBalancerSubnets' is "subnet-0000000000000000c", but it is private, and nobody on the internet would reach a load balancer in it: give it public subnets, or take ApiExposure.withinVpc()`,
  );
});

test('a network of another region is refused', () => {
  const stack = workloadStack();
  const far = new Stack(stack.node.root, 'Far', { env: { account: ACCOUNT, region: 'eu-west-1' } });
  const { vpc } = networkIn(far);

  attempt({ vpc }, stack).toThrow(
    `'vpc' is "Far/Network/Vpc", but it is in eu-west-1, and Web in ap-southeast-1: take a network of the stack's own region [api/network-elsewhere at Web/Api]`,
  );
});

test('RB5b an image of another account is refused where its channel lies in a stack of that account', () => {
  const stack = workloadStack();
  const theirs = new Stack(stack.node.root, 'Theirs', { env: { account: '222222222222', region: 'ap-southeast-1' } });
  const address = '222222222222.dkr.ecr.ap-southeast-1.amazonaws.com/rl-bank-api:live';

  attempt({ image: new ContainerImageChannel(theirs, 'Image', { image: address }) }, stack).toThrow(
    `'image' is "${address}", but it is in account 222222222222 and region ap-southeast-1, and Web in 111111111111 and ap-southeast-1: state it by 'imageIsElsewhere' of the channel, and let this account pull [api/image-elsewhere at Web/Api]`,
  );
});
