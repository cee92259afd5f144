import { Duration, Stack } from 'aws-cdk-lib';
import { CpuArchitecture } from 'aws-cdk-lib/aws-ecs';
import { ContainerImageChannel } from '../../../src/service';
import { CONTAINER_NAME, DEFAULT_PATHS, DEFAULT_PORT } from '../../../src/service/private/task-definition';
import { apiIn, ApiProps, containerOf, exportsIn, IMAGE, propertiesOf } from '../../support/api';
import { newApp, resourcesOf, templateOf, workloadStack } from '../../support/cloud';
import { scaffoldIn } from '../../support/scaffold';

const TASK = 'AWS::ECS::TaskDefinition';

const stackWith = (props: ApiProps = {}, stack = workloadStack()) => {
  apiIn(stack, props);
  return stack;
};
const taskWith = (props: ApiProps = {}) => propertiesOf(stackWith(props), TASK);
const containerWith = (props: ApiProps = {}, stack?: Stack) => containerOf(stackWith(props, stack));

test('RB3a a task has 0.5 vCPU and 1 GB on Fargate, for an image built for x86', () => {
  expect(taskWith()).toMatchObject({
    Family: 'prd-rl-bank-api',
    Cpu: '512',
    Memory: '1024',
    NetworkMode: 'awsvpc',
    RequiresCompatibilities: ['FARGATE'],
    RuntimePlatform: { CpuArchitecture: 'X86_64', OperatingSystemFamily: 'LINUX' },
  });
});

test('RB3a a task has 2 GB, or another pair, or another processor, where the team says so', () => {
  expect(taskWith({ memoryMiB: 2048 })).toMatchObject({ Cpu: '512', Memory: '2048' });
  expect(taskWith({ cpu: 1024, memoryMiB: 4096 })).toMatchObject({ Cpu: '1024', Memory: '4096' });
  expect(taskWith({ cpuArchitecture: CpuArchitecture.ARM64 }).RuntimePlatform.CpuArchitecture).toBe('ARM64');
});

describe('RB3a the port', () => {
  const portWith = (props: ApiProps) => containerWith(props).PortMappings;

  test('is 9000 without settings', () => {
    expect(DEFAULT_PORT).toBe(9000);
    expect(portWith({ settings: undefined })).toEqual([{ ContainerPort: 9000, Protocol: 'tcp' }]);
  });

  test('is the one that the settings tell the API', () => {
    const stack = workloadStack();
    const settings = scaffoldIn(stack, { port: 8080 });

    expect(containerWith({ settings }, stack).PortMappings).toEqual([{ ContainerPort: 8080, Protocol: 'tcp' }]);
  });

  test('is the one that the team states where there are no settings', () => {
    expect(portWith({ settings: undefined, containerPort: 8080 })).toEqual([{ ContainerPort: 8080, Protocol: 'tcp' }]);
  });
});

describe('the container', () => {
  test('is nobody but its user, writes to memory alone, and has an init process', () => {
    expect(containerWith()).toMatchObject({
      Name: CONTAINER_NAME,
      Essential: true,
      User: '1000:1000',
      ReadonlyRootFilesystem: true,
      LinuxParameters: {
        InitProcessEnabled: true,
        Tmpfs: [{ ContainerPath: '/tmp', Size: 64, MountOptions: ['rw', 'nosuid', 'nodev'] }],
      },
    });
  });

  test('has no volumes: those belong to root', () => {
    const stack = stackWith();

    expect(Object.keys(propertiesOf(stack, TASK))).not.toContain('Volumes');
    expect(Object.keys(containerOf(stack))).not.toContain('MountPoints');
  });

  test('is the user that the team names', () => {
    expect(containerWith({ containerUser: '10001' }).User).toBe('10001');
  });

  test('may write where the team says, in an order of its own', () => {
    const writablePaths = [
      { path: '/var/cache', sizeMiB: 32 },
      { path: '/tmp', sizeMiB: 128 },
    ];
    const paths = containerWith({ writablePaths }).LinuxParameters.Tmpfs.map((it: any) => [it.ContainerPath, it.Size]);

    expect(DEFAULT_PATHS).toEqual([{ path: '/tmp', sizeMiB: 64 }]);
    expect(paths).toEqual([
      ['/tmp', 128],
      ['/var/cache', 32],
    ]);
    expect(writablePaths[0].path).toBe('/var/cache');
  });

  test('may write nowhere where the team says so', () => {
    expect(containerWith({ writablePaths: [] }).LinuxParameters.Tmpfs).toBeUndefined();
  });

  test('has 5 seconds more than the longest request to stop', () => {
    expect(containerWith().StopTimeout).toBe(65);
    expect(containerWith({ longestRequest: Duration.seconds(30) }).StopTimeout).toBe(35);
  });

  test('RB12a says what it says to the log group', () => {
    expect(containerWith().LogConfiguration).toEqual({
      LogDriver: 'awslogs',
      Options: {
        'awslogs-group': { Ref: expect.stringMatching(/^ApiLogs/) },
        'awslogs-region': 'ap-southeast-1',
        'awslogs-stream-prefix': 'api',
      },
    });
  });
});

describe('the environment', () => {
  test('RB10c has the two web origins as CORS_ORIGIN_WHITELIST, by the parameter', () => {
    const stack = stackWith();
    const { ValueFrom } = containerOf(stack).Secrets.find(({ Name }: any) => Name === 'CORS_ORIGIN_WHITELIST');
    const values = resourcesOf(stack, 'AWS::SSM::Parameter').map(({ Properties }) => [
      Properties.Name,
      Properties.Value,
    ]);

    expect(JSON.stringify(ValueFrom)).toContain(':parameter/rl/bank/api/CORS_ORIGIN_WHITELIST"');
    expect(values).toContainEqual([
      '/rl/bank/api/CORS_ORIGIN_WHITELIST',
      'https://app.bank.example,https://merchant.bank.example',
    ]);
  });

  test('has every key of the settings, and no value of theirs in clear text', () => {
    const stack = workloadStack();
    const settings = scaffoldIn(stack);
    const { Secrets, Environment } = containerWith({ settings }, stack);
    const keys = [...Object.keys(settings.parameters), ...Object.keys(settings.secrets)].sort();

    expect(Secrets.map(({ Name }: any) => Name)).toEqual(keys);
    expect(Environment).toBeUndefined();
  });

  test('has further variables in clear text, sorted', () => {
    expect(containerWith({ environment: { LOG_LEVEL: 'info', APP_NAME: 'bank' } }).Environment).toEqual([
      { Name: 'APP_NAME', Value: 'bank' },
      { Name: 'LOG_LEVEL', Value: 'info' },
    ]);
  });

  test('is empty without settings and further variables', () => {
    const container = containerWith({ settings: undefined });

    expect(container.Secrets).toBeUndefined();
    expect(container.Environment).toBeUndefined();
  });
});

describe('the image', () => {
  test('is named by its channel: no deployment of infrastructure takes an application back', () => {
    expect(containerWith().Image).toBe(IMAGE);
  });

  test('of another stack makes that stack come first, without an export', () => {
    const app = newApp();
    const images = workloadStack(app, 'Images');
    const stack = workloadStack(app);
    stackWith({ image: new ContainerImageChannel(images, 'Image', { image: IMAGE }) }, stack);

    expect(containerOf(stack).Image).toBe(IMAGE);
    expect(stack.dependencies).toEqual([images]);
    expect(exportsIn(app)).toEqual([]);
    expect(templateOf(images).Outputs).toBeUndefined();
  });
});
