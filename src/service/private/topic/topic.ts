import { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnTopic, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

/** Creates a topic that is encrypted, and refuses what comes without TLS. */
export function eventTopic(scope: Construct, masterKey: IKey | undefined): Topic {
  const topic = new Topic(scope, 'Topic', { masterKey, enforceSSL: true });
  if (masterKey === undefined) {
    (topic.node.defaultChild as CfnTopic).kmsMasterKeyId = 'alias/aws/sns';
  }
  return topic;
}
