import { randomUUID } from 'node:crypto';
import { Refused } from '../shared/http.mjs';
import { SKU, UnknownProduct, writeOrder } from '../shared/sales.mjs';

const ORDERS = `SELECT o.id, o.source, o.external_id AS externalId, o.status, o.created_at AS createdAt,
    CAST(SUM(i.quantity * i.price_cents) AS SIGNED) AS totalCents
  FROM orders o JOIN order_items i ON i.order_id = o.id GROUP BY o.id ORDER BY o.id DESC LIMIT 100`;
const STOCK = 'SELECT sku, stock FROM products WHERE sku IN (?)';

/** The last orders of all sources. */
export async function ordersOf(database) {
  return database.query(ORDERS);
}

/** An order of the shop: its id, and what is left of its products. */
export async function placeOrder(database, body) {
  const { customer, items, cardToken } = checked(body);
  const order = { source: 'shop', externalId: randomUUID(), items, cardToken };
  return database.transaction(async (query) => {
    const customerId = await writeCustomer(query, customer);
    await writeOrder(query, { ...order, customerId }).catch((error) => {
      throw error instanceof UnknownProduct ? new Refused(400, error.message) : error;
    });
    const stock = await query(STOCK, [items.map(({ sku }) => sku)]);
    return { orderId: `${order.source}:${order.externalId}`, stock };
  });
}

async function writeCustomer(query, { name, email, phone, street, city }) {
  const customer = 'INSERT INTO customers (name, email, phone) VALUES (?, ?, ?)';
  const { insertId } = await query(customer, [name, email, phone]);
  await query('INSERT INTO addresses (customer_id, street, city) VALUES (?, ?, ?)', [insertId, street, city]);
  return insertId;
}

function checked(body) {
  const { customer, items, cardToken } = body ?? {};
  const texts = ['name', 'email', 'phone', 'street', 'city'].map((key) => customer?.[key]);
  if (!texts.every((text) => typeof text === 'string' && text !== '' && text.length <= 200)) {
    throw new Refused(400, 'A customer has name, email, phone, street and city.');
  }
  if (!/^[^\s@]+@[^\s@]+$/.test(customer.email)) throw new Refused(400, 'The e-mail address is none.');
  if (!Array.isArray(items) || items.length === 0 || items.length > 50) throw new Refused(400, 'Items are missing.');
  for (const { sku, quantity } of items.map((item) => item ?? {})) {
    const isItem = SKU.test(`${sku}`) && Number.isInteger(quantity) && quantity > 0 && quantity <= 1000;
    if (!isItem) throw new Refused(400, 'An item has a sku and a quantity from 1 to 1000.');
  }
  if (typeof cardToken !== 'string' || cardToken === '' || cardToken.length > 128) {
    throw new Refused(400, 'The token of a card is missing.');
  }
  return { customer, items, cardToken };
}
