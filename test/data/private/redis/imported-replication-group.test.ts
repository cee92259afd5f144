import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { RedisReplicationGroup } from '../../../../src/data';
import { resourcesOf, workloadStack } from '../../../support/cloud';
import { networkIn } from '../../../support/scaffold';

describe('a replication group of another app', () => {
  const stack = workloadStack();
  const attributes = {
    primaryEndpointAddress: 'master.queue.abc123.apse1.cache.amazonaws.com',
    securityGroup: SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0123456789abcdef0'),
    userName: 'queue',
    passwordSecret: Secret.fromSecretNameV2(stack, 'Password', 'queue'),
  };
  const redis = RedisReplicationGroup.fromRedisReplicationGroupAttributes(stack, 'Shared', attributes);

  test('leads a service to it, and opens its security group', () => {
    redis.allowAccessFrom(new SecurityGroup(stack, 'Tasks', { vpc: networkIn(stack).vpc, allowAllOutbound: false }));

    expect(redis.variables.REDIS_HOST).toBe('master.queue.abc123.apse1.cache.amazonaws.com');
    expect(redis.secrets.REDIS_PASSWORD.secret).toBe(attributes.passwordSecret);
    expect(resourcesOf(stack, 'AWS::EC2::SecurityGroupIngress')[0].Properties).toMatchObject({
      GroupId: 'sg-0123456789abcdef0',
      FromPort: 6379,
    });
    expect(redis.grantUse(new Role(stack, 'Role', { assumedBy: new AccountRootPrincipal() })).success).toBe(false);
  });

  test('is refused with an address that has a scheme', () => {
    const wrong = { ...attributes, primaryEndpointAddress: 'rediss://queue' };

    expect(() => RedisReplicationGroup.fromRedisReplicationGroupAttributes(stack, 'Wrong', wrong)).toThrowProblem(
      'redis/not-a-domain-name',
      'primaryEndpointAddress',
      'rediss://queue',
      'Web/Wrong',
    );
  });
});
