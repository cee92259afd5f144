import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { IVpc, Peer, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { IServiceBinding } from '../../src/core';
import { ExternalDatabase } from '../../src/data';
import { EdgeCertificate } from '../../src/edge';
import { ApiExposure, BankApiService, BankApiServiceAttributes, ImageRepository, LaunchPhase } from '../../src/service';
import {
  apiIn,
  apiStack,
  arnOf,
  changesBetween,
  danglingIn,
  exportsIn,
  IMAGE,
  propertiesOf,
  rulesOf,
  runningApi,
  serviceOf,
} from '../support/api';
import { EDGE, lambdasIn, newApp, resourcesOf, templateOf, workloadStack, zoneOf } from '../support/cloud';
import { ManagedDatabase } from '../support/managed-database';
import { networkIn, scaffoldIn } from '../support/scaffold';

const POLICY = 'AWS::IAM::Policy';
const CERTIFICATE = 'AWS::CertificateManager::Certificate';

const siteIn = (stack: Stack) => {
  return new EdgeCertificate(stack, 'Site', { zone: zoneOf(stack), domainName: 'app.bank.example' });
};

test('RB2a the certificate is in the region of the API, beside those of sites in us-east-1, in one app', () => {
  const stack = workloadStack();
  const { edgeStack } = siteIn(stack);
  apiIn(stack);

  expect(propertiesOf(stack, CERTIFICATE).DomainName).toBe('api.bank.example');
  expect(propertiesOf(edgeStack, CERTIFICATE).DomainName).toBe('app.bank.example');
  expect([stack.region, edgeStack.region]).toEqual(['ap-southeast-1', 'us-east-1']);
});

test('RB2b where the workload is in us-east-1 there is one stack', () => {
  const app = newApp();
  const stack = new Stack(app, 'Web', { env: EDGE });
  const image = new ImageRepository(stack, 'Image', { image: IMAGE.replace('ap-southeast-1', 'us-east-1') });
  siteIn(stack);
  apiIn(stack, { image });

  expect(app.synth().stacksRecursively.map(({ stackName }) => stackName)).toEqual(['Web']);
  expect(resourcesOf(stack, CERTIFICATE)).toHaveLength(2);
});

test('its name follows from its place by default, and so do cluster, task and log group', () => {
  const stack = workloadStack();
  const { serviceName } = apiIn(stack, { serviceName: undefined });

  expect(serviceName).toMatch(/^Web-Api-[\w-]+$/);
  expect(serviceOf(stack).ServiceName).toBe(serviceName);
  expect(propertiesOf(stack, 'AWS::ECS::Cluster').ClusterName).toBe(serviceName);
  expect(propertiesOf(stack, 'AWS::ECS::TaskDefinition').Family).toBe(serviceName);
  expect(propertiesOf(stack, 'AWS::Logs::LogGroup', 'ApiLogs').LogGroupName).toBe(`/ecs/${serviceName}`);
});

test('its address is that of the domain, and what it is made of can be read', () => {
  const stack = workloadStack();
  const api = apiIn(stack, { exposure: ApiExposure.withinVpc() });

  expect(api.url).toBe('https://api.bank.example');
  expect([api.serviceName, api.clusterName, api.containerPort]).toEqual(['prd-rl-bank-api', 'prd-rl-bank-api', 9000]);
  expect([api.isPublic, apiIn().isPublic]).toEqual([false, true]);
  expect(stack.resolve([api.service.serviceArn, api.taskDefinition.taskDefinitionArn])).toEqual([
    { Ref: expect.stringMatching(/^ApiService/) },
    { Ref: expect.stringMatching(/^ApiTaskDefinition/) },
  ]);
  expect(api.service.cluster).toBe(api.cluster);
  expect(api.grantPrincipal).toBe(api.taskRole);
});

test('RB3a it makes no Lambda and no NAT gateway', () => {
  const stack = workloadStack();
  runningApi({ rollOnSecretChange: true, scaling: { maxTasks: 4 } }, stack);

  expect(lambdasIn(stack.node.root as App)).toEqual([]);
  expect(resourcesOf(stack, 'AWS::EC2::NatGateway')).toEqual([]);
});

describe('RB7 a database leaves the API what it is, now or later: no logical id of it is another', () => {
  const idsWith = (databasesIn: (stack: Stack, vpc: IVpc) => IServiceBinding[]) => {
    const stack = workloadStack();
    const { vpc } = networkIn(stack);
    runningApi({ vpc, settings: scaffoldIn(stack), uses: databasesIn(stack, vpc) }, stack);
    return Object.keys(templateOf(stack).Resources);
  };
  const external = (uriWithoutCredentials: string, ports?: number[]) => (stack: Stack) => {
    const uriSecret = Secret.fromSecretNameV2(stack, 'Uri', 'rl/bank/api/DB_URI');
    return [new ExternalDatabase(stack, 'Database', { uriSecret, uriWithoutCredentials, ports })];
  };
  const managed = (stack: Stack, vpc: IVpc) => [new ManagedDatabase(stack, 'Engine', vpc)];
  const none = idsWith(() => []);

  test.each([
    ['MongoDB outside', external('mongodb+srv://cluster.example.mongodb.net', [27017]), []],
    ['SQL outside', external('postgresql://db.bank.example:5432/bank'), []],
    ['a managed engine', managed, expect.arrayContaining([expect.stringMatching(/^EngineSecret/)])],
  ])('%s', (_, databaseIn, added) => {
    const ids = idsWith(databaseIn);

    expect(ids.filter((id) => none.includes(id))).toEqual(none);
    expect(ids.filter((id) => !none.includes(id))).toEqual(added);
  });
});

describe('RB16 the role of the tasks', () => {
  test('has no permission at all until the caller grants one', () => {
    const stack = workloadStack();
    runningApi({ settings: scaffoldIn(stack, { encryptionKey: new Key(stack, 'Key') }) }, stack);

    expect(Object.keys(propertiesOf(stack, 'AWS::IAM::Role', 'ApiTaskRole')).sort()).toEqual([
      'AssumeRolePolicyDocument',
      'Description',
    ]);
    expect(resourcesOf(stack, POLICY)).toEqual([]);
  });

  test("takes the caller's grants, on what another stack has too, and the service waits for them", () => {
    const app = newApp();
    const stack = workloadStack(app);
    const api = runningApi({}, stack);
    new Bucket(workloadStack(app, 'Files'), 'Bucket').grantRead(api).assertSuccess();
    const policy = propertiesOf(stack, POLICY);

    expect(policy.Roles).toEqual([{ Ref: expect.stringMatching(/^ApiTaskRole/) }]);
    expect(policy.PolicyDocument.Statement[0].Action).toContain('s3:GetObject*');
    expect(resourcesOf(stack, 'AWS::ECS::Service')[0].DependsOn).toContainEqual(
      expect.stringMatching(/^ApiTaskRoleDefaultPolicy/),
    );
  });
});

test('RB22 until image and values are there synth says that there are 0 tasks, and names all that is missing', () => {
  const stack = workloadStack();
  const { pendingInputs } = apiIn(stack, { desiredCount: 4 });
  const missing = pendingInputs.map(({ target }) => target).join(', ');

  expect(pendingInputs.map(({ key }) => key)).toEqual(expect.arrayContaining(['image', 'DB_URI', 'SENTRY_RELEASE']));
  expect(pendingInputs.every(({ command }) => command.length > 0)).toBe(true);
  Annotations.fromStack(stack).hasInfo(
    '/Web/Api',
    `0 tasks until 'launchPhase' states that these are there: ${missing}`,
  );
});

test.each([LaunchPhase.FIRST_START, LaunchPhase.RUNNING])('RB22 synth says nothing once it is %s', (launchPhase) => {
  expect(Annotations.fromStack(apiStack({ launchPhase })).findInfo('*', Match.anyValue())).toEqual([]);
});

describe('RB3a connections of an API within the VPC are those of its load balancer', () => {
  type Open = (api: BankApiService, client: SecurityGroup) => void;
  const doors: Array<[string, Open]> = [
    ['api.connections.allowFrom(client)', (api, client) => api.connections.allowFrom(client, Port.tcp(443))],
    ['client.connections.allowTo(api)', (api, client) => client.connections.allowTo(api, Port.tcp(443))],
    ['client.connections.allowToDefaultPort(api)', (api, client) => client.connections.allowToDefaultPort(api)],
  ];
  const beside = (open: Open = () => undefined, clientStack?: string) => {
    const app = newApp();
    const stack = workloadStack(app);
    const { vpc } = networkIn(stack);
    const api = apiIn(stack, { vpc, exposure: ApiExposure.withinVpc() });
    const home = clientStack ? workloadStack(app, clientStack) : stack;
    open(api, new SecurityGroup(home, 'Client', { vpc, allowAllOutbound: false }));
    return { app, stack, home };
  };

  test.each(doors)('in one stack %s opens 443 of the load balancer, and changes nothing else', (_, open) => {
    const [{ stack: before }, { stack: after }] = [beside(), beside(open)];
    const ids = changesBetween(before, after).filter((id) => !/^Client\w{8}$/.test(id));
    const changed = ids.map((id) => templateOf(after).Resources[id]);
    const client = expect.objectContaining({ 'Fn::GetAtt': [expect.stringMatching(/^Client/), 'GroupId'] });
    const balancer = { 'Fn::GetAtt': [expect.stringMatching(/^ApiLoadBalancerSecurityGroup/), 'GroupId'] };

    expect(changed.map(({ Type, Properties }) => ({ Type, ...Properties }))).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          ...{ Type: 'AWS::EC2::SecurityGroupIngress', FromPort: 443, ToPort: 443 },
          ...{ GroupId: balancer, SourceSecurityGroupId: client },
        }),
        expect.objectContaining({
          ...{ Type: 'AWS::EC2::SecurityGroupEgress', FromPort: 443, ToPort: 443 },
          ...{ GroupId: client, DestinationSecurityGroupId: balancer },
        }),
      ]),
    );
    expect(changed).toHaveLength(2);
  });

  test.each(doors)(
    'across two stacks %s creates both rules in the stack of the client, without an export',
    (_, open) => {
      const { app, stack, home } = beside(open, 'Worker');
      const read = { 'Fn::GetStackOutput': expect.objectContaining({ StackName: 'Web' }) };

      expect([rulesOf(home, 'Ingress'), rulesOf(home, 'Egress')]).toEqual([[[443, 443]], [[443, 443]]]);
      expect(resourcesOf(home, 'AWS::EC2::SecurityGroupIngress')[0].Properties.GroupId).toEqual(read);
      expect(resourcesOf(home, 'AWS::EC2::SecurityGroupEgress')[0].Properties.DestinationSecurityGroupId).toEqual(read);
      expect([rulesOf(stack, 'Ingress'), rulesOf(stack, 'Egress')]).toEqual([[[9000, 9000]], [[9000, 9000]]]);
      expect([stack.dependencies, home.dependencies]).toEqual([[], [stack]]);
      expect([exportsIn(app), danglingIn(app)]).toEqual([[], []]);
    },
  );

  test('opened twice, by both sides, they have one rule each', () => {
    const { stack } = beside((api, client) => doors.forEach(([, open]) => open(api, client)));

    expect([rulesOf(stack, 'Ingress'), rulesOf(stack, 'Egress')].map((rules) => rules.length)).toEqual([2, 2]);
  });

  test('a range of addresses is a rule of the load balancer', () => {
    const { stack } = beside((api) => api.connections.allowFrom(Peer.ipv4('10.0.0.0/8'), Port.tcp(443)));

    expect(propertiesOf(stack, 'AWS::EC2::SecurityGroup', 'ApiLoadBalancer').SecurityGroupIngress).toEqual([
      expect.objectContaining({ CidrIp: '10.0.0.0/8', FromPort: 443 }),
    ]);
  });

  test.each<[string, Open]>([
    ['api.connections.allowTo(cache)', (api, cache) => api.connections.allowTo(cache, Port.tcp(6379))],
    ['cache.connections.allowFrom(api)', (api, cache) => cache.connections.allowFrom(api, Port.tcp(6379))],
  ])('%s is refused, since the tasks call and not the load balancer', (_, open) => {
    expect(() => beside(open)).toThrowProblem('api/not-a-client', 'client', 'Web/Api', 'Web/Api');
  });

  test('what the tasks call is opened by the service', () => {
    const { stack } = beside((api, cache) => api.service.connections.allowTo(cache, Port.tcp(6379)));

    expect(rulesOf(stack, 'Egress')).toContainEqual([6379, 6379]);
  });
});

describe('an API of another app', () => {
  const importedIn = (stack: Stack, attrs: Partial<BankApiServiceAttributes> = {}) => {
    const loadBalancerSecurityGroup = SecurityGroup.fromSecurityGroupId(stack, 'LoadBalancer', 'sg-1');
    const names = { serviceName: 'prd-rl-bank-api', domainName: 'api.bank.example', loadBalancerSecurityGroup };
    return BankApiService.fromBankApiServiceAttributes(stack, 'Api', { ...names, ...attrs });
  };

  test('is known by the names of service and domain', () => {
    const stack = workloadStack();
    const api = importedIn(stack);

    expect(api.url).toBe('https://api.bank.example');
    expect(stack.resolve(api.serviceArn)).toEqual(
      arnOf('ecs:ap-southeast-1:111111111111:service/prd-rl-bank-api/prd-rl-bank-api'),
    );
    expect(importedIn(workloadStack(), { clusterName: 'shared' }).clusterName).toBe('shared');
  });

  test('is rolled by a role that it grants to, and called by clients that it allows', () => {
    const stack = workloadStack();
    const { vpc } = networkIn(stack);
    const api = importedIn(stack);
    api.grantRoll(new Role(stack, 'Role', { assumedBy: new AccountRootPrincipal() })).assertSuccess();
    api.connections.allowDefaultPortFrom(new SecurityGroup(stack, 'Client', { vpc, allowAllOutbound: false }));

    expect(propertiesOf(stack, POLICY).PolicyDocument.Statement[0].Action).toBe('ecs:UpdateService');
    expect(propertiesOf(stack, 'AWS::EC2::SecurityGroupIngress')).toMatchObject({ GroupId: 'sg-1', FromPort: 443 });
    expect(rulesOf(stack, 'Egress')).toEqual([[443, 443]]);
  });

  test('is no client: its tasks call, and not its load balancer', () => {
    const stack = workloadStack();
    const api = importedIn(stack);
    const cache = new SecurityGroup(stack, 'Cache', { vpc: networkIn(stack).vpc });

    expect(() => cache.connections.allowFrom(api, Port.tcp(6379))).toThrowProblem(
      'api/not-a-client',
      'client',
      'Web/Api',
      'Web/Api',
    );
  });
});
