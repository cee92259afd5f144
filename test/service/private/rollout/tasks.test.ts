import { createHash } from 'node:crypto';
import { Duration, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ClusterProps, ContainerInsights } from 'aws-cdk-lib/aws-ecs';
import { ExternalDatabase, ExternalDatabaseProps } from '../../../../src/data';
import { FailureThreshold, ImageRepository, LaunchPhase, WorkerService } from '../../../../src/service';
import {
  apiIn,
  ApiProps,
  IMAGE,
  apiStack,
  changesBetween,
  inClusterOf,
  propertiesOf,
  rulesOf,
  runningApi,
  serviceOf,
} from '../../../support/api';
import { newApp, resourcesOf, templateOf, workloadStack } from '../../../support/cloud';
import { networkIn, scaffoldIn } from '../../../support/scaffold';

const CLUSTER = 'AWS::ECS::Cluster';
const { NOT_READY, FIRST_START, RUNNING } = LaunchPhase;

const groupOf = (stack: Stack) => propertiesOf(stack, 'AWS::EC2::SecurityGroup', 'ApiSecurityGroup');
const subnetsOf = (stack: Stack) => serviceOf(stack).NetworkConfiguration.AwsvpcConfiguration.Subnets;
const breakerOf = (stack: Stack) => serviceOf(stack).DeploymentConfiguration.DeploymentCircuitBreaker;

const plain = apiStack();

test('RB3a the service stands in private subnets, has no public address, and is on Fargate, closed to shells', () => {
  expect(serviceOf(plain)).toMatchObject({
    ServiceName: 'prd-rl-bank-api',
    LaunchType: 'FARGATE',
    NetworkConfiguration: {
      AwsvpcConfiguration: {
        AssignPublicIp: 'DISABLED',
        Subnets: ['subnet-0000000000000000c', 'subnet-0000000000000000d'],
        SecurityGroups: [{ 'Fn::GetAtt': [expect.stringMatching(/^ApiSecurityGroup/), 'GroupId'] }],
      },
    },
    EnableExecuteCommand: false,
    AvailabilityZoneRebalancing: 'ENABLED',
    EnableECSManagedTags: true,
    PropagateTags: 'SERVICE',
  });
});

test.each<[string, (vpc: Vpc) => ApiProps, string[]]>([
  ['the private subnets of the network by default', () => ({}), ['1', '2', '3']],
  ['those that the team names', ({ privateSubnets: [, ...subnets] }) => ({ taskSubnets: { subnets } }), ['2', '3']],
])('RB3a the service stands in %s', (_, props, numbers) => {
  const stack = workloadStack();
  const vpc = new Vpc(stack, 'Vpc', { availabilityZones: ['a', 'b', 'c'], natGateways: 1 });
  apiStack({ vpc, ...props(vpc) }, stack);

  expect(subnetsOf(stack)).toEqual(numbers.map((it) => ({ Ref: expect.stringMatching(`^VpcPrivateSubnet${it}`) })));
});

test('RB3a the service is reached through the targets, after the route to them', () => {
  const [{ Properties, DependsOn }] = resourcesOf(plain, 'AWS::ECS::Service');

  expect(Properties.LoadBalancers).toEqual([
    { ContainerName: 'api', ContainerPort: 9000, TargetGroupArn: { Ref: expect.stringMatching(/^ApiTargets/) } },
  ]);
  expect(DependsOn).toContainEqual(expect.stringMatching(/^ApiRoute/));
});

test('RB3a new tasks have the longest request and two checks to become healthy', () => {
  const patient = apiStack({ requestTimeout: Duration.seconds(120) });

  expect([plain, patient].map((stack) => serviceOf(stack).HealthCheckGracePeriodSeconds)).toEqual([90, 150]);
});

test('RB22 the number of tasks is 0 until they can start, then two, and it is all that the three states differ in', () => {
  const [waiting, starting, running] = [NOT_READY, FIRST_START, RUNNING].map((launchPhase) => {
    const stack = apiStack({ launchPhase, deletionProtection: false });
    const resources = structuredClone(templateOf(stack).Resources);
    const { Properties } = Object.values<any>(resources).find(({ Type }) => Type === 'AWS::ECS::Service');
    const { DesiredCount } = Properties;
    delete Properties.DesiredCount;
    return { DesiredCount, resources };
  });

  expect(waiting.DesiredCount).toBe(0);
  expect(starting).toEqual({ ...waiting, DesiredCount: 2 });
  expect(running).toEqual(starting);
});

describe('FE7 a deployment', () => {
  test("never has less than all tasks, and is taken back by itself if it fails, at ECS's own threshold by default", () => {
    expect(serviceOf(plain).DeploymentConfiguration).toMatchObject({ MinimumHealthyPercent: 100, MaximumPercent: 200 });
    expect(breakerOf(plain)).toEqual({ Enable: true, Rollback: true });
  });

  test.each([
    ['COUNT', 3, FailureThreshold.tasks(3)],
    ['BOUNDED_PERCENT', 25, FailureThreshold.boundedPercent(25)],
    ['UNBOUNDED_PERCENT', 40, FailureThreshold.percent(40)],
  ])('fails at a threshold of kind %s where the team says so', (Type, Value, failureThreshold) => {
    const ThresholdConfiguration = { Type, Value };

    expect(breakerOf(apiStack({ failureThreshold }))).toEqual({ Enable: true, Rollback: true, ThresholdConfiguration });
  });
});

describe('another value of the template’s own', () => {
  test('rolls the service: a hash of the fingerprint of the settings is the nonce', () => {
    const stack = workloadStack();
    const settings = scaffoldIn(stack);
    apiStack({ settings }, stack);
    const hash = createHash('sha256').update(stack.resolve(settings.fingerprint)).digest('hex');

    expect(serviceOf(stack).ForceNewDeployment).toEqual({
      EnableForceNewDeployment: true,
      ForceNewDeploymentNonce: hash.slice(0, 16),
    });
  });

  test.each(['', 'x'.repeat(300)])('may be in a fingerprint of any text, such as "%s"', (fingerprint) => {
    const settings = { port: 9000, parameters: {}, secrets: {}, pendingInputs: [], fingerprint };

    expect(serviceOf(apiStack({ settings })).ForceNewDeployment.ForceNewDeploymentNonce).toMatch(/^[0-9a-f]{16}$/);
  });

  test('cannot be where there are no settings', () => {
    expect(serviceOf(apiStack({ settings: undefined })).ForceNewDeployment).toBeUndefined();
  });
});

describe('another list of web origins', () => {
  const bothWith = (homeOf: (stack: Stack) => Stack) => {
    return [{}, { corsOrigins: ['https://app.bank.example'] }].map((props) => {
      const stack = workloadStack(newApp());
      const home = homeOf(stack);
      runningApi({ settings: scaffoldIn(home, props) }, stack);
      return { home, stack };
    });
  };
  const PARAMETER = expect.stringMatching(/^SettingsParametersCORSORIGINWHITELIST/);

  test('changes the parameter and the nonce of the service, in one stack', () => {
    const [{ stack: before }, { stack: after }] = bothWith((stack) => stack);
    const { ForceNewDeployment: one, ...rest } = serviceOf(before);
    const { ForceNewDeployment: other, ...restAfter } = serviceOf(after);

    expect(changesBetween(before, after)).toEqual([PARAMETER, expect.stringMatching(/^ApiService/)]);
    expect(other.ForceNewDeploymentNonce).not.toBe(one.ForceNewDeploymentNonce);
    expect(restAfter).toEqual(rest);
  });

  test('changes the nonce of the service where the settings are in another stack', () => {
    const [before, after] = bothWith((stack) => workloadStack(stack.node.root, 'Settings'));
    const ids = changesBetween(before.stack, after.stack);

    expect(changesBetween(before.home, after.home)).toEqual([PARAMETER]);
    expect(ids.filter((id) => !/^ApiService/.test(id))).toEqual([]);
    expect(serviceOf(after.stack).ForceNewDeployment).not.toEqual(serviceOf(before.stack).ForceNewDeployment);
    expect(after.stack.dependencies).toEqual([after.home]);
  });
});

describe('the cluster', () => {
  test('of its own has the name of the service, and Container Insights enhanced, which is not talked about', () => {
    expect(propertiesOf(plain, CLUSTER)).toEqual({
      ClusterName: 'prd-rl-bank-api',
      ClusterSettings: [{ Name: 'containerInsights', Value: 'enhanced' }],
    });
    expect(Annotations.fromStack(plain).findInfo('*', Match.stringLikeRegexp('Container Insights'))).toEqual([]);
  });

  test('that exists is used, none is made, and synth says how it gets Container Insights', () => {
    const stack = workloadStack();
    const { clusterName } = apiIn(stack, inClusterOf(stack));
    const command = 'aws ecs update-cluster-settings --settings name=containerInsights,value=enhanced --cluster shared';

    expect(resourcesOf(stack, CLUSTER)).toEqual([]);
    expect([serviceOf(stack).Cluster, clusterName]).toEqual(['shared', 'shared']);
    Annotations.fromStack(stack).hasInfo('/Web/Api', Match.stringLikeRegexp(command));
  });
});

describe('the note on Container Insights', () => {
  const notesFor = (props: ClusterProps) => {
    const stack = workloadStack();
    const { vpc } = networkIn(stack);
    const cluster = new Cluster(stack, 'Shared', { vpc, ...props });
    const image = new ImageRepository(stack, 'Image', { image: IMAGE });
    ['One', 'Two'].forEach((id) => new WorkerService(stack, id, { vpc, cluster, image, serviceName: id }));
    return Annotations.fromStack(stack).findInfo('*', Match.stringLikeRegexp('Container Insights'));
  };

  test.each([ContainerInsights.ENABLED, ContainerInsights.ENHANCED])('is left out where it is %s', (on) => {
    expect(notesFor({ containerInsightsV2: on })).toEqual([]);
  });

  test.each([{}, { containerInsightsV2: ContainerInsights.DISABLED }])(
    'is there once, for two services: %j',
    (props) => {
      expect(notesFor(props)).toHaveLength(1);
    },
  );
});

describe('RB3a the network of the tasks', () => {
  const HTTPS = ['0.0.0.0/0', 443, 443];
  const callsIn = (stack: Stack): unknown[] => {
    return groupOf(stack).SecurityGroupEgress.map((it: any) => [it.CidrIp, it.FromPort, it.ToPort]);
  };
  const callsWith = (props: Partial<ExternalDatabaseProps>) => {
    const stack = workloadStack();
    const settings = scaffoldIn(stack);
    const database = new ExternalDatabase(stack, 'Database', { uriSecret: settings.secrets.DB_URI, ...props });
    return callsIn(apiStack({ settings, uses: [database] }, stack));
  };

  test('lets them call by HTTPS, and never everything', () => {
    expect(callsIn(plain)).toEqual([HTTPS]);
    expect(rulesOf(plain, 'Egress')).toEqual([[9000, 9000]]); // of the load balancer
  });

  test('lets the load balancer alone call them, on their port', () => {
    expect(groupOf(plain).SecurityGroupIngress).toBeUndefined();
    expect(resourcesOf(plain, 'AWS::EC2::SecurityGroupIngress').map(({ Properties }) => Properties)).toEqual([
      expect.objectContaining({
        GroupId: { 'Fn::GetAtt': [expect.stringMatching(/^ApiSecurityGroup/), 'GroupId'] },
        SourceSecurityGroupId: { 'Fn::GetAtt': [expect.stringMatching(/^ApiLoadBalancerSecurityGroup/), 'GroupId'] },
        FromPort: 9000,
        ToPort: 9000,
      }),
    ]);
  });

  test('lets them call the ports of the database, where it is, or anywhere if that is not known', () => {
    expect(callsWith({ ports: [5432] })).toEqual([HTTPS, ['0.0.0.0/0', 5432, 5432]]);
    expect(callsWith({ ports: [27017, 27018], addressRanges: ['203.0.113.0/24', '198.51.100.0/24'] })).toEqual([
      HTTPS,
      ['203.0.113.0/24', 27017, 27017],
      ['198.51.100.0/24', 27017, 27017],
      ['203.0.113.0/24', 27018, 27018],
      ['198.51.100.0/24', 27018, 27018],
    ]);
  });
});
