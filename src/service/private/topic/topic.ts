import { CfnResource } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnTopic, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { topLevelStack } from '../../../core/private/stacks/stack-of';
import { weakReference } from '../../../core/private/stacks/weak-reference';

/** Creates a topic that is encrypted, and refuses what comes without TLS. */
export function eventTopic(scope: Construct, masterKey: IKey | undefined): Topic {
  const topic = new Topic(scope, 'Topic', { masterKey, enforceSSL: true });
  if (masterKey === undefined) {
    (topic.node.defaultChild as CfnTopic).kmsMasterKeyId = 'alias/aws/sns';
  }
  return topic;
}

/** A value of a topic for any stack: no CloudFormation export blocks replacing the topic. */
export function crossStackTopic(name: string, topic: Topic, value: string): string {
  const { logicalId } = topic.node.defaultChild as CfnResource;
  return weakReference({ producer: topLevelStack(topic), name, value, identity: () => logicalId });
}
