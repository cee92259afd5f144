import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { ApiExposure, LaunchPhase } from '../../../../src/service';
import { ApiProps, apiStack, arnOf, changesBetween, propertiesOf, rulesOf } from '../../../support/api';
import { newApp, resourcesOf, templateOf, workloadStack } from '../../../support/cloud';

const { FIRST_START, RUNNING, NOT_READY } = LaunchPhase;
const BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const WEB_ACL = 'arn:aws:wafv2:ap-southeast-1:111111111111:regional/webacl/api/1';

const attributesOf = (stack: Stack): Record<string, unknown> => {
  const attributes: any[] = propertiesOf(stack, BALANCER).LoadBalancerAttributes;
  return Object.fromEntries(attributes.map(({ Key, Value }) => [Key, Value]));
};
const callersOf = (stack: Stack) => propertiesOf(stack, 'AWS::EC2::SecurityGroup', 'ApiLoadBalancerSecurityGroup');
const logsOf = (stack: Stack) => resourcesOf(stack, 'AWS::S3::Bucket')[0];
const daysOf = (stack: Stack) => logsOf(stack).Properties.LifecycleConfiguration.Rules[0].ExpirationInDays;
const written = (stack: Stack) => {
  const statements: any[] = propertiesOf(stack, 'AWS::S3::BucketPolicy').PolicyDocument.Statement;
  return statements.filter(({ Effect }) => Effect === 'Allow');
};

const plain = apiStack();

test('it drops invalid headers, takes the strictest view of odd requests, and logs', () => {
  expect(attributesOf(plain)).toEqual({
    'access_logs.s3.bucket': { Ref: expect.stringMatching(/^ApiAccessLogs/) },
    'access_logs.s3.enabled': 'true',
    'access_logs.s3.prefix': 'alb',
    'deletion_protection.enabled': 'false',
    'idle_timeout.timeout_seconds': '60',
    'routing.http.desync_mitigation_mode': 'strictest',
    'routing.http.drop_invalid_header_fields.enabled': 'true',
    'routing.http2.enabled': 'true',
  });
});

test.each([
  [{ launchPhase: RUNNING }, 'true'],
  [{ launchPhase: FIRST_START }, 'true'],
  [{ launchPhase: FIRST_START, deletionProtection: false }, 'false'],
  [{ launchPhase: NOT_READY }, 'false'],
])(
  'it cannot be deleted by a click, but while there are no tasks a first deployment may fail: %j',
  (props, expected) => {
    expect(attributesOf(apiStack(props))['deletion_protection.enabled']).toBe(expected);
  },
);

test.each<[string, ApiProps, string, unknown[] | undefined, string[]]>([
  [
    'everybody on the internet by default, on 443 and 80',
    {},
    'internet-facing',
    [
      ['0.0.0.0/0', 443, 443],
      ['0.0.0.0/0', 80, 80],
    ],
    ['subnet-0000000000000000a', 'subnet-0000000000000000b'],
  ],
  [
    'known ranges alone where the team names them',
    { exposure: ApiExposure.ranges(['203.0.113.0/24', '198.51.100.7/32']) },
    'internet-facing',
    [
      ['198.51.100.7/32', 443, 443],
      ['198.51.100.7/32', 80, 80],
      ['203.0.113.0/24', 443, 443],
      ['203.0.113.0/24', 80, 80],
    ],
    ['subnet-0000000000000000a', 'subnet-0000000000000000b'],
  ],
  [
    'nobody within the VPC until they are named, and no range is trusted',
    { exposure: ApiExposure.withinVpc(), loadBalancerSubnets: undefined },
    'internal',
    undefined,
    ['subnet-0000000000000000c', 'subnet-0000000000000000d'],
  ],
])('RB3a callers are %s, and it stands where they reach it', (_, props, Scheme, callers, Subnets) => {
  const stack = apiStack(props);
  const ingress = callersOf(stack).SecurityGroupIngress;

  expect(propertiesOf(stack, BALANCER)).toMatchObject({ Scheme, Subnets });
  expect(ingress?.map(({ CidrIp, FromPort, ToPort }: any) => [CidrIp, FromPort, ToPort])).toEqual(callers);
});

test('it closes idle connections after the longest request, and keeps logs as long as the team says', () => {
  const stack = apiStack({ accessLogRetention: Duration.days(365), requestTimeout: Duration.seconds(120) });

  expect(attributesOf(stack)['idle_timeout.timeout_seconds']).toBe('120');
  expect(daysOf(stack)).toBe(365);
});

test('RB3a the load balancer calls the tasks on their port, and nothing else', () => {
  const stack = apiStack({ settings: undefined, containerPort: 8080 });

  expect(callersOf(stack).SecurityGroupEgress).toBeUndefined();
  expect(rulesOf(stack, 'Egress')).toEqual([[8080, 8080]]);
});

test.each<[string, ApiProps, string[]]>([
  ['the public subnets of the network by default', {}, ['Public', 'Public', 'Edge', 'Edge']],
  ['the private ones if it is private', { exposure: ApiExposure.withinVpc() }, ['Private', 'Private']],
  ['those that the team names', { loadBalancerSubnets: { subnetGroupName: 'Edge' } }, ['Edge', 'Edge']],
])('it is in %s', (_, props, names) => {
  const stack = workloadStack();
  const subnetConfiguration = [
    { name: 'Public', subnetType: SubnetType.PUBLIC },
    { name: 'Edge', subnetType: SubnetType.PUBLIC },
    { name: 'Private', subnetType: SubnetType.PRIVATE_ISOLATED },
  ];
  const vpc = new Vpc(stack, 'Vpc', { availabilityZones: ['a', 'b'], subnetConfiguration });
  apiStack({ vpc, ...props }, stack);

  expect(propertiesOf(stack, BALANCER).Subnets).toEqual(
    names.map((name) => ({ Ref: expect.stringMatching(`^Vpc${name}Subnet`) })),
  );
});

test('RB11b attaching a web ACL later adds one resource, and changes nothing else', () => {
  const stack = apiStack({ webAclArn: WEB_ACL });

  expect(changesBetween(plain, stack).map((id) => templateOf(stack).Resources[id])).toEqual([
    {
      Type: 'AWS::WAFv2::WebACLAssociation',
      Properties: { ResourceArn: { Ref: expect.stringMatching(/^ApiLoadBalancer/) }, WebACLArn: WEB_ACL },
    },
  ]);
});

describe('access logs', () => {
  test('are kept for 90 days in a bucket of their own, written by load balancers of this account and region alone', () => {
    const arn = { 'Fn::GetAtt': [expect.stringMatching(/^ApiAccessLogs/), 'Arn'] };

    expect(daysOf(plain)).toBe(90);
    expect(written(plain)).toEqual([
      {
        Sid: 'LoadBalancersWriteAccessLogs',
        Effect: 'Allow',
        Principal: { Service: 'logdelivery.elasticloadbalancing.amazonaws.com' },
        Action: 's3:PutObject',
        Resource: { 'Fn::Join': ['', [arn, '/alb/AWSLogs/111111111111/*']] },
        Condition: {
          ArnLike: { 'aws:SourceArn': arnOf('elasticloadbalancing:ap-southeast-1:111111111111:loadbalancer/*') },
        },
      },
    ]);
  });

  test('may be written before the load balancer tries, and the records wait for nothing', () => {
    expect(resourcesOf(plain, BALANCER)[0].DependsOn).toEqual([expect.stringMatching(/^ApiAccessLogsPolicy/)]);
    expect(resourcesOf(plain, 'AWS::Route53::RecordSet')[0].DependsOn).toBeUndefined();
  });

  test('stay when the stack goes, and go with it only by two keys', () => {
    const armed = newApp({ context: { 'rl-bank-constructs:destroyData': true } });

    expect(logsOf(plain).DeletionPolicy).toBe('Retain'); // what a failed creation leaves is not empty
    expect(() => apiStack({ removalPolicy: RemovalPolicy.DESTROY })).toThrowProblem(
      'removal/second-key-missing',
      'removalPolicy',
      'destroy',
    );
    expect(logsOf(apiStack({ removalPolicy: RemovalPolicy.DESTROY }, workloadStack(armed))).DeletionPolicy).toBe(
      'Delete',
    );
  });

  test('go into a bucket that exists, whose policy is not touched', () => {
    const stack = workloadStack();
    apiStack({ accessLogBucket: Bucket.fromBucketName(stack, 'Logs', 'team-access-logs') }, stack);

    expect(attributesOf(stack)['access_logs.s3.bucket']).toBe('team-access-logs');
    expect([resourcesOf(stack, 'AWS::S3::Bucket'), resourcesOf(stack, 'AWS::S3::BucketPolicy')]).toEqual([[], []]);
    expect(resourcesOf(stack, BALANCER)[0].DependsOn).toBeUndefined();
  });

  test('go into a bucket of another stack of the app, which lets load balancers write and comes first', () => {
    const app = newApp();
    const home = workloadStack(app, 'Logs');
    const stack = workloadStack(app);
    apiStack({ accessLogBucket: new Bucket(home, 'Bucket') }, stack);

    expect(written(home)).toEqual([expect.objectContaining({ Sid: 'LoadBalancersWriteAccessLogs' })]);
    expect(resourcesOf(stack, 'AWS::S3::Bucket')).toEqual([]);
    expect([stack.dependencies, home.dependencies]).toEqual([[home], []]);
  });
});
