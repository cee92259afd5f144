import { Duration, Size } from 'aws-cdk-lib';
import { CpuArchitecture } from 'aws-cdk-lib/aws-ecs';
import { ImageRepository } from '../../../../src/service';
import { apiStack, containerOf, exportsIn, IMAGE, propertiesOf } from '../../../support/api';
import { newApp, templateOf, workloadStack } from '../../../support/cloud';
import { scaffoldIn } from '../../../support/scaffold';

const TASK = 'AWS::ECS::TaskDefinition';

const stack = workloadStack();
const settings = scaffoldIn(stack);
apiStack({ settings }, stack);
const container = containerOf(stack);

/** A task that is as the team says in all that it can say. */
const writablePaths = [
  { path: '/var/cache', size: Size.mebibytes(32) },
  { path: '/tmp', size: Size.mebibytes(128) },
];
const other = apiStack({
  ...{ cpu: 1024, memory: Size.gibibytes(4), cpuArchitecture: CpuArchitecture.ARM64 },
  ...{ settings: undefined, containerPort: 8080, containerUser: '10001', writablePaths },
  environment: { LOG_LEVEL: 'info', APP_NAME: 'bank' },
  requestTimeout: Duration.seconds(30),
});

test('RB3a a task has 0.5 vCPU and 1 GB on Fargate, for an image built for x86', () => {
  const task = propertiesOf(stack, TASK);

  expect(task).toMatchObject({
    Family: 'prd-rl-bank-api',
    Cpu: '512',
    Memory: '1024',
    NetworkMode: 'awsvpc',
    RequiresCompatibilities: ['FARGATE'],
    RuntimePlatform: { CpuArchitecture: 'X86_64', OperatingSystemFamily: 'LINUX' },
  });
  expect([task.Volumes, container.MountPoints]).toEqual([undefined, undefined]); // volumes belong to root
});

test('RB3a a task has another pair and another processor where the team says so', () => {
  expect(propertiesOf(other, TASK)).toMatchObject({
    Cpu: '1024',
    Memory: '4096',
    RuntimePlatform: { CpuArchitecture: 'ARM64' },
  });
});

test('RB3a the port is 9000 without settings, and the one that settings tell the API', () => {
  const home = workloadStack();
  apiStack({ settings: scaffoldIn(home, { port: 8081 }) }, home);
  const ports = [apiStack({ settings: undefined }), home].flatMap((it) => containerOf(it).PortMappings);

  expect(ports.map(({ ContainerPort }) => ContainerPort)).toEqual([9000, 8081]);
});

test('the container is nobody but its user, writes to memory alone, has an init process and 5 seconds more than the longest request to stop', () => {
  expect(container).toMatchObject({
    Name: 'api',
    Essential: true,
    User: '1000:1000',
    ReadonlyRootFilesystem: true,
    LinuxParameters: {
      InitProcessEnabled: true,
      Tmpfs: [{ ContainerPath: '/tmp', Size: 64, MountOptions: ['rw', 'nosuid', 'nodev'] }],
    },
    StopTimeout: 65,
  });
});

test('RB3a the container has port, user, time to stop and directories, in an order of its own, as the team says', () => {
  const { PortMappings, User, StopTimeout, LinuxParameters } = containerOf(other);

  expect(PortMappings).toEqual([{ ContainerPort: 8080, Protocol: 'tcp' }]);
  expect([User, StopTimeout]).toEqual(['10001', 35]);
  expect(LinuxParameters.Tmpfs.map((it: any) => [it.ContainerPath, it.Size])).toEqual([
    ['/tmp', 128],
    ['/var/cache', 32],
  ]);
  expect(writablePaths[0].path).toBe('/var/cache');
});

test('RB12a the container says what it says to the log group', () => {
  expect(container.LogConfiguration).toEqual({
    LogDriver: 'awslogs',
    Options: {
      'awslogs-group': { Ref: expect.stringMatching(/^ApiLogs/) },
      'awslogs-region': 'ap-southeast-1',
      'awslogs-stream-prefix': 'api',
    },
  });
});

describe('the environment', () => {
  test('RB10c has the two web origins as CORS_ORIGIN_WHITELIST, by the parameter', () => {
    const { ValueFrom } = container.Secrets.find(({ Name }: any) => Name === 'CORS_ORIGIN_WHITELIST');

    expect(JSON.stringify(ValueFrom)).toContain(':parameter/rl/bank/api/CORS_ORIGIN_WHITELIST"');
    expect(propertiesOf(stack, 'AWS::SSM::Parameter', 'SettingsParametersCORS')).toMatchObject({
      Name: '/rl/bank/api/CORS_ORIGIN_WHITELIST',
      Value: 'https://app.bank.example,https://merchant.bank.example',
    });
  });

  test('has every key of the settings, and no value of theirs in clear text', () => {
    const keys = [...Object.keys(settings.parameters), ...Object.keys(settings.secrets)].sort();

    expect(container.Secrets.map(({ Name }: any) => Name)).toEqual(keys);
    expect(container.Environment).toBeUndefined();
  });

  test('has further variables in clear text, sorted, and nothing else without settings', () => {
    const { Secrets, Environment } = containerOf(other);

    expect(Secrets).toBeUndefined();
    expect(Environment).toEqual([
      { Name: 'APP_NAME', Value: 'bank' },
      { Name: 'LOG_LEVEL', Value: 'info' },
    ]);
  });
});

test('the container may write nowhere where the team says so', () => {
  expect(containerOf(apiStack({ writablePaths: [] })).LinuxParameters.Tmpfs).toBeUndefined();
});

test('the image is named by its channel, and one of another stack makes that stack come first, without an export', () => {
  const app = newApp();
  const [images, home] = [workloadStack(app, 'Images'), workloadStack(app)];
  apiStack({ image: new ImageRepository(images, 'Image', { image: IMAGE }) }, home);

  expect([container.Image, containerOf(home).Image]).toEqual([IMAGE, IMAGE]);
  expect(home.dependencies).toEqual([images]);
  expect(exportsIn(app)).toEqual([]);
  expect(templateOf(images).Outputs).toBeUndefined();
});
