import { Duration, Stack } from 'aws-cdk-lib';
import { QueueConsumer, QueueWorker, ServiceFunction } from '../../src/service';
import { containerOf, propertiesOf, serviceOf } from '../support/api';
import { newApp, resourcesOf, workloadStack } from '../support/cloud';
import { functionIn } from '../support/function';
import { mappingOf, QueueGiven, queueOf, queueStackWith, queueWorkerIn, statementsOf, tasksIn } from '../support/queue';
import { networkIn } from '../support/scaffold';

const { lambdaFunction, ecsService } = QueueConsumer;

test.each<[string, QueueGiven, number | undefined]>([
  ['no limit without a reservation', {}, undefined],
  ['that of the reservation', { fn: { reservedConcurrency: 20 } }, 20],
  ['that of the option', { fn: { reservedConcurrency: 20 }, read: { maxConcurrency: 5 } }, 5],
  ['the limit of Lambda for a reservation above it', { fn: { reservedConcurrency: 1500 } }, 1000],
])('invocations at once: %s', (_, given, most) => {
  expect(mappingOf(queueStackWith(given).stack).ScalingConfig?.MaximumConcurrency).toBe(most);
});

describe('PC12b a queue that Fargate tasks work on', () => {
  const stack = workloadStack();
  const worker = queueWorkerIn(stack, { consumer: tasksIn(stack, { scaling: { maxTasks: 10, messagesPerTask: 50 } }) });

  test('hides a message twice as long as a job may take', () => {
    expect(queueOf(stack).VisibilityTimeout).toBe(600);
    expect(containerOf(stack).StopTimeout).toBe(120);
  });

  test('gives the tasks its URL, and lets them consume', () => {
    const [statement] = statementsOf(stack, 'AWS::IAM::Policy', 'AuditLogServiceTaskRole');

    expect(containerOf(stack).Environment).toEqual([{ Name: 'QUEUE_URL', Value: { Ref: expect.any(String) } }]);
    expect(statement.Action).toEqual([
      ...['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ChangeMessageVisibility'],
    ]);
    expect(resourcesOf(stack, 'AWS::Lambda::EventSourceMapping')).toEqual([]);
  });

  test('scales by the messages that wait for each task, and by nothing else', () => {
    const [{ Properties }, ...others] = resourcesOf(stack, 'AWS::ApplicationAutoScaling::ScalingPolicy');
    const { TargetValue, CustomizedMetricSpecification } = Properties.TargetTrackingScalingPolicyConfiguration;
    const metrics = CustomizedMetricSpecification.Metrics;

    expect(others).toEqual([]);
    expect(TargetValue).toBe(50);
    expect(
      metrics.map(({ Id, Expression, MetricStat }: any) => [Id, Expression ?? MetricStat.Metric.MetricName]),
    ).toEqual([
      ['waiting', 'ApproximateNumberOfMessagesVisible'],
      ['running', 'RunningTaskCount'],
      ['backlog', 'waiting / running'],
    ]);
    expect(propertiesOf(stack, 'AWS::ApplicationAutoScaling::ScalableTarget')).toMatchObject({
      MinCapacity: 2,
      MaxCapacity: 10,
    });
  });

  test('has the alarms of its queue and of its tasks', () => {
    expect(worker.alarmDefinitions.map(({ id }) => id)).toEqual([
      ...['DeadLetters', 'MessagesWait', 'NoTasks', 'TasksMissing', 'CpuHigh', 'MemoryHigh', 'DeploymentFailed'],
    ]);
    expect(worker.pendingInputs.map(({ key }) => key)).toEqual(['image']);
    expect(worker.logQueries.length).toBeGreaterThan(0);
  });
});

test('PC12b without scaling the number of tasks is fixed', () => {
  const stack = workloadStack();
  queueWorkerIn(stack, { consumer: tasksIn(stack, { longestJob: Duration.seconds(20) }) });

  expect(serviceOf(stack).DesiredCount).toBe(2);
  expect(containerOf(stack).StopTimeout).toBe(20);
  expect(resourcesOf(stack, 'AWS::ApplicationAutoScaling::ScalableTarget')).toEqual([]);
});

test.each<[QueueGiven, code: string, prop: string, value: unknown]>([
  [{ maxReceiveCount: 0 }, 'queue-worker/not-a-receive-count', 'maxReceiveCount', 0],
  [{ retentionPeriod: Duration.days(15) }, 'queue-worker/not-a-retention', 'retentionPeriod', '1296000 seconds'],
  [{ retentionPeriod: Duration.minutes(9) }, 'queue-worker/retention-too-short', 'retentionPeriod', '540 seconds'],
  [
    { maxReceiveCount: 64, fn: { timeout: Duration.minutes(15) } },
    ...(['queue-worker/retention-too-short', 'retentionPeriod', '345600 seconds'] as const),
  ],
  [{ expectedDelay: Duration.seconds(0) }, 'queue-worker/not-a-delay', 'expectedDelay', '0 seconds'],
  [{ contentBasedDeduplication: true }, 'queue-worker/deduplication-without-fifo', 'contentBasedDeduplication', true],
  [{ fifo: true, read: { batchSize: 11 } }, 'queue-worker/not-a-batch-size', 'consumer.batchSize', 11],
  [{ read: { batchSize: 11 } }, 'queue-worker/batch-without-window', 'consumer.batchSize', 11],
  [
    { read: { batchWindow: Duration.minutes(6) } },
    'queue-worker/not-a-batch-window',
    'consumer.batchWindow',
    '360 seconds',
  ],
  [{ read: { maxConcurrency: 1 } }, 'queue-worker/not-a-concurrency', 'consumer.maxConcurrency', 1],
  [{ fn: { reservedConcurrency: 1 } }, 'queue-worker/reserved-for-one', 'consumer.reservedConcurrency', 1],
  [
    { fn: { reservedConcurrency: 4 }, read: { maxConcurrency: 5 } },
    ...(['queue-worker/concurrency-beyond-reserved', 'consumer.maxConcurrency', 5] as const),
  ],
  [{ deadLetterSeverity: 'loud' as any }, 'props/wrong-type', 'deadLetterSeverity', 'loud'],
])('%p is refused', (given, code, prop, value) => {
  expect(() => queueStackWith(given)).toThrowProblem(code, prop, value);
});

describe('a function that reads two queues', () => {
  const readers = (first?: number, second?: number) => () => {
    const stack = workloadStack();
    const fn = functionIn(stack, { reservedConcurrency: 20 });
    queueWorkerIn(stack, { consumer: lambdaFunction(fn, { maxConcurrency: first }) });
    queueWorkerIn(stack, { consumer: lambdaFunction(fn, { maxConcurrency: second }) }, 'Imports');
  };

  test.each([
    [undefined, undefined, 40],
    [15, undefined, 35],
    [15, 6, 21],
  ])('for %p and %p at once takes more than is reserved for it', (first, second, sum) => {
    expect(readers(first, second)).toThrowProblem(
      ...(['queue-worker/concurrency-shared', 'consumer.maxConcurrency', `${sum} for 2 queues`] as const),
    );
  });

  test('shares what is reserved for it', () => {
    expect(readers(15, 5)).not.toThrow();
  });
});

test('a job that SQS cannot hide a message for is refused', () => {
  const stack = workloadStack();

  expect(() => queueWorkerIn(stack, { consumer: tasksIn(stack, { longestJob: Duration.hours(7) }) })).toThrowProblem(
    ...(['queue-worker/not-a-job-time', 'consumer.longestJob', '25200 seconds'] as const),
  );
});

test.each([
  ['region', { account: '111111111111', region: 'eu-central-1' }],
  ['account', { account: '222222222222', region: 'ap-southeast-1' }],
])('a function of another %s is refused, of another app too', (_, env) => {
  const app = newApp();
  const far = new Stack(app, 'Far', { env });
  const attrs = { functionName: 'audit', roleName: 'audit', timeout: Duration.seconds(30) };
  const [own, imported] = [functionIn(far), ServiceFunction.fromServiceFunctionAttributes(far, 'Audit', attrs)];
  const stack = workloadStack(app);

  expect(() => queueWorkerIn(stack, { consumer: lambdaFunction(own) })).toThrowProblem(
    ...(['queue-worker/function-elsewhere', 'consumer', 'Far/Mailer'] as const),
  );
  expect(() => queueWorkerIn(stack, { consumer: lambdaFunction(imported) }, 'Imports')).toThrowProblem(
    ...(['queue-worker/function-elsewhere', 'consumer', 'Far/Audit'] as const),
  );
});

test('what a consumer is made of has to be given', () => {
  const stack = workloadStack();
  const { vpc } = networkIn(stack);

  expect(() => new QueueWorker(stack, 'Audit', {} as any)).toThrowProblem('props/missing', 'consumer', undefined);
  expect(() => lambdaFunction(undefined as any)).toThrowProblem('props/missing', 'lambdaFunction', undefined);
  expect(() => ecsService({ vpc } as any)).toThrowProblems([
    ['props/missing', 'image', undefined],
    ['props/missing', 'longestJob', undefined],
  ]);
  expect(() => tasksIn(workloadStack(), { scaling: { maxTasks: 'ten', messagesPerTask: 1 } as any })).toThrowProblem(
    ...(['props/wrong-type', 'scaling.maxTasks', 'ten'] as const),
  );
});
