import { CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { RedisEngine, RedisReplicationGroup, RedisReplicationGroupProps } from '../../src/data';
import { exportsIn } from '../support/api';
import { newApp, resourcesOf, templateOf, workloadStack } from '../support/cloud';
import { networkIn } from '../support/scaffold';
import { threeTiersIn } from '../support/three-tiers';

const GROUP = 'AWS::ElastiCache::ReplicationGroup';

function redisIn(stack: Stack, props: Partial<RedisReplicationGroupProps> = {}): RedisReplicationGroup {
  return new RedisReplicationGroup(stack, 'Queue', { vpc: props.vpc ?? networkIn(stack).vpc, ...props });
}

/** With the defaults, for whatever is only read. */
const usual = workloadStack();
const usualRedis = redisIn(usual);

/** With all it can do. */
const full = workloadStack();
const fullRedis = redisIn(full, {
  engine: RedisEngine.REDIS_7_1,
  nodeType: 'cache.m7g.large',
  replicas: 2,
  parameters: { timeout: '300', 'notify-keyspace-events': 'Ex' },
  encryptionKey: new Key(full, 'Key'),
  snapshotRetention: Duration.days(35),
  snapshotName: 'queue-final',
});

describe('PC12b FE3c the replication group', () => {
  test('is one shard of Valkey that evicts nothing, with a replica in another zone, TLS and snapshots', () => {
    const [{ Properties, DeletionPolicy, UpdateReplacePolicy }] = resourcesOf(usual, GROUP);

    expect(Properties).toEqual({
      ReplicationGroupId: usualRedis.replicationGroupId,
      ReplicationGroupDescription: 'Queues of Web',
      Engine: 'valkey',
      EngineVersion: '8.0',
      AutoMinorVersionUpgrade: true,
      CacheNodeType: 'cache.t4g.small',
      ClusterMode: 'disabled',
      NumCacheClusters: 2,
      AutomaticFailoverEnabled: true,
      MultiAZEnabled: true,
      CacheParameterGroupName: { Ref: expect.stringMatching(/^QueueParameters/) },
      CacheSubnetGroupName: { Ref: expect.stringMatching(/^QueueSubnets/) },
      SecurityGroupIds: [{ 'Fn::GetAtt': [expect.stringMatching(/^QueueSecurityGroup/), 'GroupId'] }],
      TransitEncryptionEnabled: true,
      TransitEncryptionMode: 'required',
      AtRestEncryptionEnabled: true,
      UserGroupIds: [{ Ref: expect.stringMatching(/^QueueUsers/) }],
      SnapshotRetentionLimit: 7,
    });
    expect([DeletionPolicy, UpdateReplacePolicy]).toEqual(['Snapshot', 'Snapshot']);
    expect(resourcesOf(usual, 'AWS::ElastiCache::ParameterGroup')[0].Properties).toMatchObject({
      CacheParameterGroupFamily: 'valkey8',
      Properties: { 'maxmemory-policy': 'noeviction' },
    });
    expect(resourcesOf(usual, 'AWS::ElastiCache::SubnetGroup')[0].Properties.SubnetIds).toEqual([
      'subnet-0000000000000000c',
      'subnet-0000000000000000d',
    ]);
  });

  test('FE1 is in the data tier of a network that has one', () => {
    const stack = workloadStack();
    const { vpc } = threeTiersIn(stack);
    redisIn(stack, { vpc });

    const [{ Properties }] = resourcesOf(stack, 'AWS::ElastiCache::SubnetGroup');
    expect(Properties.SubnetIds).toEqual(stack.resolve(vpc.isolatedSubnets.map(({ subnetId }) => subnetId)));
  });

  test('has the engine, nodes, parameters, key and snapshot that the team gives', () => {
    expect(resourcesOf(full, GROUP)[0].Properties).toMatchObject({
      Engine: 'redis',
      EngineVersion: '7.1',
      CacheNodeType: 'cache.m7g.large',
      NumCacheClusters: 3,
      KmsKeyId: { 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] },
      SnapshotRetentionLimit: 35,
      SnapshotName: 'queue-final',
    });
    expect(resourcesOf(full, 'AWS::ElastiCache::ParameterGroup')[0].Properties).toMatchObject({
      CacheParameterGroupFamily: 'redis7',
      Properties: { timeout: '300', 'notify-keyspace-events': 'Ex', 'maxmemory-policy': 'noeviction' },
    });
  });

  test.each([
    [RedisEngine.VALKEY_7_2, 'valkey', '7.2', 'valkey7'],
    [RedisEngine.valkey('8.1'), 'valkey', '8.1', 'valkey8'],
  ])('takes the engine %o', (engine, name, version, family) => {
    const stack = workloadStack();
    redisIn(stack, { engine });

    expect(resourcesOf(stack, GROUP)[0].Properties).toMatchObject({ Engine: name, EngineVersion: version });
    expect(resourcesOf(stack, 'AWS::ElastiCache::ParameterGroup')[0].Properties).toMatchObject({
      CacheParameterGroupFamily: family,
    });
  });

  test('is a single node without failover where the team wants no replica, as for development', () => {
    const stack = workloadStack();
    redisIn(stack, { replicas: 0, snapshotRetention: Duration.days(0) });

    expect(resourcesOf(stack, GROUP)[0].Properties).toMatchObject({
      NumCacheClusters: 1,
      AutomaticFailoverEnabled: false,
      MultiAZEnabled: false,
      SnapshotRetentionLimit: 0,
    });
  });

  test('is deleted without a final snapshot by two keys', () => {
    const stack = workloadStack(newApp({ context: { 'rl-bank-constructs:destroyData': true } }));
    redisIn(stack, { removalPolicy: RemovalPolicy.DESTROY });

    expect(resourcesOf(stack, GROUP)[0].DeletionPolicy).toBe('Delete');
    expect(() => redisIn(workloadStack(), { removalPolicy: RemovalPolicy.DESTROY })).toThrowProblem(
      'removal/second-key-missing',
      'removalPolicy',
      'destroy',
    );
  });

  test('has another id where a change replaces it, and the same one where it does not', () => {
    const idWith = (props: Partial<RedisReplicationGroupProps>) => redisIn(workloadStack(), props).replicationGroupId;
    const { replicationGroupId } = usualRedis;

    expect(replicationGroupId).toMatch(/^[a-z](-?[a-z0-9])*$/);
    expect(replicationGroupId.length).toBeLessThanOrEqual(40);
    expect(idWith({ nodeType: 'cache.m7g.large', replicas: 2, engine: RedisEngine.VALKEY_7_2 })).toBe(
      replicationGroupId,
    );
    const keys = ['One', 'Other'].map((id) => new Key(workloadStack(newApp(), id), 'Key')); // of one logical id
    const others = [
      ...[idWith({ engine: RedisEngine.REDIS_7_1 }), idWith({ snapshotName: 'queue-final' })],
      ...keys.map((encryptionKey) => idWith({ encryptionKey })),
    ];
    expect(new Set([replicationGroupId, ...others]).size).toBe(5);
  });
});

describe('PC10c its login', () => {
  test('is a password that Secrets Manager generates, and that the template refers to alone', () => {
    const [user, ...others] = resourcesOf(usual, 'AWS::ElastiCache::User');

    expect(others).toEqual([]);
    expect(user.Properties).toEqual({
      Engine: 'valkey',
      UserId: expect.stringMatching(/^[a-z][a-z0-9-]{0,39}$/),
      UserName: 'queue',
      AccessString: 'on ~* &* +@all -@dangerous +info +client|list',
      AuthenticationMode: {
        Type: 'password',
        Passwords: [
          {
            'Fn::Join': [
              '',
              [
                '{{resolve:secretsmanager:',
                { Ref: expect.stringMatching(/^QueuePassword/) },
                ':SecretString:password::}}',
              ],
            ],
          },
        ],
      },
    });
    expect(resourcesOf(usual, 'AWS::SecretsManager::Secret')[0].Properties.GenerateSecretString).toEqual({
      SecretStringTemplate: '{"username":"queue"}',
      GenerateStringKey: 'password',
      PasswordLength: 64,
      ExcludePunctuation: true,
    });
    expect(resourcesOf(usual, 'AWS::ElastiCache::UserGroup')[0].Properties.UserIds).toEqual([
      { Ref: expect.stringMatching(/^QueueUser/) },
    ]);
  });

  test('lets nobody in without a name, where Redis demands a default user', () => {
    const users = resourcesOf(full, 'AWS::ElastiCache::User').map(({ Properties }) => Properties);

    expect(users.find(({ UserName }) => UserName === 'default')).toMatchObject({
      Engine: 'redis',
      AccessString: 'off -@all',
      AuthenticationMode: { Type: 'no-password-required' },
    });
    expect(users.every(({ UserId }) => UserId.length <= 40)).toBe(true);
    expect(resourcesOf(full, 'AWS::ElastiCache::UserGroup')[0].Properties.UserIds).toHaveLength(2);
  });

  test('reaches a service as fields, since no URL has to be escaped then', () => {
    expect(usual.resolve(usualRedis.variables)).toEqual({
      REDIS_HOST: { 'Fn::GetAtt': [expect.stringMatching(/^Queue/), 'PrimaryEndPoint.Address'] },
      REDIS_PORT: '6379',
      REDIS_TLS: 'true',
      REDIS_USERNAME: 'queue',
    });
    expect(Object.entries(usualRedis.secrets).map(([name, { jsonField }]) => [name, jsonField])).toEqual([
      ['REDIS_PASSWORD', 'password'],
    ]);
    const { parameters, pendingInputs, fingerprint } = usualRedis;
    expect([parameters, pendingInputs, fingerprint]).toEqual([{}, [], '']);
  });

  test('needs no permission of the role', () => {
    const stack = new Stack();
    usualRedis.grantUse(new Role(stack, 'Role', { assumedBy: new AccountRootPrincipal() }));

    expect(resourcesOf(stack, 'AWS::IAM::Policy')).toEqual([]);
    expect(() => usualRedis.grantUse({} as any)).toThrowProblem('props/wrong-type', 'grantee', 'an object');
  });
});

describe('FE2 the way from the tasks', () => {
  test.each<[asked: string, open: (redis: RedisReplicationGroup, client: SecurityGroup) => void]>([
    ['allowAccessFrom', (redis, client) => redis.allowAccessFrom(client)],
    ['connections.allowFrom', (redis, client) => redis.connections.allowFrom(client, Port.tcp(6379))],
    ['client.connections.allowToDefaultPort', (redis, client) => client.connections.allowToDefaultPort(redis)],
  ])('is opened by %s in the stack of the client, without an export', (_, open) => {
    const app = newApp();
    const stack = workloadStack(app, 'Data');
    const { vpc } = networkIn(stack);
    const redis = redisIn(stack, { vpc });
    const service = workloadStack(app, 'Service');
    open(redis, new SecurityGroup(service, 'Tasks', { vpc, allowAllOutbound: false }));
    new CfnOutput(service, 'Host', { value: redis.primaryEndpointAddress });
    new CfnOutput(service, 'Secret', { value: redis.passwordSecret.secretArn });

    const rules = ['Ingress', 'Egress'].map((kind) => resourcesOf(service, `AWS::EC2::SecurityGroup${kind}`));
    expect(rules.map((each) => each.map(({ Properties }) => Properties.FromPort))).toEqual([[6379], [6379]]);
    expect(templateOf(service).Outputs.Host.Value['Fn::GetStackOutput'].OutputName).toMatch(/^RedisEndpoint/);
    expect(exportsIn(app)).toEqual([]);
    expect(stack.dependencies).toEqual([]);
    expect(service.dependencies).toEqual([stack]);
  });

  test('decrypts the password with a key of the team, without an export', () => {
    const app = newApp();
    const stack = workloadStack(app, 'Data');
    const redis = redisIn(stack, { encryptionKey: new Key(stack, 'Key') });
    const service = workloadStack(app, 'Service');
    new CfnOutput(service, 'Key', { value: redis.passwordSecret.encryptionKey!.keyArn });

    expect(templateOf(service).Outputs.Key.Value['Fn::GetStackOutput'].OutputName).toMatch(/^RedisKey/);
    expect(exportsIn(app)).toEqual([]);
  });

  test('is closed to everything else', () => {
    expect(resourcesOf(usual, 'AWS::EC2::SecurityGroup')[0].Properties.SecurityGroupIngress).toBeUndefined();
    expect(JSON.stringify(templateOf(usual))).not.toContain('0.0.0.0/0');
  });

  test('leads in one direction', () => {
    const stack = workloadStack();
    const { vpc } = networkIn(stack);
    const other = new SecurityGroup(stack, 'Other', { vpc });
    const { connections } = redisIn(stack, { vpc });

    expect(() => connections.allowTo(other, Port.tcp(443))).toThrowProblem('redis/not-a-client', 'client', 'Web/Queue');
    expect(() => usualRedis.allowAccessFrom({} as any)).toThrowProblem('props/wrong-type', 'client', 'an object');
  });
});

describe('its alarms and metrics', () => {
  test('page where jobs are refused or lost, and ask before', () => {
    const alarms = fullRedis.alarmDefinitions.map(({ id, threshold, severity }) => [id, threshold, severity]);

    expect(alarms).toEqual([
      ['RedisRefusesWrites', 95, 'PAGE'],
      ['RedisEvicts', 0, 'PAGE'],
      ['RedisMemoryNearLimit', 75, 'TICKET'],
      ['RedisEngineBusy', 80, 'TICKET'],
      ['RedisConnectionsNearLimit', 50000, 'TICKET'],
      ['RedisReplicaLags', 5, 'TICKET'],
    ]);
    expect(usualRedis.graphDefinitions).toHaveLength(5);
    expect(usualRedis.logQueries).toEqual([]);
  });

  test('speak of no replica where there is none', () => {
    const single = redisIn(workloadStack(), { replicas: 0 });

    expect(single.alarmDefinitions.map(({ id }) => id)).not.toContain('RedisReplicaLags');
    expect(single.graphDefinitions).toHaveLength(4);
  });

  test('are the highest of all nodes, as each can be the primary', () => {
    const { expression, usingMetrics } = fullRedis.metricMemoryUsage({ label: 'x' });
    const nodes = Object.values(usingMetrics).map((metric: any) => metric.dimensions.CacheClusterId);

    expect(expression).toBe('MAX([node1, node2, node3])');
    expect(nodes).toEqual(['001', '002', '003'].map((node) => `${fullRedis.replicationGroupId}-${node}`));
  });
});
