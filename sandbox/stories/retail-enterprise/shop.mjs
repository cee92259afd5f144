import assert from 'node:assert/strict';
import { databaseOf } from './database.mjs';
import { openWebSocket } from '../../run/edge/web-socket.mjs';
import { SHOP } from '../../run/examples/retail-enterprise/example.mjs';
import { query } from '../../run/kernel/aws/mysql.mjs';

const ADMIN = { email: 'admin@retail.example', password: 'sandbox value of ADMIN_PASSWORD' };
export const CUSTOMER = { name: 'Ann Lee', email: 'ann@mail.example', phone: '+49301', street: 'Elm 1', city: 'Bonn' };
const PRODUCTS = `INSERT INTO products (sku, name, price_cents, stock) VALUES ('tea', 'Green tea', 450, 100), ('cup', 'Cup', 900, 50)`;

/** @type {import('../tell.mjs').Story<import('./retail-world.mjs').RetailWorld>} */
export const shop = {
  name: 'FE10 shop and API answer by one name through the edge; a product comes from MySQL and then from Redis; an order is taken, and read by staff alone',
  async tell(world) {
    const { owner } = await databaseOf(world.sandbox, 'production');
    await query(owner, [PRODUCTS]);
    const page = await world.ask('/');
    assert.equal(page.status, 200);
    assert.match(page.body, /<script type="module" src="\/assets\/shop\.js">/);
    assert.deepEqual((await world.ask('/api/health')).body, { healthy: true });

    const searched = [await world.ask('/api/products?q=tea'), await world.ask('/api/products?q=tea')];
    const products = [{ sku: 'tea', name: 'Green tea', priceCents: 450, stock: 100 }];
    assert.deepEqual(
      searched.map(({ body }) => body),
      [false, true].map((cached) => ({ products, cached })),
    );
    const order = { customer: CUSTOMER, items: [{ sku: 'tea', quantity: 2 }], cardToken: 'tok_shop' };
    assert.equal((await world.ask('/api/orders', { body: order })).status, 201);
    assert.equal((await world.ask('/api/orders', { body: { ...order, cardToken: '' } })).status, 400);
    assert.equal((await world.ask('/api/orders')).status, 401);
    assert.equal((await world.ask('/api/login', { body: { ...ADMIN, password: 'another' } })).status, 401);
    world.cookie = await signIn(world);
    const { body } = await world.askAsAdmin('/api/orders');
    assert.deepEqual(
      body.orders.map(({ source, status, totalCents }) => [source, status, totalCents]),
      [['shop', 'placed', 900]],
    );
  },
};

/** The session of the administrator, whose password is a secret. */
export async function signIn(world, options = {}) {
  const { status, headers, body } = await world.ask('/api/login', { ...options, body: ADMIN });
  assert.equal(status, 200, JSON.stringify(body));
  const [written = ''] = headers['set-cookie'] ?? [];
  assert.match(written, /; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
  return written.split(';')[0];
}

/** @type {import('../tell.mjs').Story<import('./retail-world.mjs').RetailWorld>} */
export const stockFeed = {
  name: 'FE8c an intake of stock reaches staff by a WebSocket through the edge; it takes a session, and the origin of the shop',
  async tell(world) {
    const { edge, ca } = await world.edge();
    const open = (headers) => openWebSocket(edge.url(SHOP, '/api/stock/feed'), { ca, headers });
    const origin = `https://${SHOP}`;
    await assert.rejects(open({ origin }), ({ status }) => status === 401);
    await assert.rejects(
      open({ origin: 'https://other.example', cookie: world.cookie }),
      ({ status }) => status === 403,
    );

    const feeds = await Promise.all([1, 2, 3].map(() => open({ origin, cookie: world.cookie }))); // by several tasks
    for (const feed of feeds) assert.deepEqual(JSON.parse(`${await feed.next()}`), { hello: ADMIN.email });
    const intake = await world.askAsAdmin('/api/stock', { body: { sku: 'cup', quantity: 5 } });
    assert.deepEqual([intake.status, intake.body], [201, { sku: 'cup', stock: 55 }]);
    for (const feed of feeds) {
      assert.deepEqual(JSON.parse(`${await feed.next()}`), { sku: 'cup', stock: 55 });
      feed.close();
    }
  },
};
