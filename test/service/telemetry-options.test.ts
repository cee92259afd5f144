import { Size, Stack, Stage } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { CpuArchitecture } from 'aws-cdk-lib/aws-ecs';
import { IImageRepository, ImageRepository, StandaloneTask, TelemetryOptions, WorkerService } from '../../src/service';
import { apiStack, IMAGE, propertiesOf, runningApi } from '../support/api';
import { resourcesOf, workloadStack } from '../support/cloud';
import { networkIn } from '../support/scaffold';

const COLLECTOR = '111111111111.dkr.ecr.ap-southeast-1.amazonaws.com/otel-collector:v0.43.3';
const withCollector = (options: Partial<TelemetryOptions> = {}, props = {}) => {
  const stack = workloadStack();
  const image = ImageRepository.fromImageUri(stack, 'Collector', COLLECTOR);
  return { stack, api: runningApi({ telemetry: { image, ...options }, ...props }, stack) };
};
const { stack, api } = withCollector();
const [main, collector] = propertiesOf(stack, 'AWS::ECS::TaskDefinition').ContainerDefinitions;

describe('PC14c a collector beside the service', () => {
  test('is a second container that the task goes on without, and that stops last', () => {
    expect(collector).toMatchObject({
      ...{ Name: 'telemetry', Image: COLLECTOR, Essential: false, Memory: 256, User: '1000:1000' },
      ReadonlyRootFilesystem: true,
    });
    expect(main.DependsOn).toEqual([{ Condition: 'START', ContainerName: 'telemetry' }]);
    expect(collector.PortMappings).toBeUndefined();
  });

  test('receives what the service is configured to send, on the loopback address alone', () => {
    const environment = Object.fromEntries(main.Environment.map(({ Name, Value }: any) => [Name, Value]));
    const [{ Value: config }] = collector.Environment;

    expect(environment).toMatchObject({
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318',
      OTEL_SERVICE_NAME: 'prd-rl-bank-api',
      OTEL_TRACES_SAMPLER_ARG: '0.05',
    });
    expect(config.match(/endpoint: \S+/g)).toEqual(['endpoint: 127.0.0.1:4317', 'endpoint: 127.0.0.1:4318']);
    expect(config).toContain('awsxray');
  });

  test('receives no metrics and logs, which the SDKs would send by default and it has no pipeline for', () => {
    expect(main.Environment).toContainEqual({ Name: 'OTEL_METRICS_EXPORTER', Value: 'none' });
    expect(main.Environment).toContainEqual({ Name: 'OTEL_LOGS_EXPORTER', Value: 'none' });
  });

  test('is pulled and logged by the one execution role, by statements that name its repository and the log group', () => {
    const roles = resourcesOf(stack, 'AWS::IAM::Role').filter(({ Properties }) => Properties.Policies);
    const statements: any[] = roles[0].Properties.Policies[0].PolicyDocument.Statement;
    const of = (action: string) => JSON.stringify(statements.find(({ Action }) => [Action].flat().includes(action)));

    expect(roles).toHaveLength(1);
    expect(of('ecr:BatchGetImage')).toMatch(/repository\/rl-bank-api".*repository\/otel-collector"/);
    expect(JSON.stringify(collector.LogConfiguration)).toContain('"awslogs-stream-prefix":"telemetry"');
    expect(collector.LogConfiguration.Options['awslogs-group']).toEqual(main.LogConfiguration.Options['awslogs-group']);
  });

  test('sends traces to X-Ray with the role of the tasks, which may do nothing else', () => {
    const [{ Properties }] = resourcesOf(stack, 'AWS::IAM::Policy');

    expect(Properties.PolicyDocument.Statement).toEqual([
      { Effect: 'Allow', Action: ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'], Resource: '*' },
    ]);
  });

  test('has an image that an operator copies from the public registry once, for the architecture of the tasks', () => {
    const source = 'public.ecr.aws/aws-observability/aws-otel-collector:v0.43.3';
    const commands = [`pull --platform linux/amd64 ${source}`, `tag ${source} ${COLLECTOR}`, `push ${COLLECTOR}`];

    expect(api.pendingInputs).toContainEqual({
      ...{ key: 'telemetry.image', target: COLLECTOR, owner: 'an operator, once' },
      command: commands.map((command) => `docker ${command}`).join(' && '),
    });
  });

  test.each<[image: (stack: Stack) => IImageRepository, command: RegExp]>([
    [
      (own) => ImageRepository.fromImageUri(own, 'Live', COLLECTOR.replace('v0.43.3', 'live')),
      /tag \S+:<version> \S+:live /,
    ],
    [
      (own) => ImageRepository.fromImageUri(own, 'Digest', COLLECTOR.replace(':v0.43.3', `@sha256:${'a'.repeat(64)}`)),
      /arm64 .*tag \S+:<version> \S+otel-collector:<version> /,
    ],
    [
      (own) => ImageRepository.fromRepository(own, 'Made', new Repository(own, 'Repo'), { tag: 'v1' }),
      /tag \S+:v1 <registry>\/<repository>:v1 /,
    ],
  ])('has a command for an image of another version', (image, command) => {
    const own = workloadStack();
    const props = { telemetry: { image: image(own) }, cpuArchitecture: CpuArchitecture.ARM64 };
    const { pendingInputs } = runningApi(props, own);

    expect(pendingInputs.find(({ key }) => key === 'telemetry.image')?.command).toMatch(command);
  });
});

test('the configuration, the share of requests and the memory are the team’s to choose', () => {
  const { stack: own } = withCollector({ config: 'receivers: {}', samplingPercent: 100, memory: Size.mebibytes(128) });
  const [app, sidecar] = propertiesOf(own, 'AWS::ECS::TaskDefinition').ContainerDefinitions;

  expect(sidecar).toMatchObject({
    Environment: [{ Name: 'AOT_CONFIG_CONTENT', Value: 'receivers: {}' }],
    Memory: 128,
  });
  expect(app.Environment).toContainEqual({ Name: 'OTEL_TRACES_SAMPLER_ARG', Value: '1' });
  expect(JSON.stringify(app.Environment)).not.toMatch(/METRICS|LOGS/);
});

test('without a collector there is one container, without its variables', () => {
  const { ContainerDefinitions } = propertiesOf(apiStack(), 'AWS::ECS::TaskDefinition');

  expect(ContainerDefinitions).toHaveLength(1);
  expect(ContainerDefinitions[0].DependsOn).toBeUndefined();
});

test.each([
  ['service/not-a-share', 'telemetry.samplingPercent', 101, { samplingPercent: 101 }],
  ['service/collector-memory', 'telemetry.memory', '513 MiB', { memory: Size.mebibytes(513) }],
  ['service/collector-memory', 'telemetry.memory', '32 MiB', { memory: Size.mebibytes(32) }],
  ['service/not-a-collector-config', 'telemetry.config', ' ', { config: ' ' }],
  ['service/not-a-collector-config', 'telemetry.config', '16385 characters', { config: 'a'.repeat(16_385) }],
  ['props/missing', 'telemetry.image', undefined, { image: undefined }],
])('%s: %s is refused', (code, prop, value, options) => {
  expect(() => withCollector(options as Partial<TelemetryOptions>)).toThrowProblem(code, prop, value);
});

test('a variable of the collector is refused beside it', () => {
  const environment = { OTEL_SERVICE_NAME: 'x' };

  expect(() => withCollector({}, { environment })).toThrowProblem(
    'service/variable-twice',
    'environment',
    'OTEL_SERVICE_NAME',
  );
});

test.each([4317, 4318])('a container that listens on port %s of the collector is refused', (containerPort) => {
  expect(() => withCollector({}, { containerPort, settings: undefined })).toThrowProblem(
    'service/port-of-collector',
    'containerPort',
    containerPort,
  );
});

describe.each(['222222222222.dkr.ecr.ap-southeast-1', '111111111111.dkr.ecr.eu-west-1'])(
  'a collector of %s',
  (place) => {
    const uri = COLLECTOR.replace('111111111111.dkr.ecr.ap-southeast-1', place);
    const [account, , , region] = place.split('.');

    test.each([WorkerService, StandaloneTask])(
      'is refused where its repository is not referenced here, by %p',
      (kind) => {
        const web = workloadStack();
        const theirs = new Stack(Stage.of(web)!, 'Theirs', { env: { account, region } });
        const image = new ImageRepository(web, 'Image', { image: IMAGE });
        const telemetry = { image: new ImageRepository(theirs, 'Collector', { image: uri }) };
        const act = () => new kind(web, 'Tasks', { vpc: networkIn(web).vpc, image, telemetry });

        expect(act).toThrowProblem('service/image-elsewhere', 'telemetry.image', uri);
      },
    );

    test('is taken where it is', () => {
      const web = workloadStack();
      const telemetry = { image: ImageRepository.fromImageUri(web, 'Collector', uri) };

      expect(() => runningApi({ telemetry }, web)).not.toThrow();
    });
  },
);
