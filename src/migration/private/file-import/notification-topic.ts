import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnTopic, ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { throughService } from '../../../core/private/resources/through-service';
import { crossStackValue } from '../../../core/private/stacks/cross-stack-value';
import { EventTopic } from '../../../service';

/** The given topic, or one that is created. */
export function notificationTopicFor(scope: Construct, given: ITopic | undefined): ITopic {
  return given ?? new EventTopic(scope, 'Notifications').topic;
}

/** ARN of the topic for any stack: one of this app may be replaced. */
export function topicArnOf(topic: ITopic): string {
  return crossStackValue(topic, {
    name: 'TopicArn',
    value: topic.topicArn,
    identity: (resource) => [resource.logicalId, (resource as CfnTopic).topicName],
  });
}

/** Statements for publishing to the topic, and by SNS alone for its key. */
export function publishStatements(scope: Construct, topic: ITopic): PolicyStatement[] {
  const { masterKey } = topic;
  const key = masterKey && { service: 'sns', keyName: 'TopicKey', key: masterKey };
  return [
    new PolicyStatement({ actions: ['sns:Publish'], resources: [topicArnOf(topic)] }),
    ...(key ? [throughService(scope, key, ['kms:Decrypt', 'kms:GenerateDataKey'])] : []),
  ];
}
