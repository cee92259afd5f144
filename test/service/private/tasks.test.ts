import { createHash } from 'node:crypto';
import { Duration, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster } from 'aws-cdk-lib/aws-ecs';
import { ExternalDatabase, ExternalDatabaseProps } from '../../../src/data';
import { ApiReadiness, FailureThreshold } from '../../../src/service';
import { apiIn, ApiProps, changesBetween, propertiesOf, rulesOf, runningApi, serviceOf } from '../../support/api';
import { newApp, resourcesOf, templateOf, workloadStack } from '../../support/cloud';
import { networkIn, scaffoldIn } from '../../support/scaffold';

const CLUSTER = 'AWS::ECS::Cluster';
const { WAITING, STARTING, RUNNING } = ApiReadiness;

const stackWith = (props: ApiProps = {}, stack = workloadStack()) => {
  apiIn(stack, props);
  return stack;
};
const serviceWith = (props: ApiProps = {}, stack?: Stack) => serviceOf(stackWith(props, stack));
const groupOf = (stack: Stack) => propertiesOf(stack, 'AWS::EC2::SecurityGroup', 'ApiSecurityGroup');
const calledBy = (stack: Stack): unknown[] => {
  return groupOf(stack).SecurityGroupEgress.map((it: any) => [it.CidrIp, it.FromPort, it.ToPort]);
};
const adoptedIn = (stack: Stack): ApiProps => {
  const { vpc } = networkIn(stack);
  return { vpc, cluster: Cluster.fromClusterAttributes(stack, 'Shared', { clusterName: 'shared', vpc }) };
};

describe('RB3a the service', () => {
  test('stands in private subnets, has no public address, and is on Fargate', () => {
    expect(serviceWith()).toMatchObject({
      ServiceName: 'prd-rl-bank-api',
      LaunchType: 'FARGATE',
      NetworkConfiguration: {
        AwsvpcConfiguration: {
          AssignPublicIp: 'DISABLED',
          Subnets: ['subnet-0000000000000000c', 'subnet-0000000000000000d'],
          SecurityGroups: [{ 'Fn::GetAtt': [expect.stringMatching(/^ApiSecurityGroup/), 'GroupId'] }],
        },
      },
    });
  });

  test('stands in the private subnets of the network by default', () => {
    const stack = workloadStack();
    const vpc = new Vpc(stack, 'Vpc', { availabilityZones: ['a', 'b'], natGateways: 1 });

    expect(serviceWith({ vpc }, stack).NetworkConfiguration.AwsvpcConfiguration.Subnets).toEqual([
      { Ref: expect.stringMatching(/^VpcPrivateSubnet1/) },
      { Ref: expect.stringMatching(/^VpcPrivateSubnet2/) },
    ]);
  });

  test('stands in the subnets that the team names', () => {
    const stack = workloadStack();
    const vpc = new Vpc(stack, 'Vpc', { availabilityZones: ['a', 'b', 'c'], natGateways: 1 });
    const taskSubnets = { subnets: vpc.privateSubnets.slice(1) };

    expect(serviceWith({ vpc, taskSubnets }, stack).NetworkConfiguration.AwsvpcConfiguration.Subnets).toEqual([
      { Ref: expect.stringMatching(/^VpcPrivateSubnet2/) },
      { Ref: expect.stringMatching(/^VpcPrivateSubnet3/) },
    ]);
  });

  test('is reached through the targets, after the route to them', () => {
    const stack = stackWith();
    const [service] = resourcesOf(stack, 'AWS::ECS::Service');

    expect(service.Properties.LoadBalancers).toEqual([
      { ContainerName: 'api', ContainerPort: 9000, TargetGroupArn: { Ref: expect.stringMatching(/^ApiTargets/) } },
    ]);
    expect(service.DependsOn).toContainEqual(expect.stringMatching(/^ApiRoute/));
  });

  test('is closed to shells, spreads over zones, and hands its tags on', () => {
    expect(serviceWith()).toMatchObject({
      EnableExecuteCommand: false,
      AvailabilityZoneRebalancing: 'ENABLED',
      EnableECSManagedTags: true,
      PropagateTags: 'SERVICE',
    });
  });

  test('gives new tasks the longest request and two checks to become healthy', () => {
    expect(serviceWith().HealthCheckGracePeriodSeconds).toBe(90);
    expect(serviceWith({ longestRequest: Duration.seconds(120) }).HealthCheckGracePeriodSeconds).toBe(150);
  });
});

describe('RB3a the number of tasks', () => {
  test.each([STARTING, RUNNING])('is two once they are %s, or as many as the team says', (readiness) => {
    expect(serviceWith({ readiness }).DesiredCount).toBe(2);
    expect(serviceWith({ readiness, desiredCount: 5 }).DesiredCount).toBe(5);
  });

  test.each([undefined, WAITING])('RB22 is 0 as long as nobody states that they can start: %s', (readiness) => {
    expect(serviceWith({ readiness }).DesiredCount).toBe(0);
    expect(serviceWith({ readiness, desiredCount: 5 }).DesiredCount).toBe(0);
  });

  test('RB22 is all that the three states differ in', () => {
    const [waiting, starting, running] = [WAITING, STARTING, RUNNING].map((readiness) => {
      const { Resources } = templateOf(stackWith({ readiness, withoutDeletionProtection: true }));
      const [id] = Object.keys(Resources).filter((it) => Resources[it].Type === 'AWS::ECS::Service');
      const { [id]: service, ...rest } = Resources;
      const { DesiredCount, ...others } = service.Properties;
      return { DesiredCount, service: { ...service, Properties: others }, rest };
    });

    expect([waiting, starting, running].map(({ DesiredCount }) => DesiredCount)).toEqual([0, 2, 2]);
    expect(starting).toEqual({ ...waiting, DesiredCount: 2 });
    expect(running).toEqual(starting);
  });
});

describe('FE7 a deployment', () => {
  test('never has less than all tasks, and is taken back by itself if it fails', () => {
    expect(serviceWith().DeploymentConfiguration).toMatchObject({
      MinimumHealthyPercent: 100,
      MaximumPercent: 200,
      DeploymentCircuitBreaker: { Enable: true, Rollback: true },
    });
  });

  test("fails at ECS's own threshold by default", () => {
    expect(serviceWith().DeploymentConfiguration.DeploymentCircuitBreaker).toEqual({ Enable: true, Rollback: true });
  });

  test.each([
    ['COUNT', 3, FailureThreshold.tasks(3)],
    ['BOUNDED_PERCENT', 25, FailureThreshold.percentBetween3And200(25)],
    ['UNBOUNDED_PERCENT', 40, FailureThreshold.percent(40)],
  ])('fails at a threshold of kind %s where the team says so', (Type, Value, failureThreshold) => {
    expect(serviceWith({ failureThreshold }).DeploymentConfiguration.DeploymentCircuitBreaker).toEqual({
      Enable: true,
      Rollback: true,
      ThresholdConfiguration: { Type, Value },
    });
  });
});

describe('another value of the template’s own', () => {
  const nonceWith = (props: ApiProps, stack?: Stack) => serviceWith(props, stack).ForceNewDeployment;

  test('rolls the service: a hash of its fingerprint is the nonce', () => {
    const stack = workloadStack();
    const settings = scaffoldIn(stack);

    expect(nonceWith({ settings }, stack)).toEqual({
      EnableForceNewDeployment: true,
      ForceNewDeploymentNonce: createHash('sha256')
        .update(stack.resolve(settings.fingerprint))
        .digest('hex')
        .slice(0, 16),
    });
  });

  test('cannot be where there are no settings', () => {
    expect(nonceWith({ settings: undefined })).toBeUndefined();
  });
});

describe('another list of web origins', () => {
  const corsOrigins = ['https://app.bank.example'];
  const isService = (id: string) => /^ApiService/.test(id);

  test('changes the parameter and the nonce of the service, in one stack', () => {
    const [before, after] = [{}, { corsOrigins }].map((props) => {
      const stack = workloadStack();
      runningApi({ settings: scaffoldIn(stack, props) }, stack);
      return stack;
    });
    const { ForceNewDeployment: one, ...rest } = serviceOf(before);
    const { ForceNewDeployment: other, ...restAfter } = serviceOf(after);

    expect(changesBetween(before, after)).toEqual([
      expect.stringMatching(/^SettingsParametersCORSORIGINWHITELIST/),
      expect.stringMatching(/^ApiService/),
    ]);
    expect(other.ForceNewDeploymentNonce).not.toBe(one.ForceNewDeploymentNonce);
    expect(restAfter).toEqual(rest);
  });

  test('changes the nonce of the service where the settings are in another stack', () => {
    const [before, after] = [{}, { corsOrigins }].map((props) => {
      const app = newApp();
      const home = workloadStack(app, 'Settings');
      const stack = workloadStack(app);
      runningApi({ settings: scaffoldIn(home, props) }, stack);
      return { home, stack };
    });

    expect(changesBetween(before.home, after.home)).toEqual([
      expect.stringMatching(/^SettingsParametersCORSORIGINWHITELIST/),
    ]);
    expect(changesBetween(before.stack, after.stack).every(isService)).toBe(true);
    expect(serviceOf(after.stack).ForceNewDeployment).not.toEqual(serviceOf(before.stack).ForceNewDeployment);
    expect(after.stack.dependencies).toEqual([after.home]);
  });
});

describe('the cluster', () => {
  test('of its own has the name of the service, and Container Insights enhanced', () => {
    expect(propertiesOf(stackWith(), CLUSTER)).toEqual({
      ClusterName: 'prd-rl-bank-api',
      ClusterSettings: [{ Name: 'containerInsights', Value: 'enhanced' }],
    });
  });

  test('that exists is used, none is made, and synth says how it gets Container Insights', () => {
    const stack = workloadStack();
    const api = apiIn(stack, adoptedIn(stack));
    const command = 'aws ecs update-cluster-settings --settings name=containerInsights,value=enhanced --cluster shared';

    expect(resourcesOf(stack, CLUSTER)).toEqual([]);
    expect(serviceOf(stack).Cluster).toBe('shared');
    expect(api.clusterName).toBe('shared');
    Annotations.fromStack(stack).hasInfo('/Web/Api', Match.stringLikeRegexp(command));
  });

  test('of its own is not talked about', () => {
    const notes = Annotations.fromStack(stackWith()).findInfo('*', Match.stringLikeRegexp('Container Insights'));

    expect(notes).toEqual([]);
  });
});

describe('RB3a the network of the tasks', () => {
  const callsWith = (props: Partial<ExternalDatabaseProps>) => {
    const stack = workloadStack();
    const settings = scaffoldIn(stack);
    const database = new ExternalDatabase(stack, 'Database', { uriSecret: settings.secrets.DB_URI, ...props });
    return calledBy(stackWith({ settings, database }, stack));
  };

  test('lets them call by HTTPS, and never everything', () => {
    expect(calledBy(stackWith())).toEqual([['0.0.0.0/0', 443, 443]]);
    expect(rulesOf(stackWith(), 'Egress')).toEqual([[9000, 9000]]); // of the load balancer
  });

  test('lets the load balancer alone call them, on their port', () => {
    const stack = stackWith();

    expect(groupOf(stack).SecurityGroupIngress).toBeUndefined();
    expect(resourcesOf(stack, 'AWS::EC2::SecurityGroupIngress').map(({ Properties }) => Properties)).toEqual([
      expect.objectContaining({
        GroupId: { 'Fn::GetAtt': [expect.stringMatching(/^ApiSecurityGroup/), 'GroupId'] },
        SourceSecurityGroupId: { 'Fn::GetAtt': [expect.stringMatching(/^ApiLoadBalancerSecurityGroup/), 'GroupId'] },
        FromPort: 9000,
        ToPort: 9000,
      }),
    ]);
  });

  test('lets them call the ports of the database, where it is, or anywhere if that is not known', () => {
    expect(callsWith({ ports: [5432] })).toEqual([
      ['0.0.0.0/0', 443, 443],
      ['0.0.0.0/0', 5432, 5432],
    ]);
    expect(callsWith({ ports: [27017, 27018], addressRanges: ['203.0.113.0/24', '198.51.100.0/24'] })).toEqual([
      ['0.0.0.0/0', 443, 443],
      ['203.0.113.0/24', 27017, 27017],
      ['198.51.100.0/24', 27017, 27017],
      ['203.0.113.0/24', 27018, 27018],
      ['198.51.100.0/24', 27018, 27018],
    ]);
  });
});
