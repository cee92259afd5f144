import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { AlarmSeverity } from '../../../core';

const CLOUDWATCH = new ServicePrincipal('cloudwatch.amazonaws.com');

/** The SNS topics of a region, by severity. */
export type AlarmTopics = Readonly<Record<AlarmSeverity, Topic>>;

/** A topic per severity, with a key that CloudWatch may use: with the AWS managed key for SNS, notifications are lost. */
export function alarmTopics(scope: Construct, namePrefix: string): AlarmTopics {
  const key = new Key(scope, 'Key', {
    description: `The alarms of ${namePrefix} on their way`,
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.DESTROY, // it encrypts nothing that is stored
  });
  // Without a condition, because a condition that CloudWatch does not meet would lose notifications. The topic policies
  // decide whose alarms may publish.
  key.addToResourcePolicy(
    new PolicyStatement({
      sid: 'AlarmsOnTheirWay',
      principals: [CLOUDWATCH],
      actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      resources: ['*'], // in a key policy: this key
    }),
  );
  return {
    [AlarmSeverity.PAGE]: topicFor(scope, 'Page', `${namePrefix}-page`, key),
    [AlarmSeverity.TICKET]: topicFor(scope, 'Ticket', `${namePrefix}-ticket`, key),
  };
}

function topicFor(scope: Construct, id: string, topicName: string, masterKey: Key): Topic {
  const topic = new Topic(scope, id, { topicName, masterKey, enforceSSL: true });
  const stack = Stack.of(scope);
  topic.addToResourcePolicy(
    new PolicyStatement({
      sid: 'AlarmsOfThisAccount',
      principals: [CLOUDWATCH],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: {
        StringEquals: { 'aws:SourceAccount': stack.account },
        ArnLike: {
          'aws:SourceArn': stack.formatArn({
            service: 'cloudwatch',
            resource: 'alarm',
            resourceName: '*',
            arnFormat: ArnFormat.COLON_RESOURCE_NAME,
          }),
        },
      },
    }),
  );
  return topic;
}
