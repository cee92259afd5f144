import { App, Duration, Stack } from 'aws-cdk-lib';
import { IVpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ICluster } from 'aws-cdk-lib/aws-ecs';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { ValkeyCache } from '../../src/data';
import { ImageRepository, LaunchPhase, WorkerService, WorkerServiceProps } from '../../src/service';
import { containerOf, danglingIn, exportsIn, IMAGE, propertiesOf, rulesOf, serviceOf, watchIn } from '../support/api';
import { newApp, resourcesOf, workloadStack } from '../support/cloud';
import { networkIn, scaffoldIn } from '../support/scaffold';

const workerIn = (stack: Stack, props: Partial<WorkerServiceProps> = {}) => {
  const vpc = props.vpc ?? networkIn(stack).vpc;
  const image = new ImageRepository(stack, 'Image', { image: IMAGE });
  return new WorkerService(stack, 'Worker', { vpc, image, serviceName: 'prd-mailer', ...props });
};
const stackWith = (props: Partial<WorkerServiceProps> = {}) => {
  const stack = workloadStack();
  return { stack, worker: workerIn(stack, { launchPhase: LaunchPhase.RUNNING, ...props }) };
};
const serviceWith = (stack: Stack, vpc: IVpc) => {
  const image = new ImageRepository(stack, 'ApiImage', { image: IMAGE.replace('rl-bank-api', 'api') });
  return new WorkerService(stack, 'Other', { vpc, image });
};
const { stack: plain } = stackWith();

test('a worker is a service that nothing calls: no load balancer, no port, no rule that lets a caller in', () => {
  const types = ['ElasticLoadBalancingV2::LoadBalancer', 'ElasticLoadBalancingV2::TargetGroup'];

  expect(types.flatMap((type) => resourcesOf(plain, `AWS::${type}`))).toEqual([]);
  expect(serviceOf(plain)).toMatchObject({ ServiceName: 'prd-mailer', LaunchType: 'FARGATE', DesiredCount: 2 });
  expect([serviceOf(plain).LoadBalancers, serviceOf(plain).HealthCheckGracePeriodSeconds]).toEqual([]);
  expect(containerOf(plain)).toMatchObject({ Name: 'worker', ReadonlyRootFilesystem: true, StopTimeout: 30 });
  expect(containerOf(plain).PortMappings).toBeUndefined();
  expect(rulesOf(plain, 'Ingress')).toEqual([]);
});

test('a worker waits with 0 tasks for what it needs, is rolled back if a release fails, and stops when its job is done', () => {
  const { stack, worker } = stackWith({ launchPhase: undefined, stopTimeout: Duration.seconds(120) });

  expect(serviceOf(stack).DesiredCount).toBe(0);
  expect(worker.pendingInputs.map(({ key }) => key)).toEqual(['image']);
  expect(serviceOf(stack).DeploymentConfiguration.DeploymentCircuitBreaker).toEqual({ Enable: true, Rollback: true });
  expect(containerOf(stack).StopTimeout).toBe(120);
});

test('a worker has the command of the image, or its own', () => {
  const { stack } = stackWith({ command: ['npm', 'run', 'worker'] });

  expect([containerOf(plain).Command, containerOf(stack).Command]).toEqual([undefined, ['npm', 'run', 'worker']]);
  expect(() => stackWith({ command: [] })).toThrowProblem('service/no-command', 'command', [], 'Web/Worker');
  expect(() => stackWith({ command: 'npm' as any })).toThrowProblem('props/wrong-type', 'command', 'npm', 'Web/Worker');
});

test('in a cluster of the app it is observed and rolled from other stacks without an export', () => {
  const app = newApp();
  const stack = workloadStack(app);
  const { vpc } = networkIn(stack);
  const { cluster } = workerIn(stack, { vpc });
  const image = new ImageRepository(stack, 'Jobs', { image: IMAGE.replace('rl-bank-api', 'jobs') });
  const worker = new WorkerService(stack, 'Importer', { vpc, cluster, image, launchPhase: LaunchPhase.RUNNING });
  const other = workloadStack(app, 'Delivery');
  watchIn(app, worker.alarmDefinitions, other);
  worker.grantRoll(new Role(other, 'Ci', { assumedBy: new AccountRootPrincipal() }));

  expect([exportsIn(app), danglingIn(app)]).toEqual([[], []]);
});

test('a cache among what it uses is its variable, and open to its tasks', () => {
  const stack = workloadStack();
  const { vpc } = networkIn(stack);
  workerIn(stack, { vpc, uses: [new ValkeyCache(stack, 'Cache', { vpc, iamAuthentication: true })] });

  expect(containerOf(stack).Environment.map(({ Name }: any) => Name)).toEqual(['CACHE_URI', 'CACHE_USER']);
  expect(rulesOf(stack, 'Ingress')).toEqual([[6379, 6379]]);
  expect(JSON.stringify(resourcesOf(stack, 'AWS::IAM::Policy'))).toContain('elasticache:Connect');
});

test('CI may roll it, and nothing else', () => {
  const { stack, worker } = stackWith();
  worker.grantRoll(new Role(stack, 'Ci', { assumedBy: new AccountRootPrincipal() }));
  const { PolicyDocument } = propertiesOf(stack, 'AWS::IAM::Policy');

  expect(PolicyDocument.Statement.map(({ Action }: any) => Action)).toEqual([
    'ecs:UpdateService',
    'ecs:DescribeServices',
  ]);
});

test('RB12a its alarms page when nothing works and open a ticket before that, and can be made in another stack', () => {
  const { stack, worker } = stackWith();
  const { alarmDefinitions } = worker;

  expect(alarmDefinitions.map(({ id, severity }) => [id, severity])).toEqual([
    ['NoTasks', 'PAGE'],
    ['TasksMissing', 'TICKET'],
    ['CpuHigh', 'TICKET'],
    ['MemoryHigh', 'TICKET'],
    ['DeploymentFailed', 'PAGE'],
  ]);
  expect(alarmDefinitions.map(({ symptom }) => symptom).filter((symptom) => /API|caller|http/.test(symptom))).toEqual(
    [],
  );
  expect(resourcesOf(watchIn(stack.node.root as App, alarmDefinitions), 'AWS::CloudWatch::Alarm')).toHaveLength(5);
});

test.each<[string, (stack: Stack, vpc: IVpc) => ICluster]>([
  ['made for another service', (stack, vpc) => serviceWith(stack, vpc).cluster],
  ['of the app', (stack, vpc) => new Cluster(stack, 'Cluster', { vpc })],
])('in a cluster %s, alarms and roles of other stacks name it without an export', (_, clusterIn) => {
  const app = newApp();
  const stack = workloadStack(app);
  const { vpc } = networkIn(stack);
  const worker = workerIn(stack, { vpc, cluster: clusterIn(stack, vpc), launchPhase: LaunchPhase.RUNNING });
  worker.grantRoll(new Role(watchIn(app, worker.alarmDefinitions), 'Ci', { assumedBy: new AccountRootPrincipal() }));

  expect([exportsIn(app), danglingIn(app)]).toEqual([[], []]);
});

test('while it waits, alarms on tasks are left out', () => {
  const { worker } = stackWith({ launchPhase: LaunchPhase.NOT_READY });

  expect(worker.alarmDefinitions.map(({ id }) => id)).toEqual(['DeploymentFailed']);
});

test.each([
  ['service/not-a-stop-timeout', 'stopTimeout', '121 seconds', { stopTimeout: Duration.seconds(121) }],
  ['service/no-requests', 'scaling.requestsPerMinute', 10, { scaling: { maxTasks: 4, requestsPerMinute: 10 } }],
  ['service/not-a-size', 'cpu', 500, { cpu: 500 }],
  ['service/not-a-count', 'desiredCount', -1, { desiredCount: -1 }],
  ['service/not-a-service-name', 'serviceName', 'a b', { serviceName: 'a b' }],
])('%s', (code, prop, value, props) => {
  expect(() => stackWith(props as Partial<WorkerServiceProps>)).toThrowProblem(code, prop, value);
});

test('settings of a service with a port are taken as they are: their PORT is a variable like others', () => {
  const stack = workloadStack();
  workerIn(stack, { settings: scaffoldIn(stack) });

  expect(containerOf(stack).Secrets.map(({ Name }: any) => Name)).toContain('PORT');
});
