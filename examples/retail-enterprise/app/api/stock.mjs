import { randomUUID } from 'node:crypto';
import { Refused } from '../shared/http.mjs';
import { SKU, UnknownProduct, writeDelivery } from '../shared/sales.mjs';

const AUDIT = "INSERT INTO audit_log (actor, action, detail) VALUES (?, 'stock', ?)";

/** Goods that staff scan: what there is now. */
export async function takeIn(database, email, body) {
  const { sku, quantity } = body ?? {};
  const isIntake = SKU.test(`${sku}`) && Number.isInteger(quantity) && quantity > 0 && quantity <= 100_000;
  if (!isIntake) throw new Refused(400, 'An intake has a sku and a quantity from 1 to 100000.');
  return database.transaction(async (query) => {
    const intake = { source: 'warehouse', externalId: randomUUID(), items: [{ sku, quantity }] };
    await writeDelivery(query, intake).catch((error) => {
      throw error instanceof UnknownProduct ? new Refused(404, error.message) : error;
    });
    await query(AUDIT, [email, `${quantity} of ${sku}`]);
    const [stock] = await query('SELECT sku, stock FROM products WHERE sku = ?', [sku]);
    return stock;
  });
}
