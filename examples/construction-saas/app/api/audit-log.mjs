// What users do is sent to a queue, and a worker writes it: this program has no right to write into an audit log.
import { randomUUID } from 'node:crypto';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

export class AuditLog {
  #sqs = new SQSClient({});
  #queue;

  /** @param {Record<string, string | undefined>} environment */
  constructor({ AUDIT_QUEUE_URL }) {
    this.#queue = AUDIT_QUEUE_URL;
  }

  /**
   * Sends an event. Within a transaction before it is committed: a change without an event cannot be; an event whose change failed
   * afterwards can, and says what was tried.
   */
  async add(tenant, user, action, subject) {
    const event = {
      id: randomUUID(),
      at: new Date().toISOString(),
      tenant: tenant.id,
      actor: user.sub,
      action,
      subject,
    };
    await this.#sqs.send(new SendMessageCommand({ QueueUrl: this.#queue, MessageBody: JSON.stringify(event) }));
  }
}
