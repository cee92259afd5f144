import { App, CfnOutput, Duration, Size, Stack } from 'aws-cdk-lib';
import { Port, SecurityGroup, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { SettingStorage, ValkeyCache, ValkeyCacheProps } from '../../src/data';
import { ImportedNetwork } from '../../src/network';
import { exportsIn } from '../support/api';
import { newApp, resourcesOf, templateOf, workloadStack } from '../support/cloud';
import { networkIn, scaffoldIn } from '../support/scaffold';

const CACHE = 'AWS::ElastiCache::ServerlessCache';

function cacheIn(stack: Stack, props: Partial<ValkeyCacheProps> = {}, network?: ImportedNetwork): ValkeyCache {
  const { vpc, privateSubnets } = network ?? networkIn(stack);
  return new ValkeyCache(stack, 'Cache', { vpc, subnets: privateSubnets, ...props });
}

/** With the defaults, for whatever is only read. */
const usual = workloadStack();
const usualCache = cacheIn(usual);

describe('RB6a the cache', () => {
  test('is serverless Valkey in the private subnets, with a ceiling on data and computing', () => {
    const [{ Properties, DeletionPolicy }] = resourcesOf(usual, CACHE);

    expect(Properties).toEqual({
      ServerlessCacheName: usualCache.cacheName,
      Description: 'Cache of Web',
      Engine: 'valkey',
      MajorEngineVersion: '8',
      SubnetIds: ['subnet-0000000000000000c', 'subnet-0000000000000000d'],
      SecurityGroupIds: [{ 'Fn::GetAtt': [expect.stringMatching(/^CacheSecurityGroup/), 'GroupId'] }],
      CacheUsageLimits: { DataStorage: { Maximum: 1, Unit: 'GB' }, ECPUPerSecond: { Maximum: 5000 } },
    }); // neither snapshots, a key of the team's nor users
    expect(DeletionPolicy).toBe('Delete'); // it holds nothing that cannot be made again
  });

  test('has the limits, snapshots and key that the team gives', () => {
    const stack = workloadStack();
    const encryptionKey = new Key(stack, 'Key');
    cacheIn(stack, {
      maxDataStorage: Size.gibibytes(5),
      maxEcpuPerSecond: 20000,
      snapshotRetention: Duration.days(7),
      encryptionKey,
    });

    expect(resourcesOf(stack, CACHE)[0].Properties).toMatchObject({
      CacheUsageLimits: { DataStorage: { Maximum: 5 }, ECPUPerSecond: { Maximum: 20000 } },
      SnapshotRetentionLimit: 7,
      KmsKeyId: { 'Fn::GetAtt': [expect.any(String), 'Arn'] },
    });
  });

  test('is in the private subnets of the network by default', () => {
    const stack = workloadStack();
    const network = networkIn(stack);
    cacheIn(stack, { subnets: undefined }, network);

    expect(resourcesOf(stack, CACHE)[0].Properties.SubnetIds).toEqual([
      'subnet-0000000000000000c',
      'subnet-0000000000000000d',
    ]);
  });

  test('is closed until a client is allowed, and then open to that client on its one port', () => {
    const open = workloadStack();
    const network = networkIn(open);
    const client = new SecurityGroup(open, 'Tasks', { vpc: network.vpc, allowAllOutbound: false });
    cacheIn(open, {}, network).allowAccessFrom(client);

    expect(resourcesOf(usual, 'AWS::EC2::SecurityGroup')[0].Properties.SecurityGroupIngress).toBeUndefined();
    expect(resourcesOf(open, 'AWS::EC2::SecurityGroupIngress').map(({ Properties }) => Properties)).toEqual([
      expect.objectContaining({ FromPort: 6379, ToPort: 6379, SourceSecurityGroupId: expect.anything() }),
    ]);
    expect(JSON.stringify(templateOf(open))).not.toContain('0.0.0.0/0');
  });

  test('is never in public subnets by default', () => {
    const stack = workloadStack();
    const subnetConfiguration = [{ name: 'Public', subnetType: SubnetType.PUBLIC }];
    const vpc = new Vpc(stack, 'Vpc', { availabilityZones: ['a', 'b'], subnetConfiguration });

    expect(() => new ValkeyCache(stack, 'Cache', { vpc })).toThrowProblem(
      'cache/wrong-number-of-subnets',
      'subnets',
      '0 subnets',
    );
  });

  test.each<[asked: string, open: (cache: ValkeyCache, client: SecurityGroup) => void]>([
    ['cache.connections.allowFrom', (cache, client) => cache.connections.allowFrom(client, Port.tcp(6379))],
    ['cache.connections.allowDefaultPortFrom', (cache, client) => cache.connections.allowDefaultPortFrom(client)],
    ['client.connections.allowTo', (cache, client) => client.connections.allowTo(cache, Port.tcp(6379))],
    ['client.connections.allowToDefaultPort', (cache, client) => client.connections.allowToDefaultPort(cache)],
  ])('is opened by %s in the stack of the client, without an export', (_, open) => {
    const app = newApp();
    const stack = workloadStack(app, 'Cache');
    const network = networkIn(stack);
    const cache = cacheIn(stack, {}, network);
    const service = workloadStack(app, 'Service');
    open(cache, new SecurityGroup(service, 'Tasks', { vpc: network.vpc, allowAllOutbound: false }));

    const rules = ['Ingress', 'Egress'].map((kind) => resourcesOf(service, `AWS::EC2::SecurityGroup${kind}`));
    expect(rules.map(([{ Properties }]) => Properties.FromPort)).toEqual([6379, 6379]);
    expect(rules.map(({ length }) => length)).toEqual([1, 1]);
    expect(exportsIn(app)).toEqual([]);
    expect(stack.dependencies).toEqual([]);
    expect(service.dependencies).toEqual([stack]);
  });

  test('opens no connection itself', () => {
    const stack = workloadStack();
    const network = networkIn(stack);
    const other = new SecurityGroup(stack, 'Other', { vpc: network.vpc });
    const { connections } = cacheIn(stack, {}, network);

    expect(() => connections.allowTo(other, Port.tcp(443))).toThrowProblem('cache/not-a-client', 'client', 'Web/Cache');
  });

  test('is opened by its connections to a client in its own stack', () => {
    const stack = workloadStack();
    const network = networkIn(stack);
    const client = new SecurityGroup(stack, 'Tasks', { vpc: network.vpc, allowAllOutbound: false });
    cacheIn(stack, {}, network).connections.allowDefaultPortFrom(client);

    expect(resourcesOf(stack, 'AWS::EC2::SecurityGroupIngress').map(({ Properties }) => Properties)).toEqual([
      expect.objectContaining({
        GroupId: { 'Fn::GetAtt': [expect.stringMatching(/^CacheSecurityGroup/), 'GroupId'] },
        SourceSecurityGroupId: { 'Fn::GetAtt': [expect.stringMatching(/^Tasks/), 'GroupId'] },
      }),
    ]);
  });

  test('comes before a client in another stack, also where a third stack reads both', () => {
    const app = newApp();
    const stack = workloadStack(app, 'Cache');
    const network = networkIn(stack);
    const cache = cacheIn(stack, {}, network);
    const settings = scaffoldIn(workloadStack(app, 'Settings'), { cacheUri: SettingStorage.cacheEndpoint(cache) });
    const service = workloadStack(app, 'Service');
    new CfnOutput(service, 'Db', { value: settings.secrets.DB_URI.secretArn });
    cache.allowAccessFrom(new SecurityGroup(service, 'Tasks', { vpc: network.vpc, allowAllOutbound: false }));
    app.synth();

    expect(stack.dependencies).toEqual([]);
    expect(service.dependencies).toEqual(expect.arrayContaining([stack]));
  });
});

test('RB6b its address is told over TLS, without credentials', () => {
  const endpoint = (part: string) => ({ 'Fn::GetAtt': [expect.stringMatching(/^Cache/), `Endpoint.${part}`] });

  expect(usual.resolve(usualCache.uri)).toEqual({
    'Fn::Join': ['', ['rediss://', endpoint('Address'), ':', endpoint('Port')]],
  });
});

test('another stack reads its address weakly, so that another cache can take its place', () => {
  const app = newApp();
  const addressWith = (stack: Stack, props: Partial<ValkeyCacheProps>) => {
    const reader = workloadStack(stack.node.root as App, 'Reader');
    new CfnOutput(reader, 'Uri', { value: cacheIn(stack, props).uri });
    return templateOf(reader).Outputs.Uri.Value['Fn::GetStackOutput'];
  };
  const one = addressWith(workloadStack(app), {});
  const other = addressWith(workloadStack(), { cacheName: 'another' });

  expect(one).toEqual({ StackName: 'Web', OutputName: expect.stringMatching(/^CacheUri[0-9a-f]{8}$/) });
  expect(other.OutputName).not.toBe(one.OutputName);
});

describe('RB6c roles', () => {
  test('get no action of ElastiCache, and asking for one without IAM authentication is refused', () => {
    const role = new Role(new Stack(), 'Role', { assumedBy: new AccountRootPrincipal() });

    expect(() => usualCache.grantConnect(role)).toThrowProblem(
      'cache/no-iam-authentication',
      'iamAuthentication',
      false,
      'Web/Cache',
    );
    expect(JSON.stringify(templateOf(usual))).not.toContain('elasticache:');
  });

  test('may log in to the one cache as its one user where the team asks for it', () => {
    const stack = workloadStack();
    const role = new Role(stack, 'Role', { assumedBy: new AccountRootPrincipal() });
    const cache = cacheIn(stack, { iamAuthentication: true });
    cache.grantConnect(role).assertSuccess();
    const arnOf = (resource: string) => ({
      'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:elasticache:ap-southeast-1:111111111111:${resource}`]],
    });

    const [policy] = resourcesOf(stack, 'AWS::IAM::Policy');
    expect(policy.Properties.PolicyDocument.Statement).toEqual([
      {
        Effect: 'Allow',
        Action: 'elasticache:Connect',
        Resource: [arnOf(`serverlesscache:${cache.cacheName}`), arnOf(`user:${cache.iamUserName}`)],
      },
    ]);
    expect(resourcesOf(stack, CACHE)[0].Properties.UserGroupId).toEqual({ Ref: expect.stringMatching(/^CacheUsers/) });
  });
});

test('its metrics are those of the one cache, and take the options of the caller', () => {
  const cache = cacheIn(workloadStack(), { cacheName: 'prd-rl-bank' });
  const metrics = [
    cache.metricBytesUsed(),
    cache.metricProcessingUnits(),
    cache.metricThrottledCommands({ label: 'x' }),
  ];

  expect(metrics.map(({ metricName, statistic }) => [metricName, statistic])).toEqual([
    ['BytesUsedForCache', 'Maximum'],
    ['ElastiCacheProcessingUnits', 'Sum'],
    ['ThrottledCmds', 'Sum'],
  ]);
  expect(metrics.every(({ dimensions }) => dimensions!.clusterId === 'prd-rl-bank')).toBe(true);
  expect(metrics[2].label).toBe('x');
});

test('whoever reads its address finds it where the network is in a third stack', () => {
  const app = newApp();
  const vpc = new Vpc(workloadStack(app, 'Network'), 'Vpc', { availabilityZones: ['a', 'b'], natGateways: 1 });
  const home = workloadStack(app, 'Cache');
  const reader = workloadStack(app, 'Reader');
  new CfnOutput(reader, 'Uri', { value: new ValkeyCache(home, 'Cache', { vpc }).uri });

  const { OutputName } = templateOf(reader).Outputs.Uri.Value['Fn::GetStackOutput'];

  expect(Object.keys(templateOf(home).Outputs)).toContain(OutputName);
});

describe('a cache of another app', () => {
  const stack = workloadStack();
  const cache = ValkeyCache.fromValkeyCacheAttributes(stack, 'Shared', {
    cacheName: 'shared',
    endpointAddress: 'shared.serverless.apse1.cache.amazonaws.com',
    securityGroup: SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0123456789abcdef0'),
    iamUserName: 'shared-user',
  });

  test('is known by its attributes', () => {
    expect(cache.uri).toBe('rediss://shared.serverless.apse1.cache.amazonaws.com:6379');
    expect(JSON.stringify(stack.resolve(cache.cacheArn))).toContain('111111111111:serverlesscache:shared');
    expect(cache.iamUserName).toBe('shared-user');
  });

  test('is opened to clients and roles of this app', () => {
    const client = new SecurityGroup(stack, 'Tasks', { vpc: networkIn(stack).vpc, allowAllOutbound: false });
    cache.allowAccessFrom(client);
    cache.grantConnect(new Role(stack, 'Role', { assumedBy: new AccountRootPrincipal() })).assertSuccess();

    expect(resourcesOf(stack, 'AWS::EC2::SecurityGroupIngress')[0].Properties).toMatchObject({
      GroupId: 'sg-0123456789abcdef0',
      FromPort: 6379,
    });
    expect(JSON.stringify(templateOf(stack))).toContain('111111111111:user:shared-user');
  });

  test('grants no role where it has no IAM authentication', () => {
    const other = new Stack();
    const plain = ValkeyCache.fromValkeyCacheAttributes(other, 'Plain', {
      cacheName: 'plain',
      endpointAddress: 'plain.example',
      securityGroup: SecurityGroup.fromSecurityGroupId(other, 'Group', 'sg-0123456789abcdef0'),
    });
    const role = new Role(other, 'Role', { assumedBy: new AccountRootPrincipal() });

    expect(() => plain.grantConnect(role)).toThrowProblem(
      'cache/no-iam-authentication',
      'iamAuthentication',
      false,
      'Default/Plain',
    );
  });

  test('opens no connection itself', () => {
    const server = new SecurityGroup(stack, 'Server', { vpc: networkIn(workloadStack()).vpc });

    expect(() => cache.connections.allowTo(server, Port.tcp(443))).toThrowProblem(
      'cache/not-a-client',
      'client',
      'Web/Shared',
      'Web/Shared',
    );
  });
});
