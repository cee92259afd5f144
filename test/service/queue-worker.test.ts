import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { AlarmSeverity, ServiceBinding } from '../../src/core';
import { FileStore } from '../../src/data';
import { QueueConsumer, QueueWorker } from '../../src/service';
import { danglingIn, exportsIn, propertiesOf, watchIn } from '../support/api';
import { newApp, resourcesOf, templateOf, workloadStack } from '../support/cloud';
import { functionIn } from '../support/function';
import { mappingOf, queueOf, queueStackWith, queueWorkerIn, statementsOf } from '../support/queue';

const { lambdaFunction } = QueueConsumer;
const deadLettersOf = (stack: Stack) => propertiesOf(stack, 'AWS::SQS::Queue', 'AuditLogDeadLetterQueue');

describe('CM6 a queue that a Lambda function works on', () => {
  const { stack: plain, worker } = queueStackWith();

  test('hides a message six times as long as the function may take, and gives up after three receives', () => {
    expect(queueOf(plain)).toEqual({
      ...{ SqsManagedSseEnabled: true, VisibilityTimeout: 180, MessageRetentionPeriod: 345600 },
      RedrivePolicy: {
        deadLetterTargetArn: { 'Fn::GetAtt': [expect.stringMatching(/^AuditLogDeadLetterQueue/), 'Arn'] },
        maxReceiveCount: 5,
      },
    });
    expect(deadLettersOf(plain)).toEqual({ SqsManagedSseEnabled: true, MessageRetentionPeriod: 1209600 });
  });

  test('takes back the messages alone that failed', () => {
    expect(mappingOf(plain)).toMatchObject({ BatchSize: 10, FunctionResponseTypes: ['ReportBatchItemFailures'] });
    expect(mappingOf(plain).FunctionName).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^MailerFunction/), 'Arn'] });
    expect(mappingOf(plain)).not.toHaveProperty('ScalingConfig');
    expect(mappingOf(plain)).not.toHaveProperty('MaximumBatchingWindowInSeconds');
  });

  test('lets the function read and delete, before Lambda tries it, and nothing else', () => {
    const [statement, ...others] = statementsOf(plain, 'AWS::IAM::Policy', 'AuditLogReadPolicy');
    const [{ DependsOn }] = resourcesOf(plain, 'AWS::Lambda::EventSourceMapping');

    expect(statement.Action).toEqual(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes']);
    expect(others).toEqual([]);
    expect(DependsOn).toEqual([expect.stringMatching(/^AuditLogReadPolicy/)]);
  });

  test('refuses what comes without TLS, at both queues', () => {
    const policies = resourcesOf(plain, 'AWS::SQS::QueuePolicy').map(({ Properties }) => Properties.PolicyDocument);

    expect(policies.map(({ Statement }) => Statement)).toEqual(
      Array(2).fill([
        expect.objectContaining({ Condition: { Bool: { 'aws:SecureTransport': 'false' } }, Effect: 'Deny' }),
      ]),
    );
  });

  test('keeps both queues with their messages when they leave the template', () => {
    const policies = resourcesOf(plain, 'AWS::SQS::Queue').map(({ DeletionPolicy }) => DeletionPolicy);

    expect(policies).toEqual(['RetainExceptOnCreate', 'RetainExceptOnCreate']);
  });

  test('alarms on dead letters, and on messages that wait', () => {
    expect(worker.alarmDefinitions.map(({ id, threshold, severity }) => [id, threshold, severity])).toEqual([
      ['DeadLetters', 0, AlarmSeverity.TICKET],
      ['MessagesWait', 1080, AlarmSeverity.TICKET],
    ]);
    expect(worker.logQueries).toEqual([]);
    expect(worker.pendingInputs).toEqual([]);
  });

  test('has a command that sends dead letters to the queue again', () => {
    const { stack, worker: redriven } = queueStackWith();
    new CfnOutput(stack, 'Redrive', { value: redriven.redriveCommand });
    const [, parts] = templateOf(stack).Outputs.Redrive.Value['Fn::Join'];
    const nameOf = (id: RegExp) => ({ 'Fn::GetAtt': [expect.stringMatching(id), 'QueueName'] });

    expect(parts[0]).toBe('aws sqs start-message-move-task --region ap-southeast-1 --source-arn arn:');
    expect(parts).toContainEqual(nameOf(/^AuditLogDeadLetterQueue/));
    expect(parts.at(-1)).toEqual(nameOf(/^AuditLogQueue/)); // SQS knows no source of what SNS and EventBridge gave up
    expect(parts).toContainEqual(expect.stringContaining(' --destination-arn arn:'));
  });
});

test('CM6 dead letters page where users miss something, and a long function has longer to wait', () => {
  const { stack, worker } = queueStackWith({
    ...{ deadLetterSeverity: AlarmSeverity.PAGE, maxReceiveCount: 7, retentionPeriod: Duration.days(7) },
    ...{ fn: { timeout: Duration.minutes(15) }, read: { batchSize: 100, batchWindow: Duration.seconds(30) } },
  });

  expect(queueOf(stack)).toMatchObject({ VisibilityTimeout: 5430, MessageRetentionPeriod: 604800 });
  expect(mappingOf(stack)).toMatchObject({ BatchSize: 100, MaximumBatchingWindowInSeconds: 30 });
  expect(worker.alarmDefinitions.map(({ threshold, severity }) => [threshold, severity])).toEqual([
    [0, AlarmSeverity.PAGE],
    [43440, AlarmSeverity.TICKET],
  ]);
});

test('a FIFO queue has a FIFO dead-letter queue', () => {
  const { stack } = queueStackWith({ fifo: true, contentBasedDeduplication: true });

  expect(queueOf(stack)).toMatchObject({ FifoQueue: true, ContentBasedDeduplication: true });
  expect(deadLettersOf(stack).FifoQueue).toBe(true);
});

test('a key of the app encrypts both queues, and function, sender and services of AWS may use it through SQS', () => {
  const stack = workloadStack();
  const worker = queueWorkerIn(stack, { encryptionKey: new Key(stack, 'Key') });
  worker.grantSend(new Role(stack, 'Sender', { assumedBy: new AccountRootPrincipal() }));
  worker.allowService('sns.amazonaws.com', 'arn:aws:sns:ap-southeast-1:111111111111:topic');
  const through = { StringEquals: { 'kms:ViaService': { 'Fn::Join': expect.anything() } } };

  expect([queueOf(stack).KmsMasterKeyId, deadLettersOf(stack).KmsMasterKeyId]).toEqual(
    Array(2).fill({ 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] }),
  );
  expect(statementsOf(stack, 'AWS::IAM::Policy', 'AuditLogReadPolicy')[1]).toMatchObject({ Action: 'kms:Decrypt' });
  expect(statementsOf(stack, 'AWS::IAM::Policy', 'Sender')[1]).toMatchObject({
    ...{ Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Condition: through },
  });
  expect(propertiesOf(stack, 'AWS::KMS::Key').KeyPolicy.Statement.at(-1)).toMatchObject({
    ...{ Action: ['kms:Decrypt', 'kms:GenerateDataKey*'], Principal: { Service: 'sns.amazonaws.com' } },
  });
});

describe('a worker, its function and its sender in three stacks', () => {
  const app = newApp();
  const [code, stack, web] = [workloadStack(app, 'Code'), workloadStack(app), workloadStack(app, 'Sender')];
  const worker = queueWorkerIn(stack, { consumer: lambdaFunction(functionIn(code)) });
  functionIn(web, { uses: [ServiceBinding.withNames(worker.forSender(), { AUDIT_LOG_QUEUE_URL: 'QUEUE_URL' })] });
  watchIn(app, worker.alarmDefinitions);

  test('need no export, and no circle', () => {
    expect([exportsIn(app), danglingIn(app)]).toEqual([[], []]);
    expect([stack.dependencies, code.dependencies, web.dependencies]).toEqual([[code], [], [stack]]);
  });

  test('the sender has URL and permission', () => {
    expect(Object.keys(propertiesOf(web, 'AWS::Lambda::Function').Environment.Variables)).toEqual(['QUEUE_URL']);
    expect(statementsOf(web, 'AWS::IAM::Policy', 'Mailer')).toEqual([
      expect.objectContaining({ Action: 'sqs:SendMessage', Effect: 'Allow' }),
    ]);
  });
});

test('the URL is in a variable that is named after the worker', () => {
  expect(Object.keys(queueStackWith().worker.forSender().variables)).toEqual(['AUDIT_LOG_QUEUE_URL']);
});

describe('PC12c a queue that events of S3 reach', () => {
  const app = newApp();
  const [data, stack] = [workloadStack(app, 'Data'), workloadStack(app)];
  const files = new FileStore(data, 'Files', { eventBridgeEnabled: true });
  queueWorkerIn(stack).receiveEvents('Imports', files.objectCreatedEvents('imports/'));
  const rule = { 'Fn::GetAtt': [expect.stringMatching(/^AuditLogImports/), 'Arn'] };

  test('by a rule, which keeps what the queue does not take', () => {
    const { EventPattern, Targets } = propertiesOf(stack, 'AWS::Events::Rule');

    expect(EventPattern).toMatchObject({ source: ['aws.s3'], detail: { object: { key: [{ prefix: 'imports/' }] } } });
    expect(Targets).toEqual([{ Id: 'Queue', Arn: expect.anything(), DeadLetterConfig: { Arn: expect.anything() } }]);
    expect(exportsIn(app)).toEqual([]);
  });

  test.each(['AuditLogQueue', 'AuditLogDeadLetterQueue'])('and %s takes them of that rule alone', (queue) => {
    expect(statementsOf(stack, 'AWS::SQS::QueuePolicy', queue)[1]).toMatchObject({
      ...{ Action: 'sqs:SendMessage', Principal: { Service: 'events.amazonaws.com' } },
      Condition: { ArnEquals: { 'aws:SourceArn': rule } },
    });
  });
});

test('an imported key, whose policy has to let EventBridge encrypt, is noted once', () => {
  const stack = workloadStack();
  const [imported, own] = [
    Key.fromKeyArn(stack, 'Imported', 'arn:aws:kms:ap-southeast-1:111111111111:key/1'),
    new Key(stack, 'Key'),
  ];
  queueWorkerIn(stack, { encryptionKey: imported }).receiveEvents('Imports', { source: ['aws.s3'] });
  const consumer = lambdaFunction(functionIn(stack, {}, 'Sender'));
  queueWorkerIn(stack, { encryptionKey: own, consumer }, 'Own').receiveEvents('Imports', { source: ['aws.s3'] });
  const notes = Annotations.fromStack(stack);

  notes.hasInfo('/Web/AuditLog', Match.stringLikeRegexp('kms:GenerateDataKey.*events.amazonaws.com'));
  expect(notes.findInfo('*', Match.stringLikeRegexp('kms:'))).toHaveLength(1);
});

test('a service of AWS and the resource that sends have to be named', () => {
  const { worker } = queueStackWith();

  expect(() => (worker as any).allowService()).toThrowProblem('props/missing', 'serviceName', undefined);
  expect(() => worker.allowService('sns.amazonaws.com', 1 as any)).toThrowProblem('props/wrong-type', 'sourceArn', 1);
});

test('events to a FIFO queue are refused', () => {
  const { worker } = queueStackWith({ fifo: true });

  expect(() => worker.receiveEvents('Imports', { source: ['aws.s3'] })).toThrowProblem(
    ...(['queue-worker/events-to-fifo', 'fifo', true] as const),
  );
});

test('a worker of another app has a sender, and no policy that could be changed', () => {
  const stack = workloadStack();
  const encryptionKey = Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:ap-southeast-1:111111111111:key/1');
  const attrs = { queueName: 'audit.fifo', deadLetterQueueName: 'dead.fifo', encryptionKey };
  const worker = QueueWorker.fromQueueWorkerAttributes(stack, 'Audit', attrs);
  functionIn(stack, { uses: [worker.forSender()] });

  expect(Object.keys(worker.forSender().variables)).toEqual(['AUDIT_QUEUE_URL']);
  expect(statementsOf(stack, 'AWS::IAM::Policy', 'Mailer').map(({ Action }) => Action)).toEqual([
    'sqs:SendMessage',
    ['kms:Decrypt', 'kms:GenerateDataKey'],
  ]);
  expect(worker.isFifo).toBe(true);
  expect(() => worker.allowService('sns.amazonaws.com', 'arn:aws:sns:eu-west-1:111111111111:x')).toThrowProblem(
    ...(['queue-worker/of-another-app', 'worker', 'sns.amazonaws.com'] as const),
  );
  expect(() => QueueWorker.fromQueueWorkerAttributes(stack, 'Wild', { ...attrs, queueName: '*' })).toThrowProblem(
    ...(['queue-worker/not-a-resource-name', 'queueName', '*'] as const),
  );
});
