import { App, Duration, Stack } from 'aws-cdk-lib';
import { SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { AppProtocol } from 'aws-cdk-lib/aws-ecs';
import { HttpNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { ValkeyCache } from '../../src/data';
import { InternalService, InternalServiceProps, WorkerService } from '../../src/service';
import { danglingIn, exportsIn, propertiesOf, rulesOf, watchIn } from '../support/api';
import { newApp, resourcesOf, templateOf, workloadStack } from '../support/cloud';
import { permissionsIn, Place, placeIn } from '../support/internal';
import { scaffoldIn } from '../support/scaffold';

const stackWith = (props: Partial<InternalServiceProps> = {}) => {
  const stack = workloadStack();
  return { stack, permissions: permissionsIn(stack, placeIn(stack), props) };
};
const clientIn = (stack: Stack, place: Place, ...uses: InternalService[]) =>
  new WorkerService(stack, 'Worker', { ...place, serviceName: 'prd-mailer', uses });
const of = (stack: Stack, type: string, name: string) => {
  const found = resourcesOf(stack, `AWS::ECS::${type}`).map(({ Properties }) => Properties);
  return found.find(({ ServiceName, Family }) => (ServiceName ?? Family) === name);
};
const { stack: plain, permissions: internal } = stackWith();

describe('an internal service', () => {
  test('is called by Service Connect, without a load balancer', () => {
    const types = ['ElasticLoadBalancingV2::LoadBalancer', 'ElasticLoadBalancingV2::TargetGroup'];
    const endpoint = { PortName: 'permissions', DiscoveryName: 'permissions' };

    expect(types.flatMap((type) => resourcesOf(plain, `AWS::${type}`))).toEqual([]);
    expect(of(plain, 'Service', 'prd-permissions').ServiceConnectConfiguration).toEqual({
      Enabled: true,
      Namespace: 'prd-permissions',
      Services: [{ ...endpoint, ClientAliases: [{ DnsName: 'permissions', Port: 50051 }] }],
    });
    expect(of(plain, 'TaskDefinition', 'prd-permissions').ContainerDefinitions[0]).toMatchObject({
      Name: 'service',
      StopTimeout: 30,
      PortMappings: [{ ContainerPort: 50051, Name: 'permissions', AppProtocol: 'grpc' }],
    });
    expect(rulesOf(plain, 'Ingress')).toEqual([]);
  });

  test('has a namespace of its own, which exists before it', () => {
    const [id] = Object.entries<any>(templateOf(plain).Resources).find(([, { Type }]) =>
      Type.endsWith('HttpNamespace'),
    )!;
    const [service] = resourcesOf(plain, 'AWS::ECS::Service');

    expect(propertiesOf(plain, 'AWS::ServiceDiscovery::HttpNamespace')).toEqual({ Name: 'prd-permissions' });
    expect(service.DependsOn).toContain(id);
    expect(internal.cloudMapNamespace.namespaceName).toBe(internal.namespaceName);
  });

  test.each([
    ['Permissions', undefined, AppProtocol.grpc, 'permissions', 'grpc'],
    ['UserPermissions', undefined, undefined, 'user-permissions', 'http'],
    ['Permissions', 'authz', AppProtocol.http2, 'authz', 'http2'],
  ])('%s named %s takes its name and protocol', (id, serviceConnectName, protocol, name, spoken) => {
    const stack = workloadStack();
    const props = { ...placeIn(stack), containerPort: 8080, serviceConnectName, protocol };
    const { url, variables } = new InternalService(stack, id, props);

    expect([url, variables]).toEqual([
      `http://${name}:8080`,
      { [`${name.toUpperCase().replace('-', '_')}_URL`]: `http://${name}:8080` },
    ]);
    expect(propertiesOf(stack, 'AWS::ECS::TaskDefinition').ContainerDefinitions[0].PortMappings).toEqual([
      { ContainerPort: 8080, Name: name, AppProtocol: spoken, Protocol: 'tcp' },
    ]);
  });

  const [short, long] = [Duration.seconds(60), Duration.minutes(10)];
  test.each([
    ['a request timeout', { requestTimeout: short }, { PerRequestTimeoutSeconds: 60 }],
    ['a long one', { requestTimeout: long }, { PerRequestTimeoutSeconds: 600, IdleTimeoutSeconds: 600 }],
    ['none', { requestTimeout: Duration.seconds(0) }, { PerRequestTimeoutSeconds: 0 }],
    ['streams', { requestTimeout: long, idleTimeout: Duration.hours(1) }, { IdleTimeoutSeconds: 3600 }],
  ])('has %s', (_, times, timeout) => {
    const { ServiceConnectConfiguration } = of(stackWith(times).stack, 'Service', 'prd-permissions');

    expect(ServiceConnectConfiguration.Services[0].Timeout).toMatchObject(timeout);
  });

  test('waits with 0 tasks for what it needs', () => {
    const { stack, permissions } = stackWith({ launchPhase: undefined });

    expect(of(stack, 'Service', 'prd-permissions').DesiredCount).toBe(0);
    expect(permissions.pendingInputs.map(({ key }) => key)).toEqual(['image']);
    expect(permissions.alarmDefinitions.map(({ id }) => id)).toEqual(['DeploymentFailed']);
  });

  test('RB12a has alarms in the words of its callers, which can be made in another stack', () => {
    const { alarmDefinitions } = stackWith().permissions;
    const symptoms = alarmDefinitions.filter(({ id }) => id !== 'DeploymentFailed').map(({ symptom }) => symptom);

    expect(alarmDefinitions.map(({ id, severity }) => [id, severity])).toEqual([
      ['NoTasks', 'PAGE'],
      ['TasksMissing', 'TICKET'],
      ['CpuHigh', 'TICKET'],
      ['MemoryHigh', 'TICKET'],
      ['DeploymentFailed', 'PAGE'],
    ]);
    expect(symptoms.filter((symptom) => !symptom.includes('http://permissions:50051'))).toEqual([]);
    const { alarmDefinitions: some, node } = stackWith().permissions;
    expect(resourcesOf(watchIn(node.root as App, some), 'AWS::CloudWatch::Alarm')).toHaveLength(5);
  });
});

describe('a service that uses it', () => {
  const stack = workloadStack();
  const place = placeIn(stack);
  const permissions = permissionsIn(stack, place);
  const worker = clientIn(stack, place, permissions);

  test('gets its URL and becomes a client of the namespace, after it', () => {
    const [container] = of(stack, 'TaskDefinition', 'prd-mailer').ContainerDefinitions;
    const client = resourcesOf(stack, 'AWS::ECS::Service').find((it) => it.Properties.ServiceName === 'prd-mailer')!;

    expect(container.Environment).toEqual([{ Name: 'PERMISSIONS_URL', Value: 'http://permissions:50051' }]);
    expect(client.Properties.ServiceConnectConfiguration).toEqual({ Enabled: true, Namespace: 'prd-permissions' });
    expect(client.DependsOn).toContain(stack.getLogicalId(permissions.service.node.defaultChild as any));
  });

  test('reaches its port, and no other', () => {
    expect(rulesOf(stack, 'Ingress')).toEqual([[50051, 50051]]);
    expect(rulesOf(stack, 'Egress')).toEqual([[50051, 50051]]);
  });

  test('waits for what the internal service needs, too', () => {
    expect(worker.pendingInputs.map(({ key }) => key)).toEqual(['image']);
  });

  test('can be in another stack, deployed after it and without an export', () => {
    const app = newApp();
    const [one, other] = [workloadStack(app), workloadStack(app, 'Other')];
    clientIn(other, placeIn(other), permissionsIn(one, placeIn(one)));

    expect([exportsIn(app), danglingIn(app)]).toEqual([[], []]);
    expect(other.dependencies).toEqual([one]);
    expect([rulesOf(one, 'Ingress'), rulesOf(other, 'Ingress')]).toEqual([[], [[50051, 50051]]]);
    expect(of(other, 'Service', 'prd-mailer').ServiceConnectConfiguration.Namespace).toBe('prd-permissions');
  });

  test('can be an internal service itself, and use several of its namespace', () => {
    const inOne = workloadStack();
    const here = placeIn(inOne);
    const one = permissionsIn(inOne, here);
    const { cloudMapNamespace } = one;
    const names = { cloudMapNamespace, containerPort: 80 };
    const two = new InternalService(inOne, 'Ledger', { ...here, ...names, serviceName: 'prd-ledger', uses: [one] });
    clientIn(inOne, here, one, two);

    expect(of(inOne, 'Service', 'prd-ledger').ServiceConnectConfiguration).toMatchObject({
      Namespace: 'prd-permissions',
      Services: [{ PortName: 'ledger' }],
    });
    expect(of(inOne, 'Service', 'prd-mailer').ServiceConnectConfiguration).toEqual({
      Enabled: true,
      Namespace: 'prd-permissions',
    });
  });

  test('cannot use another of another namespace', () => {
    const inOne = workloadStack();
    const here = placeIn(inOne);
    const ledger = new InternalService(inOne, 'Ledger', { ...here, containerPort: 80, serviceName: 'prd-ledger' });

    expect(() => clientIn(inOne, here, permissionsIn(inOne, here), ledger)).toThrowProblem(
      'internal-service/other-namespace',
      'uses',
      'Web/Ledger',
      'Web/Worker/Service',
    );
  });
});

test('a client that is no ECS service is refused, since it would not resolve the name', () => {
  const { stack, permissions } = stackWith();
  const cache = new ValkeyCache(stack, 'Cache', {
    vpc: Vpc.fromVpcAttributes(stack, 'V', {
      ...{ vpcId: 'vpc-1', availabilityZones: ['a', 'b'], privateSubnetIds: ['subnet-1', 'subnet-2'] },
    }),
  });

  expect(() => permissions.allowAccessFrom(cache)).toThrowProblem(
    'internal-service/not-an-ecs-service',
    'client',
    'Web/Cache',
  );
  expect(() => cache.connections.allowDefaultPortFrom(permissions)).toThrowProblem(
    'internal-service/not-a-client',
    'client',
    'Web/Permissions',
  );
});

describe('an internal service of another app', () => {
  const attributes = (stack: Stack) => ({
    ...{ serviceName: 'prd-permissions', serviceConnectName: 'permissions', namespaceName: 'prd' },
    ...{ containerPort: 50051, securityGroup: SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-1') },
  });

  test('is used in the same way', () => {
    const stack = workloadStack();
    const imported = InternalService.fromInternalServiceAttributes(stack, 'Permissions', attributes(stack));
    clientIn(stack, placeIn(stack), imported as InternalService);

    expect(of(stack, 'Service', 'prd-mailer').ServiceConnectConfiguration).toEqual({ Enabled: true, Namespace: 'prd' });
    expect(propertiesOf(stack, 'AWS::EC2::SecurityGroupIngress')).toMatchObject({ GroupId: 'sg-1', FromPort: 50051 });
    expect(imported.url).toBe('http://permissions:50051');
  });

  test.each([
    ['internal-service/not-a-dns-label', 'serviceConnectName', 'Permissions'],
    ['internal-service/not-a-namespace', 'namespaceName', 'prd*'],
    ['service/not-a-port', 'containerPort', 0],
  ])('%s', (code, prop, value) => {
    const stack = workloadStack();
    const attrs = { ...attributes(stack), [prop]: value };

    expect(() => InternalService.fromInternalServiceAttributes(stack, 'P', attrs)).toThrowProblem(code, prop, value);
  });
});

test('a namespace that exists is taken by its name', () => {
  const stack = workloadStack();
  const attrs = {
    namespaceName: 'prd',
    namespaceId: 'ns-1',
    namespaceArn: 'arn:aws:servicediscovery:::namespace/ns-1',
  };
  const cloudMapNamespace = HttpNamespace.fromHttpNamespaceAttributes(stack, 'Namespace', attrs);
  permissionsIn(stack, placeIn(stack), { cloudMapNamespace });

  expect(of(stack, 'Service', 'prd-permissions').ServiceConnectConfiguration.Namespace).toBe('prd');
  expect(resourcesOf(stack, 'AWS::ServiceDiscovery::HttpNamespace')).toEqual([]);
});

test('a namespace of another stack is taken by its name, without an export', () => {
  const app = newApp();
  const [network, stack] = [workloadStack(app, 'Shared'), workloadStack(app)];
  const cloudMapNamespace = new HttpNamespace(network, 'Namespace', { name: 'prd' });
  permissionsIn(stack, placeIn(stack), { cloudMapNamespace });

  expect(of(stack, 'Service', 'prd-permissions').ServiceConnectConfiguration.Namespace).toBe('prd');
  expect([exportsIn(app), stack.dependencies]).toEqual([[], [network]]);
});

test('without a client it names it', () => {
  expect(() => internal.allowAccessFrom(undefined as any)).toThrowProblem('props/missing', 'client', undefined);
});

test.each([
  ['internal-service/not-a-dns-label', 'serviceConnectName', 'user_permissions', {}],
  ['internal-service/not-a-dns-label', 'serviceConnectName', '2fa', {}],
  ['internal-service/not-a-dns-label', 'serviceConnectName', 'a'.repeat(64), {}],
  ['service/not-a-port', 'containerPort', 65536, {}],
  ['service/not-a-stop-timeout', 'stopTimeout', '121 seconds', { stopTimeout: Duration.seconds(121) }],
  ['internal-service/not-a-timeout', 'requestTimeout', '0.5 seconds', { requestTimeout: Duration.millis(500) }],
  ['internal-service/not-a-timeout', 'idleTimeout', '0.5 seconds', { idleTimeout: Duration.millis(500) }],
  ['props/wrong-type', 'requestTimeout', 60, {}],
  ['props/wrong-type', 'protocol', 'grpc', {}],
  ['props/wrong-type', 'cloudMapNamespace', 'prd', {}],
])('%s: %s %s', (code, prop, value, props) => {
  expect(() => stackWith({ [prop]: value, ...props })).toThrowProblem(code, prop, value);
});

test('settings with another port are refused: no call would reach the container', () => {
  const stack = workloadStack();
  const settings = scaffoldIn(stack);

  expect(() => permissionsIn(stack, placeIn(stack), { settings })).toThrowProblem(
    'service/port-mismatch',
    'containerPort',
    50051,
  );
});
