// Works on messages of partners, which API Gateway puts into a queue. A message comes once or more often, and a partner may send it twice: what
// it writes has the id of the partner, so that nothing is there twice. One that fails is tried again, alone, and is then a dead letter.
import { capture } from './payments.mjs';
import { Database } from '../shared/database.mjs';
import { writeDelivery, writeOrder } from '../shared/sales.mjs';

const database = new Database(process.env, { connections: 1 });
const PENDING = `SELECT o.id, p.card_token AS cardToken, CAST(SUM(i.quantity * i.price_cents) AS SIGNED) AS cents
  FROM orders o JOIN payments p ON p.order_id = o.id JOIN order_items i ON i.order_id = o.id
  WHERE o.source = ? AND o.external_id = ? AND p.status = 'pending' GROUP BY o.id, p.card_token`;
const STATUS = { captured: 'paid', refused: 'refused', refunded: 'refunded' };

const KINDS = new Map(Object.entries({ order, delivery, payment }));

export async function handler({ Records }) {
  const batchItemFailures = [];
  for (const { messageId, body, messageAttributes } of Records) {
    try {
      const message = JSON.parse(body);
      const work = KINDS.get(message.kind);
      if (!work) throw new Error(`There is no work for ${message.kind}.`);
      await work(messageAttributes.partner.stringValue, message); // the partner is that of the authorizer
    } catch (error) {
      console.error(messageId, error.message);
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures };
}

/** Writes an order, and then captures its payment: a second try finds the order, and captures what is pending. */
async function order(source, { orderId: externalId, items, cardToken }) {
  await database.transaction((query) => writeOrder(query, { source, externalId, items, cardToken }));
  const [pending] = await database.query(PENDING, [source, externalId]);
  if (pending) await settle(pending.id, await capture(`${source}:${externalId}`, pending));
}

function delivery(source, { deliveryId: externalId, items }) {
  return database.transaction((query) => writeDelivery(query, { source, externalId, items }));
}

/** What the gateway says of an order, as `<source>:<id>`. */
async function payment(_partner, { orderId, status }) {
  const [source, ...id] = orderId.split(':');
  const [found] = await database.query('SELECT id FROM orders WHERE source = ? AND external_id = ?', [
    source,
    id.join(':'),
  ]);
  if (!found) throw new Error(`There is no order ${orderId}.`);
  await settle(found.id, status);
}

function settle(id, status) {
  return database.transaction(async (query) => {
    await query('UPDATE payments SET status = ? WHERE order_id = ?', [status, id]);
    await query('UPDATE orders SET status = ? WHERE id = ?', [STATUS[status], id]);
  });
}
