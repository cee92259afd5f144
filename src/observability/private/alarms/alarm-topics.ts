import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { AlarmSeverity } from '../../../core';
import type { ExistingTopics } from '../../existing-topics';

const CLOUDWATCH = new ServicePrincipal('cloudwatch.amazonaws.com');

/** The SNS topics of a region, by severity. */
export type AlarmTopics = Readonly<Record<AlarmSeverity, ITopic>>;

/**
 * A topic per severity, each with a key of its own: a broken key takes no message, and no metric counts what it refuses.
 * The keys are customer managed, because CloudWatch may not use the AWS managed key for SNS.
 */
export function alarmTopics(scope: Construct, namePrefix: string): AlarmTopics {
  return {
    [AlarmSeverity.PAGE]: topicFor(scope, 'Page', `${namePrefix}-page`, keyFor(scope, 'Key', namePrefix)),
    [AlarmSeverity.TICKET]: topicFor(scope, 'Ticket', `${namePrefix}-ticket`, keyFor(scope, 'TicketKey', namePrefix)),
  };
}

/**
 * The topics of those names in the region and account of the scope. Their policies let all alarms of the account publish, and
 * literal ARNs leave no reference between the stacks of two observers.
 */
export function existingTopicsIn(scope: Construct, { pageTopicName, ticketTopicName }: ExistingTopics): AlarmTopics {
  const topicNamed = (id: string, resource: string) => {
    return Topic.fromTopicArn(scope, id, Stack.of(scope).formatArn({ service: 'sns', resource }));
  };
  return {
    [AlarmSeverity.PAGE]: topicNamed('Page', pageTopicName),
    [AlarmSeverity.TICKET]: topicNamed('Ticket', ticketTopicName),
  };
}

function keyFor(scope: Construct, id: string, namePrefix: string): Key {
  const key = new Key(scope, id, {
    description: `The alarms of ${namePrefix} on their way`,
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.DESTROY, // it encrypts nothing that is stored
  });
  // AWS documents this statement without a condition. It says of EventBridge that it does not send aws:SourceAccount to KMS,
  // and of CloudWatch nothing: a condition that is not met would drop each notification. The topic policies decide whose
  // alarms may publish. https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
  key.addToResourcePolicy(
    new PolicyStatement({
      sid: 'AlarmsOnTheirWay',
      principals: [CLOUDWATCH],
      actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      resources: ['*'], // in a key policy: this key
    }),
  );
  return key;
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
