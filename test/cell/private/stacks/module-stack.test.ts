import { Stack } from 'aws-cdk-lib';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Cluster } from 'aws-cdk-lib/aws-ecs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { CellEnvironment, CellParts, IPlatformModule, PlatformModule } from '../../../../src/cell';
import { moduleStack } from '../../../../src/cell/private/stacks/module-stack';
import { ManagedDatabase } from '../../../../src/data';
import { EventTopic, ImageRepository, LaunchPhase } from '../../../../src/service';
import { propertiesOf } from '../../../support/api';
import { bindingWith } from '../../../support/binding';
import { newApp, resourcesOf, templateOf, WORKLOAD } from '../../../support/cloud';
import { networkIn } from '../../../support/scaffold';

const KEY = 'arn:aws:kms:ap-southeast-1:111111111111:key/11111111-2222-3333-4444-555555555555';
const IMAGE = '111111111111.dkr.ecr.ap-southeast-1.amazonaws.com/acme-crm-prod/worker:live';

/** A cell by hand: a stack with all that modules read, and the stack of one module. */
function moduleIn(module: IPlatformModule, given: Partial<CellParts> = {}) {
  const cell = new Stack(newApp(), 'Cell', { env: WORKLOAD, stackName: 'acme-crm-prod' });
  const services = new Stack(cell, 'services', { env: WORKLOAD });
  const { vpc } = networkIn(services);
  const parts: CellParts = {
    cellName: 'acme-crm-prod',
    vpc,
    cluster: Cluster.fromClusterAttributes(cell, 'Cluster', { clusterName: 'acme-crm-prod', vpc }),
    uses: [bindingWith({ variables: { CACHE_URI: 'rediss://cache' } })],
    database: ManagedDatabase.fromManagedDatabaseAttributes(services, 'Database', {
      ...{ databaseName: 'product', endpointAddress: 'database.acme.example', port: 5432, userSecrets: {} },
      securityGroup: SecurityGroup.fromSecurityGroupId(services, 'DatabaseGroup', 'sg-0123456789abcdef0'),
    }),
    events: new EventTopic(services, 'Events'),
    workerImage: ImageRepository.fromImageUri(services, 'Image', IMAGE),
    launchPhase: LaunchPhase.RUNNING,
    capacity: CellEnvironment.PROD.capacity,
    baseUrl: 'https://api.acme.example/v1',
    encryptionKeyArn: KEY,
    ...given,
  };
  return { cell, services, ...moduleStack(cell, module, parts) };
}

const typesIn = (stack: Stack) => Object.values<any>(templateOf(stack).Resources).map(({ Type }) => Type);
const ids = (sources: object) => Object.keys(sources).sort();

describe('PC3a a module with events', () => {
  const { stack, sources } = moduleIn(PlatformModule.TASKS);

  test('is a stack of its own, which may go', () => {
    expect([stack.stackName, stack.terminationProtection]).toEqual(['acme-crm-prod-module-tasks', false]);
  });

  test('has queue and dead-letter queue, under the key of the cell, with the events that it names alone', () => {
    const queues = resourcesOf(stack, 'AWS::SQS::Queue').map(({ Properties }) => Properties.KmsMasterKeyId);
    expect(queues).toEqual([KEY, KEY]);
    expect(propertiesOf(stack, 'AWS::SNS::Subscription')).toMatchObject({
      FilterPolicy: { type: ['contact.deleted', 'team.member_removed'] },
      TopicArn: { 'Fn::GetStackOutput': expect.anything() },
    });
  });

  test('has tasks of the image of the cell, which know the module, its queue and what the cell has', () => {
    const [container] = propertiesOf(stack, 'AWS::ECS::TaskDefinition').ContainerDefinitions;
    const variables = Object.fromEntries(container.Environment.map(({ Name, Value }: any) => [Name, Value]));
    expect(variables).toMatchObject({ MODULE_NAME: 'tasks', CACHE_URI: 'rediss://cache' });
    expect(variables.QUEUE_URL).toEqual({ Ref: expect.stringMatching(/^EventsQueue/) });
    expect(propertiesOf(stack, 'AWS::ECS::Service')).toMatchObject({
      ...{ Cluster: 'acme-crm-prod', ServiceName: 'acme-crm-prod-tasks' },
    });
  });

  test('tells the API its path and its queue by a parameter', () => {
    const { Name, Value } = propertiesOf(stack, 'AWS::SSM::Parameter');
    expect(Name).toBe('/cells/acme-crm-prod/modules/tasks');
    expect(JSON.stringify(Value)).toMatch(/healthPath.*\/tasks\/health.*queueUrl.*EventsQueue/);
  });

  test('PC3d is asked for its health below the API, and a failure opens a ticket', () => {
    expect(propertiesOf(stack, 'AWS::Route53::HealthCheck').HealthCheckConfig).toMatchObject({
      FullyQualifiedDomainName: 'api.acme.example',
      ResourcePath: '/v1/tasks/health',
    });
    expect(ids(sources)).toEqual(['events', 'health']);
    expect(sources.health.alarmDefinitions.map(({ id, severity }) => [id, severity])).toEqual([
      ['Unreachable', 'TICKET'],
    ]);
    expect(sources.health).toHaveProperty('graphDefinitions.length', 1);
  });
});

test('PC3a a module without events has a parameter and a health check, and nothing that runs', () => {
  const { stack } = moduleIn(PlatformModule.NOTES);

  expect(typesIn(stack)).toEqual(['AWS::SSM::Parameter', 'AWS::Route53::HealthCheck']);
  expect(propertiesOf(stack, 'AWS::SSM::Parameter').Value).toBe('{"healthPath":"/notes/health"}');
});

test.each([
  ['before it runs', { launchPhase: LaunchPhase.NOT_READY }],
  ['in development', { capacity: CellEnvironment.DEV.capacity }],
])('PC3d a module is not asked for its health %s', (_, given) => {
  const { stack, sources } = moduleIn(PlatformModule.TASKS, given);

  expect(resourcesOf(stack, 'AWS::Route53::HealthCheck')).toEqual([]);
  expect(ids(sources)).toEqual(['events']);
});

test('PC4 the tasks of a module scale where the environment says so', () => {
  const scalingOf = (given: Partial<CellParts>) => {
    const targets = resourcesOf(
      moduleIn(PlatformModule.TASKS, given).stack,
      'AWS::ApplicationAutoScaling::ScalableTarget',
    );
    return targets.map(({ Properties: { MinCapacity, MaxCapacity } }) => [MinCapacity, MaxCapacity]);
  };

  expect(scalingOf({})).toEqual([[2, 10]]);
  expect(scalingOf({ capacity: CellEnvironment.DEV.capacity })).toEqual([]);
});

describe('PC3a a module of your own', () => {
  const own = (provision: IPlatformModule['provision']): IPlatformModule => ({
    ...{ moduleName: 'leads', needs: [], events: [], healthPath: '/leads/health' },
    provision,
  });

  test('adds resources to its stack, under what names them in the cell', () => {
    const { stack, sources } = moduleIn(
      own((scope: Construct, { cellName }: CellParts) => {
        new Bucket(scope, 'Parameter', { bucketName: `${cellName}-leads` });
        return { imports: { alarmDefinitions: [] } };
      }),
    );

    expect(propertiesOf(stack, 'AWS::S3::Bucket').BucketName).toBe('acme-crm-prod-leads');
    expect(ids(sources)).toEqual(['health', 'imports']);
  });

  test('cannot take the place of what is observed of every module', () => {
    const act = () => moduleIn(own(() => ({ health: { alarmDefinitions: [] } })));

    expect(act).toThrowProblem('cell/module-source-taken', 'provision', ['health']);
  });

  test('has to return what is to be observed', () => {
    expect(() => moduleIn(own(() => undefined as any))).toThrowProblem('props/missing', 'provision', undefined);
  });
});
