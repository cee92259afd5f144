import { ListTopicsCommand, SNSClient, SubscribeCommand, UnsubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';

/** @typedef {import('../run/kernel/aws/sandbox.mjs').Sandbox} Sandbox */

/**
 * A queue at the topic of a severity, which gets what its recipients get.
 *
 * @param {Sandbox} sandbox
 * @param {'page' | 'ticket'} severity
 */
export async function openInbox(sandbox, severity) {
  const { Topics } = await sandbox.ask(SNSClient, new ListTopicsCommand({}));
  const topic = `${Topics.map(({ TopicArn }) => TopicArn).find((arn) => arn.endsWith(`-${severity}`))}`;
  const queue = await openQueue(sandbox, topic, `inbox-${severity}`);
  /** @type {string[]} */
  const states = [];
  return {
    /** Each message so far, oldest first: `<alarm> <new state>`. */
    async states() {
      for (const { message } of await queue.received()) states.push(`${message.AlarmName} ${message.NewStateValue}`);
      return states;
    },
    close: () => queue.close(),
  };
}

/**
 * A queue at a topic whose messages are JSON.
 *
 * @param {Sandbox} sandbox
 * @param {string} TopicArn
 * @param {string} QueueName
 */
export async function openQueue(sandbox, TopicArn, QueueName) {
  const { QueueUrl } = await sandbox.ask(SQSClient, new CreateQueueCommand({ QueueName }));
  const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] });
  const { Attributes } = await sandbox.ask(SQSClient, asked);
  const to = { TopicArn, Protocol: 'sqs', Endpoint: Attributes.QueueArn, ReturnSubscriptionArn: true };
  const { SubscriptionArn } = await sandbox.ask(SNSClient, new SubscribeCommand(to));
  return {
    /** What came since the last call, with its subject. */
    async received(WaitTimeSeconds = 0) {
      const command = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds });
      const { Messages = [] } = await sandbox.ask(SQSClient, command);
      for (const { ReceiptHandle } of Messages) {
        await sandbox.ask(SQSClient, new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      }
      return Messages.map(({ Body }) => {
        const { Subject: subject, Message } = JSON.parse(Body);
        return { subject, message: JSON.parse(Message) };
      });
    },
    async close() {
      await sandbox.ask(SNSClient, new UnsubscribeCommand({ SubscriptionArn }));
      await sandbox.ask(SQSClient, new DeleteQueueCommand({ QueueUrl }));
    },
  };
}
