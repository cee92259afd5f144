import { Stack } from 'aws-cdk-lib';
import { alarmTopics } from '../../../src/observability/private/alarm-topics';
import { arnOf } from '../../support/api';
import { newApp, resourcesOf, templateOf, workloadStack } from '../../support/cloud';

const stackWith = (stack = workloadStack()) => {
  alarmTopics(stack, 'prd-rl-bank');
  return stack;
};

const policiesOf = (stack: Stack) => {
  return resourcesOf(stack, 'AWS::SNS::TopicPolicy').map(({ Properties }) => ({
    topic: Properties.Topics[0],
    statements: Properties.PolicyDocument.Statement,
  }));
};

test('there is one for each severity, under a key of the customer', () => {
  const stack = stackWith();
  const KmsMasterKeyId = { 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] };

  expect(resourcesOf(stack, 'AWS::SNS::Topic').map(({ Properties }) => Properties)).toEqual([
    { TopicName: 'prd-rl-bank-page', KmsMasterKeyId },
    { TopicName: 'prd-rl-bank-ticket', KmsMasterKeyId },
  ]);
});

test('RB12c the key lets CloudWatch use it, whatever it says of itself, and turns', () => {
  const [{ Properties, DeletionPolicy }] = resourcesOf(stackWith(), 'AWS::KMS::Key');

  expect(Properties.KeyPolicy.Statement[1]).toEqual({
    Sid: 'AlarmsOnTheirWay',
    Effect: 'Allow',
    Principal: { Service: 'cloudwatch.amazonaws.com' },
    Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
    Resource: '*',
  });
  expect([Properties.EnableKeyRotation, DeletionPolicy]).toEqual([true, 'Delete']);
});

test('RB12c alarms of this account and region may publish, and nobody without TLS', () => {
  const policies = policiesOf(stackWith());

  expect(policies).toHaveLength(2);
  policies.forEach(({ topic, statements }) => {
    expect(statements).toEqual([
      {
        Sid: 'AllowPublishThroughSSLOnly',
        Effect: 'Deny',
        Principal: '*',
        Action: 'sns:Publish',
        Resource: topic,
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
      {
        Sid: 'AlarmsOfThisAccount',
        Effect: 'Allow',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: 'sns:Publish',
        Resource: topic,
        Condition: {
          StringEquals: { 'aws:SourceAccount': '111111111111' },
          ArnLike: { 'aws:SourceArn': arnOf('cloudwatch:ap-southeast-1:111111111111:alarm:*') },
        },
      },
    ]);
  });
});

test('in a stack that states no account it is the one that it is deployed to', () => {
  const [{ statements }] = policiesOf(stackWith(new Stack(newApp(), 'Web')));

  expect(statements[1].Condition.StringEquals).toEqual({ 'aws:SourceAccount': { Ref: 'AWS::AccountId' } });
});

test('the topics tell nothing else to anybody', () => {
  expect(
    Object.values<any>(templateOf(stackWith()).Resources)
      .map(({ Type }) => Type)
      .sort(),
  ).toEqual([
    ...['AWS::KMS::Key', 'AWS::SNS::Topic', 'AWS::SNS::Topic', 'AWS::SNS::TopicPolicy', 'AWS::SNS::TopicPolicy'],
  ]);
});
