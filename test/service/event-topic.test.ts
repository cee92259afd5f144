import { Stack } from 'aws-cdk-lib';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { SubscriptionFilter } from 'aws-cdk-lib/aws-sns';
import { AlarmSeverity } from '../../src/core';
import { EventTopic, QueueConsumer, TopicSubscriptionOptions } from '../../src/service';
import { danglingIn, exportsIn, propertiesOf, watchIn } from '../support/api';
import { newApp, resourcesOf, workloadStack } from '../support/cloud';
import { functionIn } from '../support/function';
import { queueWorkerIn, statementsOf } from '../support/queue';

const allow = (...allowlist: string[]) => SubscriptionFilter.stringFilter({ allowlist });
const subscriptionOf = (stack: Stack) => propertiesOf(stack, 'AWS::SNS::Subscription');
const subscribed = (options?: TopicSubscriptionOptions) => {
  const stack = workloadStack();
  const topic = new EventTopic(stack, 'Events');
  topic.subscribe('Tasks', queueWorkerIn(stack), options);
  return stack;
};

describe('PC12a a topic with a worker', () => {
  const plain = subscribed();
  const topicArn = { Ref: expect.stringMatching(/^EventsTopic/) };

  test('is encrypted, and refuses what comes without TLS', () => {
    expect(propertiesOf(plain, 'AWS::SNS::Topic')).toEqual({ KmsMasterKeyId: 'alias/aws/sns' });
    expect(propertiesOf(plain, 'AWS::SNS::TopicPolicy').PolicyDocument.Statement).toEqual([
      expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    ]);
  });

  test('hands every message to its queue, and to the dead-letter queue what that does not take', () => {
    expect(subscriptionOf(plain)).toEqual({
      ...{ Protocol: 'sqs', TopicArn: topicArn, Endpoint: expect.anything() },
      RedrivePolicy: { deadLetterTargetArn: expect.anything() },
    });
  });

  test.each(['AuditLogQueue', 'AuditLogDeadLetterQueue'])('and %s takes messages of that topic alone', (queue) => {
    expect(statementsOf(plain, 'AWS::SQS::QueuePolicy', queue)[1]).toMatchObject({
      ...{ Action: 'sqs:SendMessage', Principal: { Service: 'sns.amazonaws.com' } },
      Condition: { ArnEquals: { 'aws:SourceArn': topicArn } },
    });
  });
});

test('PC12a a worker gets the messages that its filter asks for, by attributes or by the message', () => {
  const filterPolicy = { type: allow('task.created', 'task.closed'), cell: allow('eu') };
  const [byAttributes, byBody] = [
    subscribed({ filterPolicy }),
    subscribed({ filterPolicy, filterOnBody: true, rawMessageDelivery: true }),
  ];
  const FilterPolicy = { type: ['task.created', 'task.closed'], cell: ['eu'] };

  expect(subscriptionOf(byAttributes)).toMatchObject({ FilterPolicy });
  expect(subscriptionOf(byBody)).toMatchObject({
    FilterPolicy,
    FilterPolicyScope: 'MessageBody',
    RawMessageDelivery: true,
  });
});

test('PC12a one topic has a subscription for each module', () => {
  const stack = workloadStack();
  const topic = new EventTopic(stack, 'Events');
  topic.subscribe('Tasks', queueWorkerIn(stack), { filterPolicy: { type: allow('task.created') } });
  const consumer = QueueConsumer.lambdaFunction(functionIn(stack, {}, 'Sender'));
  const mails = queueWorkerIn(stack, { consumer }, 'Mails');
  topic.subscribe('MailsSent', mails, { filterPolicy: { type: allow('mail.sent') } });

  expect(resourcesOf(stack, 'AWS::SNS::Subscription')).toHaveLength(2);
});

test('PC12a a second subscription of a worker to one topic is refused: SNS has one of a queue', () => {
  const stack = workloadStack();
  const [topic, other] = [new EventTopic(stack, 'Events'), new EventTopic(stack, 'Others')];
  const worker = queueWorkerIn(stack);
  topic.subscribe('Created', worker, { filterPolicy: { type: allow('task.created') } });

  expect(() => topic.subscribe('Closed', worker, { filterPolicy: { type: allow('task.closed') } })).toThrowProblem(
    ...(['event-topic/subscribed-twice', 'worker', 'Web/AuditLog'] as const),
  );
  expect(() => other.subscribe('Others', worker)).not.toThrow();
});

describe('PC12a topic, worker and publisher in three stacks', () => {
  const app = newApp();
  const [events, stack, web] = [workloadStack(app, 'Bus'), workloadStack(app), workloadStack(app, 'Publisher')];
  const topic = new EventTopic(events, 'TaskEvents');
  topic.subscribe('Tasks', queueWorkerIn(stack));
  functionIn(web, { uses: [topic.forPublisher()] });
  watchIn(app, topic.alarmDefinitions);

  test('need no export, and the topic knows nothing of either', () => {
    expect([exportsIn(app), danglingIn(app)]).toEqual([[], []]);
    expect([events.dependencies, stack.dependencies, web.dependencies]).toEqual([[], [events], [events]]);
    expect(resourcesOf(events, 'AWS::SNS::Subscription')).toEqual([]);
    expect(resourcesOf(stack, 'AWS::SNS::Subscription')).toHaveLength(1);
  });

  test('the publisher has the ARN and may publish', () => {
    expect(Object.keys(propertiesOf(web, 'AWS::Lambda::Function').Environment.Variables)).toEqual([
      'TASK_EVENTS_TOPIC_ARN',
    ]);
    expect(statementsOf(web, 'AWS::IAM::Policy', 'Mailer')).toEqual([
      expect.objectContaining({ Action: 'sns:Publish' }),
    ]);
  });
});

test('a key of the app encrypts it, and publishers may use the key through SNS', () => {
  const stack = workloadStack();
  const topic = new EventTopic(stack, 'Events', { encryptionKey: new Key(stack, 'Key') });
  topic.grantPublish(new Role(stack, 'Publisher', { assumedBy: new AccountRootPrincipal() }));

  expect(propertiesOf(stack, 'AWS::SNS::Topic').KmsMasterKeyId).toEqual({
    'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'],
  });
  expect(statementsOf(stack, 'AWS::IAM::Policy', 'Publisher')[1]).toMatchObject({
    ...{ Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Condition: { StringEquals: expect.anything() } },
  });
});

test('it alarms on what is not delivered, and on what no filter can read', () => {
  const { alarmDefinitions } = new EventTopic(workloadStack(), 'Events');

  expect(alarmDefinitions.map(({ id, severity }) => [id, severity])).toEqual([
    ['NotificationsFailed', AlarmSeverity.TICKET],
    ['NotificationsUnreadable', AlarmSeverity.TICKET],
  ]);
});

test.each<[TopicSubscriptionOptions, code: string, prop: string, value: unknown]>([
  [{ filterOnBody: true }, 'event-topic/scope-without-filter', 'filterOnBody', true],
  [{ filterPolicy: {} }, 'event-topic/not-a-filter', 'filterPolicy', []],
  [
    { filterPolicy: Object.fromEntries('abcdef'.split('').map((name) => [name, allow('x')])) },
    ...(['event-topic/not-a-filter', 'filterPolicy', ['a', 'b', 'c', 'd', 'e', 'f']] as const),
  ],
  [
    { filterPolicy: { a: allow(...'abcdefghijklm'), b: allow(...'abcdefghijklm') } },
    ...(['event-topic/too-many-combinations', 'filterPolicy', '169 combinations'] as const),
  ],
  [{ filterPolicy: { type: 'task' as any } }, 'props/wrong-type', 'filterPolicy.type', 'another value'],
  [{ rawMessageDelivery: 'yes' as any }, 'props/wrong-type', 'rawMessageDelivery', 'yes'],
])('%p is refused', (options, code, prop, value) => {
  expect(() => subscribed(options)).toThrowProblem(code, prop, value);
});

test('a FIFO queue and a worker of another region are refused', () => {
  const app = newApp();
  const stack = workloadStack(app);
  const topic = new EventTopic(stack, 'Events');
  const far = new Stack(app, 'Far', { env: { account: '111111111111', region: 'eu-central-1' } });

  expect(() => topic.subscribe('Tasks', queueWorkerIn(stack, { fifo: true }))).toThrowProblem(
    ...(['event-topic/fifo-queue', 'worker', 'Web/AuditLog'] as const),
  );
  expect(() => topic.subscribe('Tasks', queueWorkerIn(far))).toThrowProblem(
    ...(['event-topic/other-region', 'worker', 'Far/AuditLog'] as const),
  );
  expect(() => topic.subscribe('Tasks', undefined as any)).toThrowProblem('props/missing', 'worker', undefined);
  expect(() => new EventTopic(stack, 'Other', { encryptionKey: 'key' as any })).toThrowProblem(
    ...(['props/wrong-type', 'encryptionKey', 'key'] as const),
  );
});
