import { Duration, Lazy, RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { RedisEngine, RedisReplicationGroup, RedisReplicationGroupProps } from '../../../../src/data';
import { workloadStack } from '../../../support/cloud';
import { networkIn } from '../../../support/scaffold';

function redisIn(stack: Stack, props: Partial<RedisReplicationGroupProps>): RedisReplicationGroup {
  return new RedisReplicationGroup(stack, 'Queue', { vpc: props.vpc ?? networkIn(stack).vpc, ...props });
}

function vpcOf(stack: Stack, zones: string[]): Vpc {
  return new Vpc(stack, 'Vpc', { availabilityZones: zones, natGateways: 1, restrictDefaultSecurityGroup: false });
}

describe('a replication group refuses', () => {
  test.each<[code: string, prop: string, value: unknown, props: Partial<RedisReplicationGroupProps>]>([
    ['not-for-queues', 'parameters.cluster-enabled', 'yes', { parameters: { 'cluster-enabled': 'yes' } }],
    [
      'not-for-queues',
      'parameters.maxmemory-policy',
      'allkeys-lru',
      { parameters: { 'maxmemory-policy': 'allkeys-lru' } },
    ],
    ['not-a-parameter', 'parameters', 'Max Memory', { parameters: { 'Max Memory': '1' } }],
    [
      'not-a-number-of-replicas',
      'replicas',
      'a token',
      { replicas: Token.asNumber(Lazy.number({ produce: () => 1 })) },
    ],
    ['node-too-small', 'nodeType', 'cache.t4g.micro', { nodeType: 'cache.t4g.micro' }],
    ['not-a-node-type', 'nodeType', 'cache.x9.large', { nodeType: 'cache.x9.large' }],
    ['not-a-node-type', 'nodeType', 'cache.t4g.xlarge', { nodeType: 'cache.t4g.xlarge' }],
    ['not-a-node-type', 'nodeType', 'm7g.large', { nodeType: 'm7g.large' }],
    ['not-a-node-type', 'nodeType', 'cache.constructor.large', { nodeType: 'cache.constructor.large' }],
    ['not-a-number-of-replicas', 'replicas', 6, { replicas: 6 }],
    ['not-a-number-of-replicas', 'replicas', 1.5, { replicas: 1.5 }],
    ['not-a-snapshot-retention', 'snapshotRetention', '36 days', { snapshotRetention: Duration.days(36) }],
    ['not-a-snapshot-name', 'snapshotName', 'a--b', { snapshotName: 'a--b' }],
    ['nodes-cannot-be-retained', 'removalPolicy', 'retain', { removalPolicy: RemovalPolicy.RETAIN }],
    ['not-a-version', 'engine', '8', { engine: RedisEngine.valkey('8') }],
    ['not-a-version', 'engine', '6.2', { engine: RedisEngine.valkey('6.2') }],
  ])('redis/%s: %s is %s', (code, prop, value, props) => {
    expect(() => redisIn(workloadStack(), props)).toThrowProblem(`redis/${code}`, prop, value);
  });

  test('no parameter for its name, which ElastiCache knows or not', () => {
    expect(redisIn(workloadStack(), { parameters: { constructor: '1' } as any }).replicas).toBe(1);
  });

  test('a replica in the zone of its primary, which a single node may have', () => {
    const stack = workloadStack();
    const vpc = vpcOf(stack, ['a']);

    expect(() => redisIn(stack, { vpc })).toThrowProblem(
      'redis/too-few-zones',
      'subnets',
      '1 subnets in 1 Availability Zones',
    );
    expect(new RedisReplicationGroup(stack, 'Development', { vpc, replicas: 0 }).replicas).toBe(0);
  });

  test.each<[prop: keyof RedisReplicationGroupProps, value: unknown]>([
    ['engine', 'valkey'],
    ['nodeType', 7],
    ['replicas', '1'],
    ['parameters', 'timeout'],
    ['encryptionKey', 'alias/queue'],
    ['snapshotRetention', 7],
    ['snapshotName', 7],
  ])('%s of another type', (prop, value) => {
    expect(() => redisIn(workloadStack(), { [prop]: value })).toThrowProblem('props/wrong-type', prop, value);
  });

  test('values of parameters of another type', () => {
    expect(() => redisIn(workloadStack(), { parameters: { timeout: 300 as any } })).toThrowProblem(
      'props/wrong-type',
      'parameters.timeout',
      300,
    );
  });
});
