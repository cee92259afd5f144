// Events of a module, from its queue. One that fails stays there, comes again, and after some tries is a dead letter. One can come twice.
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { following, log, logError } from '../shared/log.mjs';

const AGAIN = 5; // seconds: the queue would wait as long as the longest job takes
const LEAD = `INSERT INTO leads (tenant_id, contact_id, trace_id) SELECT tenant_id, contact_id, $2
  FROM contacts WHERE contact_id = $1 ON CONFLICT DO NOTHING`;
const FOUND = 'SELECT FROM contacts WHERE contact_id = $1';

/** What is done for an event, by its type. Those of modules that this product has no work for are taken, and logged. */
const WORK = {
  'contact.created': async ({ database, event: { tenant, id, ids } }) =>
    database.write(tenant, async (query) => {
      if ((await query(FOUND, [id])).length === 0) throw new Error('The contact is not there yet.');
      await query(LEAD, [id, ids?.traceId]);
    }),
};

/**
 * Takes events until the worker stops.
 *
 * @param {Record<string, string | undefined>} environment
 * @param {Pick<import('../shared/database.mjs').Database, 'write'>} database
 * @param {() => boolean} isStopping
 * @param {{ send: (command: any) => Promise<any> }} client
 */
export async function takeEvents({ QUEUE_URL: QueueUrl }, database, isStopping, client = new SQSClient({})) {
  while (!isStopping()) {
    const received = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 20 });
    const { Messages = [] } = await client.send(received);
    for (const { Body, ReceiptHandle } of Messages) {
      const event = JSON.parse(JSON.parse(`${Body}`).Message); // in the envelope of SNS
      await following(event.ids ?? {}, async () => {
        try {
          await WORK[event.type]?.({ database, event });
          await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
          log('done', { type: event.type });
        } catch (error) {
          logError(`${event.type} comes again`, error);
          await client.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: AGAIN }));
        }
      });
    }
  }
}
