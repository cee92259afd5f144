import { App, CfnOutput, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { weakReference } from '../../../../src/core/private/stacks/weak-reference';
import { newApp, resourcesOf, templateOf, WORKLOAD, workloadStack } from '../../../support/cloud';
import { Said } from '../../../support/problems';

function producerIn(scope: App | Stage, env: object = { ...WORKLOAD, region: 'us-east-1' }): Stack {
  return new Stack(scope, 'Producer', { env });
}

function read(producer: Stack, consumer: Stack, identity: unknown = 'one'): unknown {
  const value = weakReference({ producer, name: 'Value', value: 'the-value', identity: () => identity });
  new CfnOutput(consumer, 'Read', { value });
  return templateOf(consumer).Outputs.Read.Value;
}

test('is read with Fn::GetStackOutput, from an output without export', () => {
  const app = newApp();
  const producer = producerIn(app);

  const { 'Fn::GetStackOutput': call } = read(producer, workloadStack(app)) as any;

  expect(call).toEqual({
    StackName: 'Producer',
    Region: 'us-east-1',
    OutputName: expect.stringMatching(/^Value[0-9a-f]{8}$/),
  });
  expect(templateOf(producer).Outputs).toEqual({ [call.OutputName]: { Value: 'the-value' } });
});

test('another identity is another output, so that the consumer notices', () => {
  const outputFor = (identity: unknown) => {
    const app = newApp();
    return (read(producerIn(app), workloadStack(app), identity) as any)['Fn::GetStackOutput'].OutputName;
  };

  expect(outputFor('one')).toBe(outputFor('one'));
  expect(outputFor('one')).not.toBe(outputFor('two'));
});

describe('what the value stands for', () => {
  const rendered = () => {
    const app = newApp();
    const producer = producerIn(app);
    const consumer = workloadStack(app);
    const state = { is: 'one', asked: 0 };
    const identity = () => {
      state.asked++;
      return state.is;
    };
    const value = weakReference({ producer, name: 'Value', value: 'the-value', identity });
    new CfnOutput(consumer, 'Read', { value });
    const synthesized = () => app.synth({ force: true }).getStackByName(consumer.stackName).template.Outputs.Read.Value;
    return { state, synthesized, resolved: () => consumer.resolve(value) };
  };

  test('is read once a synthesis, however often the CDK asks', () => {
    const { state, synthesized } = rendered();

    synthesized();

    expect(state.asked).toBe(1);
  });

  test('is read anew by the next synthesis, and each time before the first', () => {
    const { state, synthesized, resolved } = rendered();
    const outputs = [resolved, resolved, synthesized, synthesized].map((valueOf, change) => {
      state.is = `change ${change}`;
      return valueOf()['Fn::GetStackOutput'].OutputName;
    });

    expect(new Set(outputs).size).toBe(4);
  });
});

test('whoever reads it is deployed after the producer, a nested stack with its parent', () => {
  const app = newApp();
  const producer = producerIn(app);
  const parent = workloadStack(app);

  const value = weakReference({ producer, name: 'Value', value: 'the-value', identity: () => 1 });
  new CfnOutput(new NestedStack(parent, 'Nested'), 'Read', { value });
  app.synth();

  expect(parent.dependencies).toEqual([producer]);
});

test('the producer itself sees the plain value, and has no output for it', () => {
  const producer = producerIn(newApp());

  expect(read(producer, producer)).toBe('the-value');
  expect(Object.keys(templateOf(producer).Outputs)).toEqual(['Read']);
});

test('stacks of one region need not name it, known or not', () => {
  const app = newApp();

  const call = (read(new Stack(app, 'Producer'), new Stack(app, 'Consumer')) as any)['Fn::GetStackOutput'];

  expect(call.Region).toBeUndefined();
});

test.each<[title: string, producer: (app: App) => Stack, problem: Said, env?: object]>([
  [
    'of another account',
    (app) => producerIn(app, { account: '222222222222', region: 'us-east-1' }),
    ['weak-reference/other-account', 'Value', 'a value of the stack Producer', 'Web/Read'],
  ],
  [
    'of another Stage',
    (app) => producerIn(new Stage(app, 'Prod')),
    ['weak-reference/other-stage', 'Value', 'a value of the stack Prod/Producer', 'Web/Read'],
  ],
  [
    'without a stated region, where the consumer is in another',
    (app) => new Stack(app, 'Producer'),
    ['weak-reference/no-region', 'Value', 'a value of the stack Producer', 'Web/Read'],
  ],
  [
    'of another partition, also where no account is known',
    (app) => producerIn(app, { region: 'us-east-1' }),
    ['weak-reference/other-partition', 'Value', 'a value of the stack Producer', 'Web/Read'],
    { region: 'cn-north-1' },
  ],
])('a producer %s is refused', (_, producer, problem, env = WORKLOAD) => {
  const app = newApp();
  const consumer = new Stack(app, 'Web', { env });

  expect(() => read(producer(app), consumer)).toThrowProblem(...problem);
});

test('a value that stands for something in a third stack has one name', () => {
  const app = newApp();
  const third = new CfnBucket(workloadStack(app, 'Third'), 'Bucket');
  const producer = workloadStack(app, 'Producer');
  const made = new CfnBucket(producer, 'Bucket', { tags: [{ key: 'of', value: third.ref }] });
  const value = weakReference({ producer, name: 'Name', value: made.ref, identity: () => [third.ref, third.attrArn] });
  const consumer = workloadStack(app, 'Consumer');
  new CfnBucket(consumer, 'Bucket', { bucketName: value });

  const { StackName, OutputName } = resourcesOf(consumer, 'AWS::S3::Bucket')[0].Properties.BucketName[
    'Fn::GetStackOutput'
  ];

  expect(StackName).toBe('Producer');
  expect(Object.keys(templateOf(producer).Outputs)).toEqual([OutputName]);
});
