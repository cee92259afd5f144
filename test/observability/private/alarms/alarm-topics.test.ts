import { Stack } from 'aws-cdk-lib';
import { alarmTopics } from '../../../../src/observability/private/alarms/alarm-topics';
import { arnOf } from '../../../support/api';
import { newApp, resourcesOf, templateOf, workloadStack } from '../../../support/cloud';

const stackWith = (stack = workloadStack()) => {
  alarmTopics(stack, 'prd-rl-bank');
  return stack;
};

const stack = stackWith();

test('there is a topic for each severity, under a customer key of its own, and nothing else', () => {
  const keyOf = (id: RegExp) => ({ 'Fn::GetAtt': [expect.stringMatching(id), 'Arn'] });

  expect(resourcesOf(stack, 'AWS::SNS::Topic').map(({ Properties }) => Properties)).toEqual([
    { TopicName: 'prd-rl-bank-page', KmsMasterKeyId: keyOf(/^Key/) },
    { TopicName: 'prd-rl-bank-ticket', KmsMasterKeyId: keyOf(/^TicketKey/) },
  ]);
  expect(Object.keys(templateOf(stack).Resources)).toHaveLength(6); // with two keys and two policies
});

test('RB12c each key lets CloudWatch use it without a condition, and is rotated', () => {
  const keys = resourcesOf(stack, 'AWS::KMS::Key');

  expect(keys).toHaveLength(2);
  keys.forEach(({ Properties, DeletionPolicy }) => {
    expect(Properties.KeyPolicy.Statement[1]).toEqual({
      Sid: 'AlarmsOnTheirWay',
      Effect: 'Allow',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      Resource: '*',
    });
    expect([Properties.EnableKeyRotation, DeletionPolicy]).toEqual([true, 'Delete']);
  });
});

test.each<[of: string, stack: Stack, account: unknown, alarms: object]>([
  ['of a stack', stack, '111111111111', arnOf('cloudwatch:ap-southeast-1:111111111111:alarm:*')],
  [
    'of a stack that states no account, which is the one that it is deployed to',
    stackWith(new Stack(newApp(), 'Web')),
    { Ref: 'AWS::AccountId' },
    expect.anything(),
  ],
])('RB12c alarms of the account and region %s may publish, and nobody without TLS', (_, there, account, alarms) => {
  const policies = resourcesOf(there, 'AWS::SNS::TopicPolicy').map(({ Properties }) => Properties);

  expect(policies).toHaveLength(2);
  policies.forEach(({ Topics: [topic], PolicyDocument }) => {
    expect(PolicyDocument.Statement).toEqual([
      {
        ...{ Sid: 'AllowPublishThroughSSLOnly', Effect: 'Deny', Principal: '*' },
        ...{ Action: 'sns:Publish', Resource: topic },
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
      {
        ...{ Sid: 'AlarmsOfThisAccount', Effect: 'Allow', Principal: { Service: 'cloudwatch.amazonaws.com' } },
        ...{ Action: 'sns:Publish', Resource: topic },
        Condition: { StringEquals: { 'aws:SourceAccount': account }, ArnLike: { 'aws:SourceArn': alarms } },
      },
    ]);
  });
});
