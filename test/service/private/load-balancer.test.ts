import { Duration, Stack } from 'aws-cdk-lib';
import { SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { ApiExposure, ApiReadiness } from '../../../src/service';
import { apiIn, ApiProps, arnOf, propertiesOf, rulesOf } from '../../support/api';
import { newApp, resourcesOf, templateOf, workloadStack } from '../../support/cloud';

const BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const WEB_ACL = 'arn:aws:wafv2:ap-southeast-1:111111111111:regional/webacl/api/1';

const stackWith = (props: ApiProps = {}, stack = workloadStack()) => {
  apiIn(stack, props);
  return stack;
};
const attributesOf = (stack: Stack): Record<string, unknown> => {
  const attributes: any[] = propertiesOf(stack, BALANCER).LoadBalancerAttributes;
  return Object.fromEntries(attributes.map(({ Key, Value }) => [Key, Value]));
};
const callersOf = (stack: Stack) => propertiesOf(stack, 'AWS::EC2::SecurityGroup', 'ApiLoadBalancerSecurityGroup');
const logsOf = (stack: Stack) => resourcesOf(stack, 'AWS::S3::Bucket')[0];

test('it drops invalid headers, takes the strictest view of odd requests, and cannot be deleted by a click', () => {
  expect(attributesOf(stackWith({ readiness: ApiReadiness.RUNNING }))).toEqual({
    'access_logs.s3.bucket': { Ref: expect.stringMatching(/^ApiAccessLogs/) },
    'access_logs.s3.enabled': 'true',
    'access_logs.s3.prefix': 'alb',
    'deletion_protection.enabled': 'true',
    'idle_timeout.timeout_seconds': '60',
    'routing.http.desync_mitigation_mode': 'strictest',
    'routing.http.drop_invalid_header_fields.enabled': 'true',
    'routing.http2.enabled': 'true',
  });
});

test('it closes idle connections after the longest request', () => {
  const attributes = attributesOf(stackWith({ longestRequest: Duration.seconds(120) }));

  expect(attributes['idle_timeout.timeout_seconds']).toBe('120');
});

test('it can be deleted once the team says so, and while there are no tasks: a first deployment may fail', () => {
  const isProtected = (props: ApiProps) => attributesOf(stackWith(props))['deletion_protection.enabled'];

  expect(isProtected({ readiness: ApiReadiness.STARTING })).toBe('true');
  expect(isProtected({ readiness: ApiReadiness.STARTING, withoutDeletionProtection: true })).toBe('false');
  expect(isProtected({ readiness: ApiReadiness.WAITING })).toBe('false');
});

describe('RB3a callers', () => {
  test('are everybody on the internet by default, on 443 and 80', () => {
    const stack = stackWith();
    const ingress = callersOf(stack).SecurityGroupIngress;

    expect(propertiesOf(stack, BALANCER).Scheme).toBe('internet-facing');
    expect(ingress.map(({ CidrIp, FromPort, ToPort }: any) => [CidrIp, FromPort, ToPort])).toEqual([
      ['0.0.0.0/0', 443, 443],
      ['0.0.0.0/0', 80, 80],
    ]);
  });

  test('are known ranges alone where the team names them', () => {
    const stack = stackWith({ exposure: ApiExposure.ranges(['203.0.113.0/24', '198.51.100.7/32']) });
    const ingress = callersOf(stack).SecurityGroupIngress;

    expect(propertiesOf(stack, BALANCER).Scheme).toBe('internet-facing');
    expect(ingress.map(({ CidrIp, FromPort }: any) => [CidrIp, FromPort])).toEqual([
      ['198.51.100.7/32', 443],
      ['198.51.100.7/32', 80],
      ['203.0.113.0/24', 443],
      ['203.0.113.0/24', 80],
    ]);
  });

  test('within the VPC are nobody until they are named, and no range is trusted', () => {
    const stack = stackWith({ exposure: ApiExposure.withinVpc(), loadBalancerSubnets: undefined });

    expect(propertiesOf(stack, BALANCER)).toMatchObject({
      Scheme: 'internal',
      Subnets: ['subnet-0000000000000000c', 'subnet-0000000000000000d'],
    });
    expect(callersOf(stack).SecurityGroupIngress).toBeUndefined();
  });
});

test('RB3a the load balancer calls the tasks on their port, and nothing else', () => {
  const stack = stackWith({ settings: undefined, containerPort: 8080 });

  expect(callersOf(stack).SecurityGroupEgress).toBeUndefined();
  expect(rulesOf(stack, 'Egress')).toEqual([[8080, 8080]]);
});

test.each([
  ['public', ApiExposure.internet(), /^VpcPublicSubnet/],
  ['private', ApiExposure.withinVpc(), /^VpcPrivateSubnet/],
])('it is in the %s subnets of the network by default', (_, exposure, expected) => {
  const stack = workloadStack();
  const vpc = new Vpc(stack, 'Vpc', { availabilityZones: ['a', 'b'], natGateways: 1 });
  stackWith({ vpc, exposure }, stack);

  expect(propertiesOf(stack, BALANCER).Subnets).toEqual([
    { Ref: expect.stringMatching(expected) },
    { Ref: expect.stringMatching(expected) },
  ]);
});

test('it is in the subnets that the team names', () => {
  const stack = workloadStack();
  const subnetConfiguration = [
    { name: 'Edge', subnetType: SubnetType.PUBLIC },
    { name: 'Public', subnetType: SubnetType.PUBLIC },
    { name: 'Private', subnetType: SubnetType.PRIVATE_ISOLATED },
  ];
  const vpc = new Vpc(stack, 'Vpc', { availabilityZones: ['a', 'b'], subnetConfiguration });
  stackWith({ vpc, loadBalancerSubnets: { subnetGroupName: 'Edge' } }, stack);

  expect(propertiesOf(stack, BALANCER).Subnets).toEqual([
    { Ref: expect.stringMatching(/^VpcEdgeSubnet1/) },
    { Ref: expect.stringMatching(/^VpcEdgeSubnet2/) },
  ]);
});

test('RB11b attaching a web ACL later adds one resource, and changes nothing else', () => {
  const { Resources: before, ...rest } = templateOf(stackWith());
  const { Resources: after, ...restAfter } = templateOf(stackWith({ webAclArn: WEB_ACL }));
  const added = Object.keys(after).filter((id) => !(id in before));
  const { [added[0]]: association, ...unchanged } = after;

  expect(added).toHaveLength(1);
  expect(association).toEqual({
    Type: 'AWS::WAFv2::WebACLAssociation',
    Properties: { ResourceArn: { Ref: expect.stringMatching(/^ApiLoadBalancer/) }, WebACLArn: WEB_ACL },
  });
  expect(unchanged).toEqual(before);
  expect(restAfter).toEqual(rest);
});

describe('access logs', () => {
  const written = (stack: Stack) => {
    const statements: any[] = propertiesOf(stack, 'AWS::S3::BucketPolicy').PolicyDocument.Statement;
    return statements.filter(({ Effect }) => Effect === 'Allow');
  };

  test('are kept for 90 days in a bucket of their own, or as long as the team says', () => {
    const daysOf = (stack: Stack) => logsOf(stack).Properties.LifecycleConfiguration.Rules[0].ExpirationInDays;

    expect(daysOf(stackWith())).toBe(90);
    expect(daysOf(stackWith({ accessLogRetention: Duration.days(365) }))).toBe(365);
  });

  test('are written by load balancers of this account and region, and by nobody else', () => {
    expect(written(stackWith())).toEqual([
      {
        Sid: 'LoadBalancersWriteAccessLogs',
        Effect: 'Allow',
        Principal: { Service: 'logdelivery.elasticloadbalancing.amazonaws.com' },
        Action: 's3:PutObject',
        Resource: {
          'Fn::Join': [
            '',
            [{ 'Fn::GetAtt': [expect.stringMatching(/^ApiAccessLogs/), 'Arn'] }, '/alb/AWSLogs/111111111111/*'],
          ],
        },
        Condition: {
          ArnLike: {
            'aws:SourceArn': arnOf('elasticloadbalancing:ap-southeast-1:111111111111:loadbalancer/*'),
          },
        },
      },
    ]);
  });

  test('may be written before the load balancer tries, and the records wait for nothing', () => {
    const stack = stackWith();

    expect(resourcesOf(stack, BALANCER)[0].DependsOn).toEqual([expect.stringMatching(/^ApiAccessLogsPolicy/)]);
    expect(resourcesOf(stack, 'AWS::Route53::RecordSet')[0].DependsOn).toBeUndefined();
  });

  test('stay when the stack goes, and go with it only by two keys', () => {
    const refused = () => stackWith({ destroyLogs: true });
    const armed = newApp({ context: { 'rl-bank-constructs:destroyData': true } });

    expect(logsOf(stackWith()).DeletionPolicy).toBe('Retain'); // what a failed creation leaves is not empty
    expect(refused).toThrow("'destroyLogs' is true, but destroying data takes a second key");
    expect(logsOf(stackWith({ destroyLogs: true }, workloadStack(armed))).DeletionPolicy).toBe('Delete');
  });

  test('go into a bucket that exists, whose policy is not touched', () => {
    const stack = workloadStack();
    const accessLogBucket = Bucket.fromBucketName(stack, 'Logs', 'team-access-logs');
    stackWith({ accessLogBucket }, stack);

    expect(attributesOf(stack)['access_logs.s3.bucket']).toBe('team-access-logs');
    expect(resourcesOf(stack, 'AWS::S3::Bucket')).toEqual([]);
    expect(resourcesOf(stack, 'AWS::S3::BucketPolicy')).toEqual([]);
    expect(resourcesOf(stack, BALANCER)[0].DependsOn).toBeUndefined();
  });

  test('go into a bucket of another stack of the app, which lets load balancers write and comes first', () => {
    const app = newApp();
    const home = workloadStack(app, 'Logs');
    const stack = workloadStack(app);
    stackWith({ accessLogBucket: new Bucket(home, 'Bucket') }, stack);

    expect(written(home)).toEqual([expect.objectContaining({ Sid: 'LoadBalancersWriteAccessLogs' })]);
    expect(resourcesOf(stack, 'AWS::S3::Bucket')).toEqual([]);
    expect(stack.dependencies).toEqual([home]);
    expect(home.dependencies).toEqual([]);
  });
});
