import { Size } from 'aws-cdk-lib';
import { ImageRepository, TelemetryOptions } from '../../src/service';
import { apiStack, propertiesOf, runningApi } from '../support/api';
import { resourcesOf, workloadStack } from '../support/cloud';

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

  test('has an image that must be there before a task starts', () => {
    expect(api.pendingInputs.map(({ key, target }) => [key, target])).toContainEqual(['telemetry.image', COLLECTOR]);
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
