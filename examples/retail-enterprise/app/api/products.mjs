const SECONDS = 30;
const FOUND = `SELECT sku, name, price_cents AS priceCents, stock FROM products
  WHERE name LIKE ? ORDER BY name LIMIT 50`;

/** Products with a text in their names: an answer of Redis is up to 30 seconds old, and without Redis MySQL answers. */
export async function productsOf({ database, redis }, text) {
  const key = `products:${text.toLowerCase().slice(0, 100)}`;
  const known = await redis.get(key).catch(() => null);
  if (known) return { products: JSON.parse(known), cached: true };
  const products = await database.query(FOUND, [`%${text.replace(/[\\%_]/g, '\\$&')}%`]);
  await redis.set(key, JSON.stringify(products), SECONDS).catch(() => {});
  return { products, cached: false };
}
