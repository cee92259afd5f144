import { App, Stack } from 'aws-cdk-lib';
import { Instance, InstanceType, MachineImage, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage, FargateService, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { ApplicationLoadBalancer, ApplicationProtocol } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { ImportedNetwork, ImportedNetworkProps, NetworkEgress } from '../../src/network';
import { newApp, resourcesOf, templateOf, workloadStack } from '../support/cloud';
import { Said } from '../support/problems';

export const IDS = {
  vpcId: 'vpc-0123456789abcdef0',
  publicSubnetIds: ['subnet-a', 'subnet-b'],
  privateSubnetIds: ['subnet-c', 'subnet-d'],
};

function networkIn(stack: Stack, props: Partial<ImportedNetworkProps> = {}): ImportedNetwork {
  return new ImportedNetwork(stack, 'Network', { ...IDS, egress: NetworkEgress.nat(), ...props });
}

/** A load balancer and a service, as the bank has them. */
function runOn(network: ImportedNetwork, stack: Stack): void {
  const { vpc } = network;
  const vpcSubnets = network.publicSubnets;
  const loadBalancer = new ApplicationLoadBalancer(stack, 'Alb', { vpc, internetFacing: true, vpcSubnets });
  const taskDefinition = new FargateTaskDefinition(stack, 'Task');
  taskDefinition.addContainer('api', {
    image: ContainerImage.fromRegistry('nginx'),
    portMappings: [{ containerPort: 9000 }],
  });
  const service = new FargateService(stack, 'Service', {
    cluster: new Cluster(stack, 'Cluster', { vpc }),
    taskDefinition,
    vpcSubnets: network.privateSubnets,
    minHealthyPercent: 100,
    circuitBreaker: { rollback: true },
  });
  loadBalancer
    .addListener('Http', { port: 80, open: false })
    .addTargets('Api', { targets: [service], port: 9000, protocol: ApplicationProtocol.HTTP });
}

describe('RB4 a network by ids', () => {
  test.each([
    ['as many of both', IDS.privateSubnetIds],
    ['more private than public ones', [...IDS.privateSubnetIds, 'subnet-e']],
  ])('carries a load balancer in public and tasks in private subnets, %s, and asks nothing', (_, privateSubnetIds) => {
    const stack = workloadStack();
    runOn(networkIn(stack, { privateSubnetIds }), stack);

    const [loadBalancer] = resourcesOf(stack, 'AWS::ElasticLoadBalancingV2::LoadBalancer');
    const [service] = resourcesOf(stack, 'AWS::ECS::Service');

    expect(loadBalancer.Properties.Subnets).toEqual(IDS.publicSubnetIds);
    expect(service.Properties.NetworkConfiguration.AwsvpcConfiguration.Subnets).toEqual(privateSubnetIds);

    const assembly = (stack.node.root as App).synth(); // no lookup, no warning, no zone made up
    expect(assembly.manifest.missing).toBeUndefined();
    expect(assembly.getStackArtifact(stack.artifactId).messages).toEqual([]);
    expect(JSON.stringify(templateOf(stack))).not.toContain('Fn::GetAZs');
  });

  test('tells zones where they are given, and refuses who asks for them where they are not', () => {
    const instanceOn = (props: Partial<ImportedNetworkProps>) => {
      const stack = workloadStack();
      new Instance(stack, 'Instance', {
        vpc: networkIn(stack, props).vpc,
        instanceType: new InstanceType('t3.micro'),
        machineImage: MachineImage.genericLinux({ 'ap-southeast-1': 'ami-1' }),
      });
      return stack;
    };
    const zones = ['ap-southeast-1a', 'ap-southeast-1b'];

    expect(
      resourcesOf(instanceOn({ availabilityZones: zones }), 'AWS::EC2::Instance')[0].Properties.AvailabilityZone,
    ).toBe('ap-southeast-1a');
    expect(() => templateOf(instanceOn({}))).toThrowProblem(
      'network/zone-not-known',
      'availabilityZones',
      undefined,
      'Web/Instance/Resource',
    );
  });
});

describe('RB23 the egress path of the private subnets', () => {
  const ENDPOINT = 'AWS::EC2::VPCEndpoint';
  const endpointsOf = (stack: Stack) => {
    return resourcesOf(stack, ENDPOINT).map(({ Properties }) => [
      Properties.VpcEndpointType,
      Properties.ServiceName.replace('com.amazonaws.ap-southeast-1.', ''),
    ]);
  };

  test('is a NAT gateway where the caller states it: nothing is made, its addresses are for allow lists', () => {
    const stack = workloadStack();
    const network = networkIn(stack, { egress: NetworkEgress.nat({ addresses: ['203.0.113.7'] }) });
    network.allowEndpointAccessFrom(SecurityGroup.fromSecurityGroupId(stack, 'Tasks', 'sg-1'));

    expect(network.allowListAddresses).toEqual(['203.0.113.7']);
    expect(network.endpointSecurityGroup).toBeUndefined();
    expect(templateOf(stack).Resources).toBeUndefined();
  });

  test('is endpoints for what a task needs to start, image layers from S3 included', () => {
    const stack = workloadStack();
    networkIn(stack, { egress: NetworkEgress.vpcEndpoints() });

    expect(endpointsOf(stack)).toEqual(
      ['ecr.api', 'ecr.dkr', 'logs', 'secretsmanager', 'ssm', 's3'].map((service) => ['Interface', service]),
    );
    expect(resourcesOf(stack, ENDPOINT)[0].Properties).toMatchObject({
      VpcId: IDS.vpcId,
      SubnetIds: IDS.privateSubnetIds,
      PrivateDnsEnabled: true,
    });
    expect(resourcesOf(stack, ENDPOINT)[5].Properties.DnsOptions).toEqual({
      PrivateDnsOnlyForInboundResolverEndpoint: 'AllResolvers',
    });
  });

  test('takes the free gateway to S3 where the route tables are known, and further services', () => {
    const stack = workloadStack();
    networkIn(stack, {
      egress: NetworkEgress.vpcEndpoints({ routeTableIds: ['rtb-2', 'rtb-1'], additionalServices: ['kms', 'ssm'] }),
    });

    expect(endpointsOf(stack)).toContainEqual(['Gateway', 's3']);
    expect(endpointsOf(stack)).toContainEqual(['Interface', 'kms']);
    expect(endpointsOf(stack)).toHaveLength(7);
    expect(resourcesOf(stack, ENDPOINT)[6].Properties.RouteTableIds).toEqual(['rtb-1', 'rtb-2']);
  });

  test('is open to named clients alone, on the port of HTTPS', () => {
    const other = workloadStack();
    const opened = networkIn(other, { egress: NetworkEgress.vpcEndpoints() });
    opened.allowEndpointAccessFrom(new SecurityGroup(other, 'Tasks', { vpc: opened.vpc, allowAllOutbound: false }));

    expect(opened.endpointSecurityGroup).toBeDefined();
    expect(resourcesOf(other, 'AWS::EC2::SecurityGroup')[0].Properties.SecurityGroupIngress).toBeUndefined();
    expect(resourcesOf(other, 'AWS::EC2::SecurityGroupIngress')).toEqual([
      expect.objectContaining({
        Properties: expect.objectContaining({ FromPort: 443, ToPort: 443, IpProtocol: 'tcp' }),
      }),
    ]);
    expect(JSON.stringify(templateOf(other))).not.toContain('0.0.0.0/0');
  });

  test('is open to ranges of the VPC where they are given, so that other workloads keep working', () => {
    const stack = workloadStack();
    networkIn(stack, { egress: NetworkEgress.vpcEndpoints({ clientRanges: ['10.1.0.0/16', '10.0.0.0/16'] }) });

    expect(resourcesOf(stack, 'AWS::EC2::SecurityGroup')[0].Properties.SecurityGroupIngress).toEqual(
      ['10.0.0.0/16', '10.1.0.0/16'].map((CidrIp) => {
        return { CidrIp, Description: 'Clients in the VPC', FromPort: 443, ToPort: 443, IpProtocol: 'tcp' };
      }),
    );
  });

  describe('through endpoints that exist', () => {
    const stack = workloadStack();
    const network = networkIn(stack, { egress: NetworkEgress.fromEndpointSecurityGroupId('sg-endpoints') });
    const tasks = new SecurityGroup(stack, 'Tasks', { vpc: network.vpc, allowAllOutbound: false });
    network.allowEndpointAccessFrom(tasks);

    test('creates none', () => {
      expect(endpointsOf(stack)).toEqual([]);
      expect(network.endpointSecurityGroup?.securityGroupId).toBe('sg-endpoints');
    });

    test('opens their security group to a client', () => {
      const [{ Properties }] = resourcesOf(stack, 'AWS::EC2::SecurityGroupIngress');
      expect(Properties).toMatchObject({ GroupId: 'sg-endpoints', FromPort: 443, ToPort: 443, IpProtocol: 'tcp' });
    });

    test('has its rule below the client, so that tasks that wait for their group wait for it', () => {
      const rules = tasks.node.findAll().filter(({ node }) => /^(to|from)/.test(node.id));
      expect(rules).toHaveLength(2);
    });
  });

  test('is there before a client of another stack, whose tasks could not start without it', () => {
    const app = newApp();
    const stack = workloadStack(app, 'Net');
    const network = networkIn(stack, { egress: NetworkEgress.vpcEndpoints() });
    const service = workloadStack(app, 'Service');
    network.allowEndpointAccessFrom(new SecurityGroup(service, 'Tasks', { vpc: network.vpc, allowAllOutbound: false }));
    app.synth();

    expect(service.dependencies).toEqual([stack]);
    expect(stack.dependencies).toEqual([]);
  });
});

test('an imported network names each missing prop', () => {
  const make = () => new ImportedNetwork(workloadStack(), 'Network', { vpcId: 'vpc-1' } as any);

  expect(make).toThrowProblems(
    ['publicSubnetIds', 'privateSubnetIds', 'egress'].map((name): Said => ['props/missing', name, undefined]),
    'Web/Network',
  );
});
