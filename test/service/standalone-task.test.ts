import { CfnOutput, Size, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { SecurityGroup, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { Cluster } from 'aws-cdk-lib/aws-ecs';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { ValkeyCache } from '../../src/data';
import {
  ImageRepository,
  InternalService,
  StandaloneTask,
  StandaloneTaskProps,
  WorkerService,
} from '../../src/service';
import { arnOf, containerOf, danglingIn, exportsIn, IMAGE, inClusterOf, propertiesOf, rulesOf } from '../support/api';
import { newApp, resourcesOf, templateOf, workloadStack } from '../support/cloud';
import { networkIn, scaffoldIn } from '../support/scaffold';
import { OREGON, stackIn, threeTiersIn } from '../support/three-tiers';

const taskIn = (stack: Stack, props: Partial<StandaloneTaskProps> = {}) => {
  const vpc = props.vpc ?? networkIn(stack).vpc;
  const image = props.image ?? new ImageRepository(stack, 'Image', { image: IMAGE });
  return new StandaloneTask(stack, 'Migration', { vpc, image, family: 'prd-migration', ...props });
};
const stackWith = (props: Partial<StandaloneTaskProps> = {}) => {
  const stack = workloadStack();
  return { stack, task: taskIn(stack, props) };
};
const ciIn = (stack: Stack) => new Role(stack, 'Ci', { assumedBy: new AccountRootPrincipal() });
const { stack: plain } = stackWith({ command: ['npm', 'run', 'migrate'] });

test('a standalone task is a task definition with its roles, log group and security group, and no service', () => {
  expect(resourcesOf(plain, 'AWS::ECS::Service')).toEqual([]);
  expect(propertiesOf(plain, 'AWS::ECS::TaskDefinition')).toMatchObject({ Family: 'prd-migration', Cpu: '512' });
  expect(containerOf(plain)).toMatchObject({
    ...{ Name: 'task', Command: ['npm', 'run', 'migrate'], ReadonlyRootFilesystem: true, StopTimeout: 30 },
    User: '1000:1000',
  });
  expect(containerOf(plain).PortMappings).toBeUndefined();
  expect(propertiesOf(plain, 'AWS::Logs::LogGroup').LogGroupName).toBe('/ecs/prd-migration');
  expect(propertiesOf(plain, 'AWS::ECS::Cluster').ClusterName).toBe('prd-migration');
  expect(rulesOf(plain, 'Ingress')).toEqual([]);
});

test('without a command it runs that of the image', () => {
  expect(containerOf(stackWith().stack).Command).toBeUndefined();
});

test('its command has what only the deployment knows, for an output of the app', () => {
  const { stack, task } = stackWith();
  new CfnOutput(stack, 'RunMigration', { value: task.runCommand });
  const { Value } = templateOf(stack).Outputs.RunMigration;
  const [before, groupId, after] = Value['Fn::Join'][1];

  expect(before).toBe(
    "aws ecs run-task --region ap-southeast-1 --cluster prd-migration --task-definition prd-migration --launch-type FARGATE --network-configuration 'awsvpcConfiguration={subnets=[subnet-0000000000000000c,subnet-0000000000000000d],securityGroups=[",
  );
  expect(groupId).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^MigrationSecurityGroup/), 'GroupId'] });
  expect(after).toBe("],assignPublicIp=DISABLED}'");
});

test('CI may run it in its cluster, in any revision, and nothing else', () => {
  const { stack, task } = stackWith();
  task.grantRun(ciIn(stack));
  const { PolicyDocument } = propertiesOf(stack, 'AWS::IAM::Policy');
  const place = 'ecs:ap-southeast-1:111111111111';
  const inCluster = { ArnEquals: { 'ecs:cluster': arnOf(`${place}:cluster/prd-migration`) } };
  const withoutExec = { StringNotEquals: { 'ecs:enable-execute-command': 'true' } };
  const path = '/ecs-tasks/ap-southeast-1/prd-migration/';
  const taskRoles = resourcesOf(stack, 'AWS::IAM::Role').filter(({ Properties }) => Properties.Path === path);

  expect(PolicyDocument.Statement).toEqual([
    {
      ...{ Effect: 'Allow', Action: 'ecs:RunTask', Condition: { ...inCluster, ...withoutExec } },
      Resource: arnOf(`${place}:task-definition/prd-migration:*`),
    },
    {
      ...{ Effect: 'Allow', Action: 'iam:PassRole', Resource: arnOf(`iam::111111111111:role${path}*`) },
      Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
    },
    {
      ...{ Effect: 'Allow', Action: 'ecs:DescribeTasks', Condition: inCluster },
      Resource: arnOf(`${place}:task/prd-migration/*`),
    },
  ]);
  expect(taskRoles).toHaveLength(2);
});

test('without a grantee it names it', () => {
  expect(() => stackWith().task.grantRun(undefined as any)).toThrowProblem('props/missing', 'grantee', undefined);
});

test('it runs in a cluster of the app, and a role of another stack may run it without an export', () => {
  const app = newApp();
  const [stack, other] = [workloadStack(app), workloadStack(app, 'Delivery')];
  const { vpc } = networkIn(stack);
  const cluster = new Cluster(stack, 'Shared', { vpc });
  const image = new ImageRepository(stack, 'Jobs', { image: IMAGE.replace('rl-bank-api', 'jobs') });
  const task = new StandaloneTask(stack, 'Migration', {
    vpc,
    image,
    cluster,
  });
  task.grantRun(ciIn(other));

  expect(resourcesOf(stack, 'AWS::ECS::Cluster')).toHaveLength(1);
  expect([exportsIn(app), danglingIn(app)]).toEqual([[], []]);
  expect(JSON.stringify(templateOf(other))).toContain('ClusterName');
});

test('a role of a stack that the task depends on may run it: the grant names nothing that the deployment makes up', () => {
  const app = newApp();
  const [images, stack] = [workloadStack(app, 'Images'), workloadStack(app)];
  const { vpc } = networkIn(stack);
  const cluster = new Cluster(stack, 'Shared', { vpc, clusterName: 'shared' });
  const image = ImageRepository.fromRepository(images, 'Image', new Repository(images, 'Repository'), { tag: 'live' });
  taskIn(stack, { vpc, cluster, image }).grantRun(ciIn(images));

  expect(danglingIn(app)).toEqual([]);
  expect([images.dependencies, stack.dependencies]).toEqual([[], [images]]);
});

test('it runs in a cluster of another app', () => {
  const stack = workloadStack();
  taskIn(stack, inClusterOf(stack, 'shared')).grantRun(ciIn(stack));

  expect(resourcesOf(stack, 'AWS::ECS::Cluster')).toEqual([]);
  expect(JSON.stringify(propertiesOf(stack, 'AWS::IAM::Policy'))).toContain(':cluster/shared');
});

test('what it uses gives it variables, security group rules and permissions, and is waited for', () => {
  const stack = workloadStack();
  const { vpc } = networkIn(stack);
  const settings = scaffoldIn(stack);
  const uses = [new ValkeyCache(stack, 'Cache', { vpc, iamAuthentication: true })];
  const { pendingInputs } = taskIn(stack, { vpc, uses, settings });

  expect(containerOf(stack).Environment.map(({ Name }: any) => Name)).toEqual(['CACHE_URI', 'CACHE_USER']);
  expect(rulesOf(stack, 'Ingress')).toEqual([[6379, 6379]]);
  expect(JSON.stringify(resourcesOf(stack, 'AWS::IAM::Policy'))).toContain('elasticache:Connect');
  expect(pendingInputs.map(({ key }) => key)).toEqual(expect.arrayContaining(['image', 'DB_URI']));
});

test.each([
  ['isolated subnets', SubnetType.PRIVATE_ISOLATED, 1],
  ['private subnets', SubnetType.PRIVATE_WITH_EGRESS, 0],
])('in %s alone tasks are noted to need VPC endpoints, or not', (_, subnetType, notes) => {
  const stack = workloadStack();
  const subnetConfiguration = [SubnetType.PUBLIC, subnetType].map((type) => ({ name: type, subnetType: type }));
  const vpc = new Vpc(stack, 'Vpc', { availabilityZones: ['a', 'b'], subnetConfiguration });
  const image = new ImageRepository(stack, 'Image', { image: IMAGE });
  taskIn(stack, { vpc, image });
  new WorkerService(stack, 'Mailer', { vpc, image, serviceName: 'mailer' });

  expect(Annotations.fromStack(stack).findInfo('*', Match.stringLikeRegexp('VPC endpoints'))).toHaveLength(notes * 2);
});

test('in isolated subnets that are chosen beside private ones, tasks are noted to need VPC endpoints, too', () => {
  const stack = stackIn(OREGON.region);
  const { vpc, dataSubnets: taskSubnets } = threeTiersIn(stack);
  taskIn(stack, { vpc, taskSubnets, image: ImageRepository.fromImageUri(stack, 'Image', IMAGE) });

  expect(Annotations.fromStack(stack).findInfo('*', Match.stringLikeRegexp('VPC endpoints'))).toHaveLength(1);
});

test('an internal service is refused: the task would not resolve its name', () => {
  const stack = workloadStack();
  const { vpc } = networkIn(stack);
  const other = new ImageRepository(stack, 'Other', { image: IMAGE.replace('rl-bank-api', 'other') });
  const internal = new InternalService(stack, 'Permissions', { vpc, image: other, containerPort: 80 });

  expect(() => taskIn(stack, { vpc, uses: [internal] })).toThrowProblem(
    'standalone-task/internal-service',
    'uses',
    'Web/Permissions',
    'Web/Migration',
  );
});

test('RB12a it has queries to its log, and neither alarms nor graphs, which would say nothing of a run', () => {
  const { task } = stackWith();

  expect([task.alarmDefinitions, task.graphDefinitions]).toEqual([[], []]);
  expect(new Set(task.logQueries.map(({ logGroupName }) => logGroupName))).toEqual(new Set(['/ecs/prd-migration']));
});

test.each([
  ['standalone-task/not-a-family', 'family', 'a b', {}],
  ['standalone-task/no-command', 'command', [], {}],
  ['props/wrong-type', 'command', 'npm run migrate', {}],
  ['service/not-a-size', 'memory', '100 MiB', { memory: Size.mebibytes(100) }],
])('%s', (code, prop, value, props) => {
  expect(() => stackWith({ [prop]: value, ...props })).toThrowProblem(code, prop, value);
});

test.each([
  ['its own cluster', false],
  ['a given cluster', true],
])('a family that a service has is refused in %s: a run would take the latest revision of either', (_, isGiven) => {
  const stack = workloadStack();
  const { vpc, cluster: given } = inClusterOf(stack);
  const image = new ImageRepository(stack, 'Image', { image: IMAGE });
  new WorkerService(stack, 'Mailer', { vpc, image, serviceName: 'mailer' });
  const cluster = isGiven ? given : undefined;

  expect(() => taskIn(stack, { vpc, image, cluster, family: 'mailer' })).toThrowProblem(
    'service/name-taken',
    'family',
    'mailer',
  );
});

test('a task of another app is run by its names', () => {
  const stack = workloadStack();
  const securityGroup = SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-1');
  const attrs = { family: 'prd-migration', subnetIds: ['subnet-1'], securityGroup };
  const task = StandaloneTask.fromStandaloneTaskAttributes(stack, 'Migration', attrs);
  task.grantRun(ciIn(stack));
  const [run, pass] = propertiesOf(stack, 'AWS::IAM::Policy').PolicyDocument.Statement;

  expect(run.Resource).toEqual(arnOf('ecs:ap-southeast-1:111111111111:task-definition/prd-migration:*'));
  expect(pass.Resource).toEqual(arnOf('iam::111111111111:role/ecs-tasks/ap-southeast-1/prd-migration/*'));
  expect([task.clusterName, task.containerName, task.connections.securityGroups]).toEqual([
    ...['prd-migration', 'task', [securityGroup]],
  ]);
  expect(() => StandaloneTask.fromStandaloneTaskAttributes(stack, 'Wild', { ...attrs, family: '*' })).toThrowProblem(
    ...(['standalone-task/not-a-resource-name', 'family', '*'] as const),
  );
});
