import { ListTopicsCommand, SNSClient, SubscribeCommand, UnsubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { until } from './until.mjs';

/**
 * Listens to the alarms of one severity in the region of the bank, beside their recipients.
 *
 * @param {import('./world.mjs').World} world
 * @param {'page' | 'ticket'} severity
 */
export async function listen({ sandbox }, severity) {
  const { Topics } = await sandbox.ask(SNSClient, new ListTopicsCommand({}));
  const TopicArn = Topics.map((topic) => topic.TopicArn).find((arn) => new RegExp(severity, 'i').test(arn));
  const { QueueUrl } = await sandbox.ask(SQSClient, new CreateQueueCommand({ QueueName: 'alarms-heard' }));
  const described = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] });
  const { Attributes } = await sandbox.ask(SQSClient, described);
  const to = { TopicArn, Protocol: 'sqs', Endpoint: Attributes.QueueArn, ReturnSubscriptionArn: true };
  const { SubscriptionArn } = await sandbox.ask(SNSClient, new SubscribeCommand(to));
  /** @type {string[]} */
  const heard = [];
  return {
    /** Waits for the message of an alarm that went into ALARM. */
    about: (alarm) =>
      until(
        `a message about ${alarm}`,
        async () => {
          const { Messages } = await sandbox.ask(SQSClient, new ReceiveMessageCommand({ QueueUrl }));
          heard.push(...(Messages ?? []).map(({ Body }) => Body));
          return heard;
        },
        (bodies) => bodies.some((body) => body.includes(alarm) && body.includes('ALARM')),
      ),
    async close() {
      await sandbox.ask(SNSClient, new UnsubscribeCommand({ SubscriptionArn }));
      await sandbox.ask(SQSClient, new DeleteQueueCommand({ QueueUrl }));
    },
  };
}
