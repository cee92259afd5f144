/** The key of a product. */
export const SKU = /^[\w.:-]{1,64}$/;

const ORDER = 'INSERT IGNORE INTO orders (source, external_id, customer_id, status) VALUES (?, ?, ?, ?)';
const ITEM = `INSERT INTO order_items (order_id, sku, quantity, price_cents)
  SELECT ?, sku, ?, price_cents FROM products WHERE sku = ?`;
const SOLD = 'UPDATE products SET stock = stock - ? WHERE sku = ?';
const LOG = 'INSERT IGNORE INTO inventory_log (sku, delta, source, external_id) VALUES (?, ?, ?, ?)';
const PAYMENT = 'INSERT INTO payments (order_id, card_token, status) VALUES (?, ?, ?)';

/** A product that an order names, and that there is none of. */
export class UnknownProduct extends Error {}

/**
 * Writes an order with its items within a transaction, once for a source and its id: its id, undefined if it was there before.
 *
 * @param {(text: string, values?: unknown[]) => Promise<any>} query
 * @param {{ source: string, externalId: string, customerId?: number | null, items: { sku: string, quantity: number }[], cardToken: string }} order
 */
export async function writeOrder(query, { source, externalId, customerId = null, items, cardToken }) {
  const status = cardToken ? 'placed' : 'paid';
  const { affectedRows, insertId } = await query(ORDER, [source, externalId, customerId, status]);
  if (affectedRows === 0) return undefined;
  for (const { sku, quantity } of inOneOrder(items)) {
    const written = await query(ITEM, [insertId, quantity, sku]);
    if (written.affectedRows === 0) throw new UnknownProduct(`There is no product ${sku}.`);
    await query(SOLD, [quantity, sku]);
    await query(LOG, [sku, -quantity, source, externalId]);
  }
  if (cardToken) await query(PAYMENT, [insertId, cardToken, 'pending']);
  return insertId;
}

/** Goods that came in, once for a source and its id: whether they were new. */
export async function writeDelivery(query, { source, externalId, items }) {
  let isNew = false;
  for (const { sku, quantity } of inOneOrder(items)) {
    const logged = await query(LOG, [sku, quantity, source, externalId]); // IGNORE makes an unknown product a warning
    if (logged.affectedRows > 0) {
      await query(SOLD, [-quantity, sku]);
    } else if ((await query('SELECT 1 FROM products WHERE sku = ?', [sku])).length === 0) {
      throw new UnknownProduct(`There is no product ${sku}.`);
    }
    isNew ||= logged.affectedRows > 0;
  }
  return isNew;
}

/** One line for each product, sorted: two transactions that lock the same rows do so in one order. */
function inOneOrder(items) {
  const quantities = new Map();
  for (const { sku, quantity } of items) quantities.set(sku, (quantities.get(sku) ?? 0) + quantity);
  return [...quantities].map(([sku, quantity]) => ({ sku, quantity })).sort((a, b) => (a.sku < b.sku ? -1 : 1));
}
