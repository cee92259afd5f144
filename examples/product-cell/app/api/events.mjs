// Events of the cell. Each module gets those of its filter by the attribute `type`; the ids of the request go along.
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { currentIds, log } from '../shared/log.mjs';

export class Events {
  #topic;
  #client;

  /** @param {Record<string, string | undefined>} environment */
  constructor({ EVENTS_TOPIC_ARN }, client = new SNSClient({})) {
    this.#topic = EVENTS_TOPIC_ARN;
    this.#client = client;
  }

  async publish(type, event) {
    const Message = JSON.stringify({ type, ...event, ids: currentIds() });
    const MessageAttributes = { type: { DataType: 'String', StringValue: type } };
    await this.#client.send(new PublishCommand({ TopicArn: this.#topic, Message, MessageAttributes }));
    log('event', { type });
  }
}
