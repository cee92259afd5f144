import { ListTopicsCommand, SNSClient, SubscribeCommand, UnsubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';

/**
 * A queue at the topic of a severity, which gets what its recipients get.
 *
 * @param {import('../run/kernel/aws/sandbox.mjs').Sandbox} sandbox
 * @param {'page' | 'ticket'} severity
 */
export async function openInbox(sandbox, severity) {
  const { Topics } = await sandbox.ask(SNSClient, new ListTopicsCommand({}));
  const TopicArn = Topics.map((topic) => topic.TopicArn).find((arn) => arn.endsWith(`-${severity}`));
  const { QueueUrl } = await sandbox.ask(SQSClient, new CreateQueueCommand({ QueueName: `inbox-${severity}` }));
  const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] });
  const { Attributes } = await sandbox.ask(SQSClient, asked);
  const to = { TopicArn, Protocol: 'sqs', Endpoint: Attributes.QueueArn, ReturnSubscriptionArn: true };
  const { SubscriptionArn } = await sandbox.ask(SNSClient, new SubscribeCommand(to));
  /** @type {string[]} */
  const states = [];
  return {
    /** Each message so far, oldest first: `<alarm> <new state>`. */
    async states() {
      const command = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 });
      const { Messages } = await sandbox.ask(SQSClient, command);
      for (const { Body, ReceiptHandle } of Messages ?? []) {
        const { AlarmName, NewStateValue } = JSON.parse(JSON.parse(Body).Message);
        states.push(`${AlarmName} ${NewStateValue}`);
        await sandbox.ask(SQSClient, new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      }
      return states;
    },
    async close() {
      await sandbox.ask(SNSClient, new UnsubscribeCommand({ SubscriptionArn }));
      await sandbox.ask(SQSClient, new DeleteQueueCommand({ QueueUrl }));
    },
  };
}
